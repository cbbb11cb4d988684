//! Static constructors: functions that `.init_array` lists, by hand or by crates like `ctor`. They run when the module is loaded.

use crate::keep;
use closures_extern::{closures_extern, Closure, JsValue};
use std::cell::Cell;

closures_extern! {
    #![js(module = "./host.js")]
    /// What the constructor is to do; in other tests nothing.
    fn constructing() -> JsValue;
    fn keep_constructed(f: &Closure<dyn FnMut(&str) -> String>);
    #[js(name = "throwing")]
    fn constructor_throws();
    #[js(name = "throwing")]
    fn constructor_catches() -> Result<(), JsValue>;
}

thread_local! {
    static RUNS: Cell<u32> = const { Cell::new(0) };
}

extern "C" fn construct() {
    RUNS.set(RUNS.get() + 1);
    let way = constructing().as_string();
    let way = way.as_deref();
    if way.is_some() {
        let closure = Closure::new(|text: &str| format!("{text} {}", RUNS.get()));
        keep_constructed(&closure);
        keep(closure);
    }
    match way {
        Some("throws") => constructor_throws(),
        Some("catches") => {
            constructor_catches().expect_err("it throws").set("caught", true).expect("an object")
        }
        Some("panics") => panic!("no plugins"),
        _ => {}
    }
}

#[used]
#[cfg_attr(target_family = "wasm", unsafe(link_section = ".init_array"))]
static CONSTRUCT: extern "C" fn() = construct;

#[unsafe(no_mangle)]
extern "C" fn constructor_runs() -> u32 {
    RUNS.get()
}
