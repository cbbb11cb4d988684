//! JavaScript owns a timer, and the timer owns its closure. Dropping the [`Interval`] cancels the timer and ends the
//! closure.

use closures_extern::{closures_export, closures_extern, Closure};

closures_extern! {
    fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
    fn clear_interval(token: f64);

    #[js(namespace = console)]
    fn log(s: &str);
}

/// Calls a closure again and again, until it is dropped.
pub struct Interval {
    token: f64,
    /// Kept here, because JavaScript calls it for as long as the timer runs.
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
    /// Cancels the timer. After that the closure is dropped, and frees what it captured.
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

#[cfg(test)]
mod tests {
    use super::*;
    use closures_extern::{closures_test, stats};
    use std::rc::Rc;

    closures_test! {
        fn dropping_an_interval_frees_what_its_closure_has_captured() {
            let captured = Rc::new(());
            let own = captured.clone();
            let interval = Interval::new(1_000, move || drop(own.clone()));
            assert_eq!((stats().closures, Rc::strong_count(&captured)), (1, 2));
            drop(interval);
            assert_eq!((stats().closures, Rc::strong_count(&captured)), (0, 1));
        }

        fn each_interval_has_a_closure_of_its_own() {
            let [first, second] = [hello(), hello()];
            assert_ne!(first.token, second.token);
            assert_eq!(stats().closures, 2);
            drop(first);
            assert_eq!(stats().closures, 1);
        }
    }
}
