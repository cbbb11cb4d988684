//! The wasm module under test: each export does one thing with the crate, which a test beside `src/` watches from the
//! JavaScript side. One module here for each `*.test.js` there.

mod absent;
#[cfg(not(feature = "hosted"))]
mod arguments;
mod arity;
#[cfg(not(feature = "hosted"))]
mod associated;
mod called;
mod clamped;
#[cfg(not(feature = "hosted"))] // where the linker has each export run them
mod constructors;
mod data;
#[cfg(not(feature = "hosted"))] // which `#[wasm_bindgen]` makes there
mod exports;
#[cfg(not(feature = "hosted"))]
mod faults;
#[cfg(not(feature = "hosted"))]
mod fields;
mod filled;
mod held;
mod imports;
mod lifetimes;
mod memory;
mod model;
mod names;
mod numbers;
mod owners;
mod places;
mod pressure;
mod promises;
#[cfg(not(feature = "hosted"))]
mod promises_exports;
mod properties;
#[cfg(not(feature = "hosted"))]
mod racing;
mod random;
mod round_trips;
mod soundness;
#[cfg(not(feature = "hosted"))]
mod stopped;
#[cfg(not(feature = "hosted"))]
mod symbols;
mod values;

use std::any::Any;
use std::cell::RefCell;

thread_local! {
    /// What exports have made and tests want alive until `drop_all`.
    static KEPT: RefCell<Vec<Box<dyn Any>>> = const { RefCell::new(Vec::new()) };
}

/// Keeps a value until `drop_all`.
pub(crate) fn keep<T: 'static>(value: T) {
    KEPT.with_borrow_mut(|kept| kept.push(Box::new(value)));
}

/// JS calls this at the end of a test, which then compares what is alive with the beginning.
#[unsafe(no_mangle)]
extern "C" fn drop_all() {
    drop(KEPT.take());
}

/// What is alive: closures in the upper half, handles in the lower one.
#[cfg(feature = "hosted")]
#[unsafe(no_mangle)]
extern "C" fn alive() -> u64 {
    let closures_extern::Stats { closures, handles } = closures_extern::stats();
    u64::from(closures) << 32 | u64::from(handles)
}
