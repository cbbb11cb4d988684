//! The measured loops about an imported class, shared like `rows.rs`.

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
