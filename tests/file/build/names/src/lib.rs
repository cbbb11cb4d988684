//! An app whose names are those that the text of a built app has too: of parameters, modules, globals and properties;
//! and one that would end a comment.

#![allow(
    missing_docs,
    non_snake_case,
    reason = "what its names are is the point, and JavaScript text has such names"
)]

use closures_extern::{closures_export, closures_extern, JsValue};

closures_extern! {
    // Parameters, and what is first needed behind them.
    #[js(module = "./shape.js")]
    type Shape;
    #[js(constructor)]
    fn new(theShape: f64, newShape: f64) -> Shape;
    #[js(static_method_of = Shape)]
    fn area(shape: f64) -> f64;
    #[js(module = "./x.js", namespace = ns)]
    fn first(x: f64) -> f64;
    fn lone(asChar: f64) -> Option<char>;
    fn twice(twiceThunk: f64, f: &mut dyn FnMut(f64)) -> f64;

    // Variables of what is written.
    #[js(module = "./adapters.js")]
    fn adapters(text: &str) -> f64;
    #[js(module = "./a0.js")]
    fn a0(a0: f64) -> f64;

    // Globals.
    #[js(module = "./api.js")]
    fn json(text: &str) -> String;
    #[js(module = "./api.js", name = "Error")]
    fn error(text: &str) -> String;
    #[js(module = "./Math.js", name = "fetch")]
    fn fetch(text: &str) -> String;

    // They differ by their names, and nobody calls `aa` and `bother`.
    #[js(module = "./api.js")]
    fn aa(text: &str) -> bool;
    #[js(module = "./api.js")]
    fn answer(text: &str) -> bool;
    #[js(module = "./api.js")]
    fn bother(text: &str) -> bool;
    #[js(module = "./api.js")]
    fn call(text: &str) -> bool;

    // Comments.
    #[js(name = "a\nglobalThis.escaped = 1;\r\u{2028}globalThis.escaped = 1;\u{2029}b")]
    fn line(a: f64) -> f64;
}

mod by_hand {
    #[link(wasm_import_module = "heap")]
    extern "C" {
        pub(super) fn lift(a: f64) -> f64;
    }
}

closures_export! {
    pub fn static_method() -> f64 { Shape::area(4.0) }
    pub fn constructor() -> f64 { let _ = Shape::new(1.0, 2.0); 1.0 }
    pub fn namespaced() -> f64 { first(1.0) }
    pub fn character() -> Option<char> { lone(1.0) }
    pub fn closure() -> f64 { let mut sum = 0.0; twice(1.0, &mut |n| sum += n); sum }
    pub fn variables() -> f64 { adapters("a") + a0(1.0) }
    pub fn globals(v: Vec<f64>) -> Result<String, JsValue> { Ok(json("a") + &error("b") + &fetch("c") + &v.len().to_string()) }
    pub fn alike() -> f64 { f64::from(u8::from(answer("a"))) + f64::from(u8::from(call("b"))) }
    pub fn lines() -> f64 { line(1.0) }
    pub fn by_hand() -> f64 {
        // SAFETY: it takes and returns a number, and so does what stands for it.
        unsafe { by_hand::lift(1.0) }
    }
}
