//! What people read of imports.

use super::*;
use crate::abi::ToJs;
use crate::closure::heap::Closure;
use crate::descriptor::import::JsPath;
use crate::descriptor::types::{Number, Type};
use crate::section::encoding::Encoding;

const F64: &Type = &Type::Number(Number::F64);
const SET_INTERVAL: Descriptor = Descriptor {
    names: "set_interval f ms",
    owner: None,
    types: &[<&Closure<dyn FnMut()>>::ENCODING, u32::ENCODING],
    kind: Kind::Function,
    path: JsPath::GLOBAL,
    variadic: false,
    result: F64,
    place: &Place { file: "src/lib.rs", line: 3, column: 1 },
};
const ELEMENT: JsPath = JsPath { namespace: Some("dom"), name: Some("Element"), ..JsPath::GLOBAL };

#[test]
fn a_descriptor_reads_like_a_declaration_with_the_js_name() {
    assert_eq!(SET_INTERVAL.to_string(), "setInterval(f: closure FnMut(), ms: u32) -> f64");
    let log = Descriptor {
        names: "log s",
        path: JsPath { namespace: Some("console"), name: Some("log2"), ..JsPath::GLOBAL },
        types: &[<&str>::ENCODING],
        result: &Type::Unit,
        ..SET_INTERVAL
    };
    assert_eq!(log.to_string(), "console.log2(s: &str)");
    assert_eq!(Descriptor { variadic: true, ..log }.to_string(), "console.log2(...s: &str)");
    assert_eq!(log.place.to_string(), "src/lib.rs:3:1");
}

#[test]
fn each_kind_reads_like_what_it_does_in_js() {
    let this = Type::ImportedRef("Element");
    let this = Encoding::leaked(Box::leak(Box::new(this)));
    let types: &'static [_] = Box::leak(Box::new([this, u32::ENCODING, f64::ENCODING]));
    let of = |kind, names, count, result| Descriptor {
        names,
        kind,
        owner: Some("Element"),
        types: &types[..count],
        path: JsPath { class: Some(&ELEMENT), ..JsPath::GLOBAL },
        result,
        ..SET_INTERVAL
    };
    for (descriptor, text) in [
        (of(Kind::Method, "scroll_by this n", 2, &Type::Unit), "&Element.scrollBy(n: u32)"),
        (of(Kind::Getter, "scroll_top this", 1, F64), "&Element.scrollTop -> f64"),
        (of(Kind::Setter, "set_scroll_top this top", 2, &Type::Unit), "&Element.scrollTop = top: u32"),
        (of(Kind::IndexingGetter, "get this i", 2, F64), "&Element[i: u32] -> f64"),
        (of(Kind::IndexingSetter, "set this i to", 3, &Type::Unit), "&Element[i: u32] = to: f64"),
        (of(Kind::IndexingDeleter, "delete this i", 2, &Type::Unit), "delete &Element[i: u32]"),
        (of(Kind::Constructor, "new", 0, &Type::Imported("Element")), "new dom.Element() -> Element"),
        (of(Kind::Function, "from_id", 0, F64), "dom.Element.fromId() -> f64"),
    ] {
        assert_eq!(descriptor.to_string(), text);
    }
    let named = JsPath { name: Some("[Symbol.iterator]"), class: Some(&ELEMENT), ..JsPath::GLOBAL };
    let method = Descriptor { path: named, ..of(Kind::Method, "iter this", 1, F64) };
    assert_eq!(method.to_string(), "&Element[Symbol.iterator]() -> f64");
    let function = Descriptor { path: named, ..of(Kind::Function, "iter", 0, F64) };
    assert_eq!(function.to_string(), "dom.Element[Symbol.iterator]() -> f64");
    let value = Descriptor { names: "BODY", kind: Kind::Value, types: &[], ..SET_INTERVAL };
    assert_eq!(value.to_string(), "BODY -> f64");
    let class = Descriptor { names: "Element", kind: Kind::Class, path: ELEMENT, ..SET_INTERVAL };
    assert_eq!(class.to_string(), "instanceof dom.Element");
}

#[test]
fn rust_names_become_lower_camel_case() {
    for (rust, js) in [
        ("set_interval", "setInterval"),
        ("log", "log"),
        ("__private_thing", "__privateThing"),
        ("type_", "type"),
        ("r#type", "type"),
        ("vec_2_d", "vec2D"),
        ("große_ähre", "großeähre"),
    ] {
        let descriptor = Descriptor { names: rust, types: &[], result: &Type::Unit, ..SET_INTERVAL };
        assert_eq!(descriptor.to_string(), format!("{js}()"));
    }
}
