//! A timeout that runs once. Dropping the [`Timeout`] cancels it.

use closures_extern::{closures_export, closures_extern, Closure};
use std::cell::RefCell;

closures_extern! {
    fn set_timeout(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
    fn clear_timeout(token: f64);

    /// Shows a line of text, and whether the tea is ready. The page passes this function to `load`.
    #[js(module = "page")]
    fn show(text: &str, ready: bool);
}

/// Calls a closure once, unless it is dropped before.
pub struct Timeout {
    token: f64,
    /// Kept here, because JavaScript calls it when the time has come.
    _closure: Closure<dyn FnMut()>,
}

impl Timeout {
    /// Calls `f` in `millis` milliseconds.
    pub fn new<F: FnOnce() + 'static>(millis: u32, f: F) -> Timeout {
        let closure = Closure::once(f);
        let token = set_timeout(&closure, millis);
        Timeout { token, _closure: closure }
    }
}

impl Drop for Timeout {
    /// Cancels the timer. After that the closure is dropped, and frees what it captured. JavaScript ignores the token of
    /// a timer that has run.
    fn drop(&mut self) {
        clear_timeout(self.token);
    }
}

thread_local! {
    /// The tea that is brewing.
    static TEA: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

closures_export! {
    /// Makes tea that is ready in `millis` milliseconds. A tea that is still brewing is thrown away.
    pub fn brew(millis: u32) {
        let timeout = Timeout::new(millis, || {
            show("Your tea is ready.", true);
            // This drops the closure that is running. It is freed when this call has finished.
            TEA.take();
        });
        TEA.set(Some(timeout));
        show("Brewing ..", false);
    }

    /// Cancels the tea. If none is brewing, nothing happens.
    pub fn cancel() {
        if TEA.take().is_some() {
            show("Cancelled.", false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use closures_extern::{closures_test, stats};
    use std::{cell::Cell, rc::Rc};

    // closures-extern.config.js provides these for the tests.
    closures_extern! {
        /// Moves the clock forward, and calls every timer that is due.
        #[js(module = "clock")]
        fn pass(ms: u32);

        /// How many timers are running.
        #[js(module = "clock")]
        fn waiting() -> u32;

        /// The text that the page shows.
        #[js(module = "page")]
        fn shown() -> String;
    }

    closures_test! {
        fn the_tea_is_ready_when_the_time_has_come_and_not_before() {
            brew(3_000);
            pass(2_999);
            assert_eq!(shown(), "Brewing ..");
            pass(1);
            assert_eq!(shown(), "Your tea is ready.");
        }

        fn a_tea_that_is_cancelled_is_never_ready() {
            brew(3_000);
            cancel();
            assert_eq!(shown(), "Cancelled.");
            pass(3_000);
            assert_eq!(shown(), "Cancelled.");
        }

        fn without_a_tea_there_is_nothing_to_cancel() {
            cancel();
            assert_eq!(shown(), "");
        }

        fn a_new_tea_takes_the_time_of_its_own() {
            brew(1_000);
            brew(3_000);
            pass(1_000);
            assert_eq!(shown(), "Brewing ..");
            pass(2_000);
            assert_eq!(shown(), "Your tea is ready.");
        }

        fn nothing_is_left_of_a_tea_drunk_or_thrown_away() {
            brew(1_000);
            assert_eq!((stats().closures, waiting()), (1, 1));
            brew(2_000);
            assert_eq!((stats().closures, waiting()), (1, 1));
            pass(2_000);
            assert_eq!((stats().closures, waiting()), (0, 0));
            brew(1_000);
            cancel();
            assert_eq!((stats().closures, waiting()), (0, 0));
        }

        fn dropping_a_timeout_frees_what_its_closure_has_captured() {
            let captured = Rc::new(Cell::new(0));
            let inside = captured.clone();
            let timeout = Timeout::new(1_000, move || inside.set(1));
            assert_eq!(Rc::strong_count(&captured), 2);
            drop(timeout);
            assert_eq!(Rc::strong_count(&captured), 1);
            pass(1_000);
            assert_eq!(captured.get(), 0);
        }
    }
}
