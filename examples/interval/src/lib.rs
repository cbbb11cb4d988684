//! A timer that owns its closure: dropping the [`Interval`] cancels the timer and ends the closure.

use closures_extern::{closures_extern, Closure};
use std::cell::RefCell;

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

thread_local! {
    /// The timer that says hello, while there is one.
    static HELLO: RefCell<Option<Interval>> = const { RefCell::new(None) };
}

/// JS calls this: says hello every `millis` milliseconds. A timer that runs already is dropped.
#[unsafe(no_mangle)]
extern "C" fn start(millis: u32) {
    let mut times = 0;
    let interval = Interval::new(millis, move || {
        times += 1;
        log(&format!("hello {times}"));
    });
    HELLO.set(Some(interval));
}

/// JS calls this: no more hellos, and nothing is left behind.
#[unsafe(no_mangle)]
extern "C" fn stop() {
    HELLO.take();
}
