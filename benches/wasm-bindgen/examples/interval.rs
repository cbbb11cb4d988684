//! `../../../examples/interval`, written with wasm-bindgen: compile.js and size.js compare the two.

use std::cell::RefCell;
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

thread_local! {
    /// The timer that says hello, while there is one.
    static HELLO: RefCell<Option<Interval>> = const { RefCell::new(None) };
}

/// JS calls this: says hello every `millis` milliseconds. A timer that runs already is dropped.
#[wasm_bindgen]
pub fn start(millis: u32) {
    let mut times = 0;
    let interval = Interval::new(millis, move || {
        times += 1;
        log(&format!("hello {times}"));
    });
    HELLO.set(Some(interval));
}

/// JS calls this: no more hellos, and nothing is left behind.
#[wasm_bindgen]
pub fn stop() {
    HELLO.take();
}
