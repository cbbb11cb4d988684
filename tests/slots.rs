//! Does the guide's page about the ABI give each type the slots that it has?

// Subtle: the macros implement `unsafe` traits for the types below, and this file has no `unsafe` of its own.
#![forbid(unsafe_code)]

use closures_extern::{
    closures_export, closures_extern, Clamped, Closure, JsFunction, JsPromise, JsValue, ReturnFromJs, ToJs,
};
use std::any::type_name;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

closures_extern! {
    type Element;
    struct Point {
        x: f64,
    }
    enum Align {
        Left = "left",
    }
}

/// Has nothing.
pub struct Counter;

closures_export! {
    pub type Counter;
}

/// The wasm type of a Rust type that crosses an import as it is. A thin pointer is an `i32` there.
fn wasm_type(name: &str) -> &str {
    match name {
        "i32" | "u32" => "i32",
        "i64" | "f32" | "f64" => name,
        "()" => "",
        pointer if pointer.starts_with('*') => "i32",
        other => panic!("{other} is no slot"),
    }
}

fn argument<T: ToJs>() -> &'static str {
    wasm_type(type_name::<T::Slot>())
}

fn result<T: ReturnFromJs>() -> &'static str {
    wasm_type(type_name::<T::Returned>())
}

/// The slots of a row of the page's table: those of its types as arguments, and as results.
macro_rules! row {
    ([$($Argument:ty),*] [$($Result:ty),*]) => {
        (same(&[$(argument::<$Argument>()),*]), same(&[$(result::<$Result>()),*]))
    };
}

fn same(slots: &[&'static str]) -> &'static str {
    assert!(slots.iter().all(|slot| *slot == slots[0]), "{slots:?}");
    slots.first().unwrap_or(&"")
}

#[test]
fn the_page_gives_each_type_its_slots() {
    let rows = [
        ("bool", row!([bool][bool])),
        ("i8 u8 i16 u16 i32 isize", row!([i8, u8, i16, u16, i32, isize] [i8, u8, i16, u16, i32, isize])),
        ("u32 usize", row!([u32, usize] [u32, usize])),
        ("f32", row!([f32][f32])),
        ("f64", row!([f64][f64])),
        ("i64 u64", row!([i64, u64] [i64, u64])),
        ("i128 u128", row!([i128, u128] [i128, u128])),
        ("char", row!([char][char])),
        ("Clamped<u8>", row!([Clamped<u8>][Clamped<u8>])),
        ("&str", row!([&str] [])),
        ("String", row!([String][String])),
        ("&[T]", row!([&[u8], &[f64], Clamped<&[u8]>] [])),
        ("&mut [T]", row!([&mut [u8], &mut [f64], Clamped<&mut [u8]>] [])),
        (
            "Vec<T> Box<[T]>",
            row!([Vec<u8>, Vec<String>, Box<[f64]>, Clamped<Vec<u8>>] [Vec<u8>, Vec<JsValue>, Box<[f64]>, Clamped<Vec<u8>>]),
        ),
        ("JsValue", row!([JsValue, Element] [JsValue, Element])),
        ("&JsValue", row!([&JsValue, &Element] [])),
        ("Option<T>", row!([Option<u8>, Option<&str>] [Option<u8>, Option<String>])),
        ("Result<T, E>", row!([] [Result<u8, JsValue>, Result<(), JsValue>])),
        ("&dyn Fn &mut dyn FnMut", row!([&dyn Fn(), &mut dyn FnMut(u32) -> bool] [])),
        ("&Closure<_>", row!([&Closure<dyn Fn()>] [])),
        ("Closure<_>", row!([Closure<dyn FnMut()>] [])),
        ("JsFunction<_>", row!([JsFunction<dyn Fn()>] [JsFunction<dyn Fn()>])),
        ("JsPromise<T, E>", row!([JsPromise<u8>][JsPromise<u8>])),
        ("Point (A, B)", row!([Point, (u8, String)] [Point, (u8, String)])),
        ("Align", row!([Align][Align])),
        ("[T; N]", row!([[u8; 4], [String; 2]] [[u8; 4], [String; 2]])),
        (
            "HashMap<String, T> BTreeMap<String, T>",
            row!([HashMap<String, u8>, BTreeMap<String, u8>] [HashMap<String, u8>, BTreeMap<String, u8>]),
        ),
        ("Box<str> Cow<'static, str>", row!([Box<str>, Cow<'static, str>] [Box<str>, Cow<'static, str>])),
        ("Counter", row!([Counter][Counter])),
        ("()", row!([][()])),
    ];
    let page = include_str!("../src/guide/abi.md");
    let (_, behind) = page.split_once("| Rust | argument | result |").expect("the page has the table");
    let shown: Vec<_> = behind
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<_> = line.split('|').map(|cell| cell.replace('`', "").trim().to_owned()).collect();
            (cells[1].clone(), (cells[2].clone(), cells[3].clone()))
        })
        .collect();
    let expected: Vec<_> = rows
        .iter()
        .map(|(name, (argument, result))| (name.to_string(), (argument.to_string(), result.to_string())))
        .collect();
    assert_eq!(shown, expected);
}
