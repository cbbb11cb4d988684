//! A timeout that runs once, and that dropping the [`Timeout`] cancels.

use closures_extern::{closures_export, closures_extern, Closure};
use std::cell::RefCell;

closures_extern! {
    fn set_timeout(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
    fn clear_timeout(token: f64);

    /// Shows a line, and whether there is tea. The page hands this function to `load`.
    #[js(module = "page")]
    fn show(text: &str, ready: bool);
}

/// Calls a closure once. Dropping it before cancels that.
pub struct Timeout {
    token: f64,
    /// Owned, because JavaScript calls it when the time has come.
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
    /// Cancels the timer; then the closure is dropped, and frees what it captured. A timer that has run ignores its
    /// token.
    fn drop(&mut self) {
        clear_timeout(self.token);
    }
}

thread_local! {
    /// The tea that is under way.
    static TEA: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

closures_export! {
    /// The tea is ready in `millis` milliseconds. A tea that is under way is thrown away.
    pub fn brew(millis: u32) {
        let timeout = Timeout::new(millis, || {
            show("Your tea is ready.", true);
            // This drops the closure that is running: it finishes, and is then freed.
            TEA.take();
        });
        TEA.set(Some(timeout));
        show("Brewing ..", false);
    }

    /// No tea. If none is under way, nothing happens.
    pub fn cancel() {
        if TEA.take().is_some() {
            show("Cancelled.", false);
        }
    }
}
