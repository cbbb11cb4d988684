//! One block of 2,000 functions, at the default recursion limit.

use closures_extern::{closures_extern, Closure};

include!(concat!(env!("OUT_DIR"), "/many.rs"));

/// Uses the last.
pub fn run() -> u32 {
    set_thing_1999(&Closure::new(|| ()), "name", 1) as u32
}
