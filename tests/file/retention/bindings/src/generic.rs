//! Imports behind generic functions: they end up in the crate that names the types.

use closures_extern::{closures_extern, Closure};

closures_extern! {
    #![js(module = "./host.js")]
    fn in_generic(number: f64, f: &dyn Fn(f64) -> f64) -> f64;
    fn in_generic_heap(f: &Closure<dyn FnMut(&str) -> String>) -> String;
}

/// Generic in a value and in a stack closure.
pub fn generic<N: Into<f64>, F: Fn(f64) -> f64>(number: N, f: F) -> f64 {
    in_generic(number.into(), &f)
}

/// Generic in a heap closure.
pub fn generic_heap<F: FnMut(&str) -> String + 'static>(f: F) -> String {
    in_generic_heap(&Closure::new(f))
}
