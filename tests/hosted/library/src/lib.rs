//! Bindings as a library has them: no feature of its own, no `cfg`, no unsafe code. The app decides how they are called.
#![forbid(unsafe_code)]
#![deny(warnings)]

use closures_extern::{closures_extern, Closure};

closures_extern! {
    fn set_timeout(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
    fn clear_timeout(token: f64);

    #[js(namespace = Math)]
    fn max(a: f64, b: f64) -> f64;
    #[js(name = "parseInt")]
    fn parse(text: &str, radix: u32) -> f64;
}

/// Runs a closure once, later, unless it is dropped before.
pub struct Timeout {
    token: f64,
    _closure: Closure<dyn FnMut()>,
}

impl Timeout {
    pub fn new(ms: u32, f: impl FnOnce() + 'static) -> Timeout {
        let closure = Closure::once(f);
        Timeout { token: set_timeout(&closure, ms), _closure: closure }
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        clear_timeout(self.token);
    }
}

/// 255 and 7: `parseInt("ff", 16)` and `Math.max(3, 7)`, added.
pub fn sum() -> f64 {
    parse("ff", 16) + max(3.0, 7.0)
}
