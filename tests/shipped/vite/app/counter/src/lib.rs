//! Counts, by steps of a crate beside it.

use closures_extern::{closures_export, JsFunction};

closures_export! {
    /// Calls `show` with the first count.
    pub fn count(show: JsFunction<dyn Fn(u32)>) {
        let n: u32 = 1;
        let _ = show.call(n * step::STEP);
    }
}
