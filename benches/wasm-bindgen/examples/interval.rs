//! `../../../examples/interval`, written with wasm-bindgen: compile.js and size.js compare the two.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setInterval)]
    fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
    #[wasm_bindgen(js_name = clearInterval)]
    fn clear_interval(token: f64);

    #[wasm_bindgen(js_namespace = console)]
    fn log(s: &str);
}

/// Calls a closure again and again. Dropping it ends that.
#[wasm_bindgen]
pub struct Interval {
    token: f64,
    /// Owned, because JavaScript calls it as long as the timer runs.
    _closure: Closure<dyn FnMut()>,
}

impl Interval {
    /// Calls `f` every `millis` milliseconds.
    pub fn new<F: FnMut() + 'static>(millis: u32, f: F) -> Interval {
        let closure = Closure::new(f);
        let token = set_interval(&closure, millis);
        Interval { token, _closure: closure }
    }
}

impl Drop for Interval {
    /// Cancels the timer; then the closure is dropped, and frees what it captured.
    fn drop(&mut self) {
        clear_interval(self.token);
    }
}

/// Logs "hello" every second until the interval is freed.
#[wasm_bindgen]
pub fn hello() -> Interval {
    Interval::new(1_000, || log("hello"))
}
