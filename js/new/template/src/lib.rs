//! An app that counts: JavaScript calls `count`, and is called each time.

use closures_extern::{closures_export, closures_extern, Closure, JsFunction, JsValue};

// What JavaScript has.
closures_extern! {
    fn set_interval(f: &Closure<dyn FnMut() -> Result<(), JsValue>>, ms: u32) -> f64;
    fn clear_interval(token: f64);
}

/// Counts until it is dropped.
pub struct Counter {
    token: f64,
    /// Owned, because JavaScript calls it as long as the timer runs.
    _tick: Closure<dyn FnMut() -> Result<(), JsValue>>,
}

impl Counter {
    fn new(ms: u32, show: impl Fn(u32) -> Result<(), JsValue> + 'static) -> Counter {
        let mut n = 0;
        let tick = Closure::new(move || {
            n += 1;
            show(n)
        });
        Counter { token: set_interval(&tick, ms), _tick: tick }
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        clear_interval(self.token);
    }
}

// What JavaScript gets.
closures_export! {
    /// Calls `show` with 1, 2, 3 and so on, every `ms` milliseconds, until the counter is freed.
    pub fn count(ms: u32, show: JsFunction<dyn Fn(u32)>) -> Counter {
        Counter::new(ms, move |n| show.call(n))
    }

    pub type Counter;
}

#[cfg(test)]
mod tests {
    use super::*;
    use closures_extern::{closures_test, stats};

    closures_test! {
        fn a_counter_that_is_dropped_leaves_no_closure() {
            let counter = Counter::new(1_000, |_| Ok(()));
            assert_eq!(stats().closures, 1);
            drop(counter);
            assert_eq!(stats().closures, 0);
        }
    }
}
