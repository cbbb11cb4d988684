//! Closures of many signatures, for random values: each gives its arguments to a JavaScript function and returns what
//! that returns. JS knows the signatures by what `properties_list` tells, which is how Rust spells them.

#![allow(clippy::unused_unit, reason = "all signatures have a result")]

use crate::keep;
use closures_extern::{closures_extern, Closure, JsFunction, JsValue, Rest, This};
use paste::paste;
use std::fmt;

/// What a closure takes and returns, and two closures of that.
struct Signature {
    /// Name, kind of the heap closure, kind of the stack closure, parameters and result, with bars between them:
    /// `mixed_8|Fn|FnMut|i32|f64|u32|f64`.
    spelling: &'static str,
    keep: fn(),
    lend: fn(),
}

/// Makes a list of signatures, each of the closure that it ends with: on the heap as the first kind, on the stack as the
/// second.
macro_rules! signatures {
    (
        $list:ident $Heap:ident $Stack:ident:
        $($name:ident($($arg:ident: $ty:ty),*) -> $result:ty = $f:expr;)*
    ) => { paste! {
        const $list: &[Signature] = &[$({
            closures_extern! {
                #![js(module = "./host.js")]
                #[js(name = "keep")]
                fn [<keep_ $Heap:snake _ $name>](f: &Closure<dyn $Heap($($ty),*) -> $result>);
            }
            Signature {
                spelling: concat!(
                    stringify!($name), "|", stringify!($Heap), "|", stringify!($Stack), "|",
                    $(stringify!($ty), "|",)* stringify!($result)
                ),
                keep: || {
                    let f = Closure::<dyn $Heap($($ty),*) -> $result>::new($f);
                    [<keep_ $Heap:snake _ $name>](&f);
                    keep(f);
                },
                lend: lending! { $Stack [<lend_ $Stack:snake _ $name>]($($ty),*) -> $result = $f },
            }
        }),*];
    } };
}

/// A function that lends a stack closure.
macro_rules! lending {
    (Fn $lend:ident($($ty:ty),*) -> $result:ty = $f:expr) => { {
        closures_extern! {
            #![js(module = "./host.js")]
            #[js(name = "lend")]
            fn $lend(f: &dyn Fn($($ty),*) -> $result) -> Result<(), JsValue>;
        }
        || drop($lend(&$f))
    } };
    (FnMut $lend:ident($($ty:ty),*) -> $result:ty = $f:expr) => { {
        closures_extern! {
            #![js(module = "./host.js")]
            #[js(name = "lend")]
            fn $lend(f: &mut dyn FnMut($($ty),*) -> $result) -> Result<(), JsValue>;
        }
        || drop($lend(&mut $f))
    } };
}

/// Signatures whose closures call an import `pass_..`, with their arguments turned into what an import takes.
macro_rules! passing {
    (
        $list:ident:
        $($name:ident($($arg:ident: $ty:ty as $passed:ty = $pass:expr),*) -> $result:ty;)*
    ) => { paste! {
        closures_extern! {
            #![js(module = "./host.js")]
            $(fn [<pass_ $name>]($($arg: $passed),*) -> $result;)*
        }
        signatures! {
            $list Fn FnMut:
            $($name($($arg: $ty),*) -> $result = |$($arg: $ty),*| [<pass_ $name>]($($pass),*);)*
        }
    } };
}

/// Signatures whose closures call an import of the same signature.
macro_rules! same {
    ($list:ident: $($name:ident($($arg:ident: $ty:ty),*) -> $result:ty;)*) => {
        passing! { $list: $($name($($arg: $ty as $ty = $arg),*) -> $result;)* }
    };
}

/// The same, and the other two closures of each.
macro_rules! same_both_ways {
    ($list:ident $other:ident: $($name:ident($($arg:ident: $ty:ty),*) -> $result:ty;)*) => { paste! {
        same! { $list: $($name($($arg: $ty),*) -> $result;)* }
        signatures! {
            $other FnMut Fn: $($name($($arg: $ty),*) -> $result = [<pass_ $name>];)*
        }
    } };
}

same! { VALUES:
    bool(a: bool) -> bool;
    i8(a: i8) -> i8;
    u8(a: u8) -> u8;
    i16(a: i16) -> i16;
    u16(a: u16) -> u16;
    i32(a: i32) -> i32;
    u32(a: u32) -> u32;
    isize(a: isize) -> isize;
    usize(a: usize) -> usize;
    f32(a: f32) -> f32;
    f64(a: f64) -> f64;
    i64(a: i64) -> i64;
    u64(a: u64) -> u64;
    i128(a: i128) -> i128;
    u128(a: u128) -> u128;
    char(a: char) -> char;
    string(a: String) -> String;
    str_ref(a: &str) -> String;
    value(a: JsValue) -> JsValue;
    value_ref(a: &JsValue) -> JsValue;
    function(a: JsFunction<dyn Fn(u8) -> u8>) -> JsFunction<dyn Fn(u8) -> u8>;
    vec_i8(a: Vec<i8>) -> Vec<i8>;
    vec_u8(a: Vec<u8>) -> Vec<u8>;
    vec_i16(a: Vec<i16>) -> Vec<i16>;
    vec_u16(a: Vec<u16>) -> Vec<u16>;
    vec_i32(a: Vec<i32>) -> Vec<i32>;
    vec_u32(a: Vec<u32>) -> Vec<u32>;
    vec_isize(a: Vec<isize>) -> Vec<isize>;
    vec_usize(a: Vec<usize>) -> Vec<usize>;
    vec_f32(a: Vec<f32>) -> Vec<f32>;
    vec_f64(a: Vec<f64>) -> Vec<f64>;
    vec_i64(a: Vec<i64>) -> Vec<i64>;
    vec_u64(a: Vec<u64>) -> Vec<u64>;
    vec_string(a: Vec<String>) -> Vec<String>;
    vec_value(a: Vec<JsValue>) -> Vec<JsValue>;
    box_i8(a: Box<[i8]>) -> Box<[i8]>;
    box_u16(a: Box<[u16]>) -> Box<[u16]>;
    box_f64(a: Box<[f64]>) -> Box<[f64]>;
    box_u64(a: Box<[u64]>) -> Box<[u64]>;
    box_string(a: Box<[String]>) -> Box<[String]>;
    box_value(a: Box<[JsValue]>) -> Box<[JsValue]>;
    slice_i8(a: &[i8]) -> Box<[i8]>;
    slice_u8(a: &[u8]) -> Box<[u8]>;
    slice_i16(a: &[i16]) -> Box<[i16]>;
    slice_u16(a: &[u16]) -> Box<[u16]>;
    slice_i32(a: &[i32]) -> Box<[i32]>;
    slice_u32(a: &[u32]) -> Box<[u32]>;
    slice_isize(a: &[isize]) -> Box<[isize]>;
    slice_usize(a: &[usize]) -> Box<[usize]>;
    slice_f32(a: &[f32]) -> Box<[f32]>;
    slice_f64(a: &[f64]) -> Box<[f64]>;
    slice_i64(a: &[i64]) -> Box<[i64]>;
    slice_u64(a: &[u64]) -> Box<[u64]>;
    option_bool(a: Option<bool>) -> Option<bool>;
    option_i8(a: Option<i8>) -> Option<i8>;
    option_u32(a: Option<u32>) -> Option<u32>;
    option_f32(a: Option<f32>) -> Option<f32>;
    option_f64(a: Option<f64>) -> Option<f64>;
    option_i64(a: Option<i64>) -> Option<i64>;
    option_u128(a: Option<u128>) -> Option<u128>;
    option_char(a: Option<char>) -> Option<char>;
    option_string(a: Option<String>) -> Option<String>;
    option_vec_u8(a: Option<Vec<u8>>) -> Option<Vec<u8>>;
    option_vec_string(a: Option<Vec<String>>) -> Option<Vec<String>>;
    option_value(a: Option<JsValue>) -> Option<JsValue>;
    option_function(a: Option<JsFunction<dyn Fn()>>) -> Option<JsFunction<dyn Fn()>>;
    result_unit() -> Result<(), JsValue>;
    result_bool(a: bool) -> Result<bool, JsValue>;
    result_i16(a: i16) -> Result<i16, JsValue>;
    result_f64(a: f64) -> Result<f64, JsValue>;
    result_u64(a: u64) -> Result<u64, JsValue>;
    result_i128(a: i128) -> Result<i128, JsValue>;
    result_char(a: char) -> Result<char, JsValue>;
    result_string(a: String) -> Result<String, JsValue>;
    result_slice(a: &[f32]) -> Result<Vec<f32>, JsValue>;
    result_values(a: Vec<JsValue>) -> Result<Vec<JsValue>, JsValue>;
    result_option(a: Option<f64>) -> Result<Option<f64>, JsValue>;
    result_value(a: JsValue) -> Result<JsValue, JsValue>;
    result_failed(a: u32) -> Result<u32, Failed>;
    result_str(a: &str) -> Result<String, Failed>;
}

same_both_ways! { MIXED MIXED_OTHERS:
    mixed_0() -> u8;
    mixed_1() -> u64;
    mixed_2(a: &str, b: &str) -> String;
    mixed_3(a: u8, b: &JsValue) -> Option<i128>;
    mixed_4(a: &[f32], b: i64) -> Vec<String>;
    mixed_5(a: Option<String>, b: char, c: &[u64]) -> Box<[i16]>;
    mixed_6(a: &str, b: &[u8], c: &JsValue) -> f32;
    mixed_7(a: Vec<JsValue>, b: u64, c: i8) -> bool;
    mixed_8(a: i32, b: f64, c: u32) -> f64;
    mixed_9(a: &JsValue, b: &[i16], c: &str, d: &[f64]) -> Vec<i64>;
    mixed_10(a: String, b: &str, c: Option<Vec<u8>>, d: &JsValue) -> JsValue;
    mixed_11(a: bool, b: i128, c: Vec<String>, d: u16) -> bool;
    mixed_12(a: JsFunction<dyn Fn(u8) -> u8>, b: &[usize], c: Option<bool>, d: &str) -> char;
    mixed_13(a: &str, b: u8, c: i16, d: u32, e: f32) -> String;
    mixed_14(a: Option<f64>, b: &[u32], c: Vec<u64>, d: char, e: JsValue) -> Option<u8>;
    mixed_15(a: i8, b: u16, c: isize, d: f32, e: f64) -> i8;
    mixed_16(a: u128, b: Option<i64>, c: &JsValue, d: Box<[String]>, e: bool, f: String) -> Result<Option<String>, JsValue>;
    mixed_17(a: String, b: String, c: i64, d: &[i8], e: char, f: Option<JsValue>) -> u32;
    mixed_18(a: &[i64], b: Vec<f32>, c: Option<char>, d: u64, e: usize, f: bool, g: String) -> Vec<JsValue>;
    mixed_19(a: bool, b: JsValue, c: u128, d: &str, e: Vec<i32>, f: Option<u32>, g: u8) -> i64;
    mixed_20(a: f32, b: char, c: String, d: Option<String>, e: Vec<u16>, f: i128, g: JsFunction<dyn Fn()>) -> Vec<f64>;
    mixed_21(a: u64, b: &str, c: i32, d: Vec<String>, e: Option<f32>, f: JsValue, g: char, h: bool) -> u128;
    mixed_22(a: String, b: i8, c: &[i8], d: f64, e: Box<[u64]>, f: Option<i8>, g: i128, h: String) -> Result<u64, JsValue>;
    mixed_23(a: i8, b: u8, c: i16, d: u16, e: i32, f: u32, g: f32, h: f64) -> f64;
    mixed_24(a: Vec<i8>, b: Vec<JsValue>, c: Option<Vec<String>>, d: i64, e: i64, f: u64, g: u128, h: Option<u128>) -> Option<Vec<u32>>;
}

passing! { GATHERING:
    this_value(me: This<JsValue> as JsValue = me.0) -> JsValue;
    this_number(me: This<u32> as u32 = me.0, a: &str as &str = a) -> String;
    this_string(me: This<Option<String>> as Option<String> = me.0, a: &[u8] as &[u8] = a, b: i64 as i64 = b) -> u64;
    this_list(me: This<Vec<f64>> as Vec<f64> = me.0, a: char as char = a, b: u8 as u8 = b, c: u8 as u8 = c) -> u8;
    rest_values(rest: Rest<JsValue> as Vec<JsValue> = rest.0) -> u32;
    rest_strings(a: u32 as u32 = a, rest: Rest<String> as Vec<String> = rest.0) -> Result<String, JsValue>;
    rest_bytes(a: &str as &str = a, rest: Rest<u8> as Vec<JsValue> = values(rest)) -> i32;
    rest_bools(a: bool as bool = a, rest: Rest<bool> as Vec<JsValue> = values(rest)) -> bool;
    rest_floats(a: Option<f64> as Option<f64> = a, rest: Rest<f32> as Vec<JsValue> = values(rest)) -> f32;
    rest_bigints(a: &JsValue as &JsValue = a, rest: Rest<i64> as Vec<JsValue> = values(rest)) -> i64;
    rest_wide(rest: Rest<u128> as Vec<JsValue> = values(rest)) -> u128;
    rest_chars(a: i8 as i8 = a, b: char as char = b, rest: Rest<char> as Vec<JsValue> = values(rest)) -> char;
    rest_options(a: Option<String> as Option<String> = a, b: JsValue as JsValue = b,
        rest: Rest<Option<f64>> as Vec<JsValue> = values(rest)) -> Option<f64>;
    rest_lists(a: &[f64] as &[f64] = a, rest: Rest<Vec<u8>> as Vec<JsValue> = lists(rest)) -> Vec<u8>;
    both(me: This<JsValue> as JsValue = me.0, rest: Rest<JsValue> as Vec<JsValue> = rest.0) -> JsValue;
    both_and_more(me: This<Option<i64>> as Option<i64> = me.0, a: u8 as u8 = a, b: Option<u8> as Option<u8> = b,
        c: &str as &str = c, d: JsValue as JsValue = d, e: Option<String> as Option<String> = e, f: Vec<i64> as Vec<i64> = f,
        rest: Rest<Option<String>> as Vec<JsValue> = values(rest)) -> String;
}

closures_extern! {
    #![js(module = "./host.js")]
    fn note(text: &str);
    #[js(name = "identity")]
    fn list_value(list: Vec<u8>) -> JsValue;
}

fn values<T: Into<JsValue>>(rest: Rest<T>) -> Vec<JsValue> {
    rest.0.into_iter().map(Into::into).collect()
}

fn lists(rest: Rest<Vec<u8>>) -> Vec<JsValue> {
    rest.0.into_iter().map(list_value).collect()
}

/// For each signature of a JS function two of closures: one that is passed the function and calls it, and one that has it
/// from an import.
macro_rules! calling {
    ($($name:ident($($arg:ident: $ty:ty),*) -> $result:ty;)*) => { paste! {
        closures_extern! {
            #![js(module = "./host.js")]
            $(fn [<make_ $name>]() -> JsFunction<dyn Fn($($ty),*) -> $result>;)*
        }
        signatures! {
            CALLING FnMut Fn: $(
                [<call_ $name>](f: JsFunction<dyn Fn($($ty),*) -> $result> $(, $arg: $ty)*) -> Result<$result, JsValue> =
                    |f: JsFunction<dyn Fn($($ty),*) -> $result> $(, $arg: $ty)*| f.call($($arg),*);
            )*
        }
        signatures! {
            MAKING Fn FnMut: $(
                [<make_ $name>]($($arg: $ty),*) -> Result<$result, JsValue> =
                    |$($arg: $ty),*| [<make_ $name>]().call($($arg),*);
            )*
        }
    } };
}

calling! {
    unit() -> ();
    number() -> f64;
    one(a: u32) -> u32;
    two(a: String, b: i64) -> String;
    three(a: Option<f64>, b: Vec<u8>, c: char) -> Vec<f64>;
    four(a: JsValue, b: u128, c: Vec<String>, d: bool) -> Option<i128>;
    five(a: f32, b: Option<String>, c: u64, d: usize, e: Vec<i64>) -> bool;
    six(a: i8, b: u8, c: i16, d: u16, e: i32, f: f64) -> i64;
    seven(a: Option<u128>, b: Box<[f32]>, c: Vec<JsValue>, d: Option<bool>, e: i128, f: isize, g: char) -> JsValue;
}

/// An error of the app's own.
struct Failed(String);

impl From<JsValue> for Failed {
    fn from(thrown: JsValue) -> Failed {
        Failed(thrown.as_string().unwrap_or_else(|| thrown.r#typeof()))
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "failed: {}", self.0)
    }
}

fn all() -> impl Iterator<Item = &'static Signature> {
    [VALUES, MIXED, MIXED_OTHERS, GATHERING, CALLING, MAKING].into_iter().flatten()
}

/// Notes the spelling of each signature.
#[unsafe(no_mangle)]
extern "C" fn properties_list() {
    all().for_each(|signature| note(signature.spelling));
}

/// Keeps a heap closure of a signature.
#[unsafe(no_mangle)]
extern "C" fn properties_keep(signature: usize) {
    (all().nth(signature).expect("JS has the list").keep)();
}

/// Lends a stack closure of a signature.
#[unsafe(no_mangle)]
extern "C" fn properties_lend(signature: usize) {
    (all().nth(signature).expect("JS has the list").lend)();
}
