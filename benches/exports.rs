//! What the exported function of `export_call` does, shared like `rows.rs`: the loop stands in host.js.

use std::sync::atomic::{AtomicU32, Ordering};

static CALLS: AtomicU32 = AtomicU32::new(0);

/// The function: a sum, so that every argument counts.
pub(crate) fn counted_sum(x: f64, y: f64) -> f64 {
    CALLS.fetch_add(1, Ordering::Relaxed);
    x + y
}

/// How often it was called, from now on none.
#[unsafe(no_mangle)]
pub extern "C" fn take_export_calls() -> f64 {
    f64::from(CALLS.swap(0, Ordering::Relaxed))
}
