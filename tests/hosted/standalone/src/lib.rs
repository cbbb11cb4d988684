//! An app without wasm-bindgen: `load()` of js/closures_extern.js loads it. And with it: only how a test gets hold of the
//! exports is different then.

use library::Timeout;
use std::cell::{Cell, RefCell};

thread_local! {
    static CALLS: Cell<u32> = const { Cell::new(0) };
    static TIMEOUT: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

#[unsafe(no_mangle)]
extern "C" fn library_sum() -> f64 {
    library::sum()
}

/// A character of what the library says, 0 after the last.
#[unsafe(no_mangle)]
extern "C" fn library_grammar(index: usize) -> u32 {
    library::grammar().chars().nth(index).map_or(0, u32::from)
}

/// Counts a call, later.
#[unsafe(no_mangle)]
extern "C" fn library_wait() {
    TIMEOUT.set(Some(Timeout::new(1, || CALLS.set(CALLS.get() + 1))));
}

#[unsafe(no_mangle)]
extern "C" fn library_calls() -> u32 {
    CALLS.get()
}

// A mistake with the feature `hosted`.
#[cfg(feature = "exports")]
closures_extern::closures_export! {
    pub fn exported() -> f64 {
        library::sum()
    }
}

/// The wasm exports, for a test.
#[cfg(feature = "hosted")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn wasm_exports() -> wasm_bindgen::JsValue {
    wasm_bindgen::exports()
}
