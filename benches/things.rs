//! The measured loops about an imported class and an exported function, shared like `rows.rs`.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::thing;

#[unsafe(no_mangle)]
pub extern "C" fn run_import_method(n: u32) -> f64 {
    let thing = thing();
    let mut sum = 0.0;
    for i in 0..n {
        sum += thing.ping(f64::from(i) + 0.5);
    }
    sum
}

#[unsafe(no_mangle)]
pub extern "C" fn run_import_getter(n: u32) -> f64 {
    let thing = thing();
    let mut sum = 0.0;
    for _ in 0..n {
        sum += thing.size();
    }
    sum
}

static CALLS: AtomicU32 = AtomicU32::new(0);

/// What the exported function of `export_call` does.
pub(crate) fn counted_sum(x: f64, y: f64) -> f64 {
    CALLS.fetch_add(1, Ordering::Relaxed);
    x + y
}

/// How often it was called, from now on none.
#[unsafe(no_mangle)]
pub extern "C" fn take_export_calls() -> f64 {
    f64::from(CALLS.swap(0, Ordering::Relaxed))
}
