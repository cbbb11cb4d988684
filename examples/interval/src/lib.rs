//! A timer that owns its closure, and that JavaScript owns: dropping the [`Interval`] cancels the timer and ends the
//! closure.

use closures_extern::{closures_export, closures_extern, Closure};

closures_extern! {
    fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
    fn clear_interval(token: f64);

    #[js(namespace = console)]
    fn log(s: &str);
}

/// Calls a closure again and again. Dropping it ends that.
pub struct Interval {
    token: f64,
    /// Owned, because JavaScript calls it as long as the timer runs.
    _closure: Closure<dyn FnMut()>,
}

impl Interval {
    /// Calls `f` every `millis` milliseconds.
    pub fn new<F: FnMut() + 'static>(millis: u32, f: F) -> Interval {
        let closure = Closure::new(f);
        let token = set_interval(&closure, millis);
        Interval { token, _closure: closure }
    }
}

impl Drop for Interval {
    /// Cancels the timer; then the closure is dropped, and frees what it captured.
    fn drop(&mut self) {
        clear_interval(self.token);
    }
}

closures_export! {
    /// Logs "hello" every second until the interval is freed.
    pub fn hello() -> Interval {
        Interval::new(1_000, || log("hello"))
    }

    /// A timer that JavaScript owns.
    pub type Interval;
}
