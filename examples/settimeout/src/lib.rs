//! A timeout that runs once, and that dropping the [`Timeout`] cancels.

use closures_extern::{closures_extern, Closure};
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
        // The timer calls once; the `Option` says so to Rust.
        let mut f = Some(f);
        let closure = Closure::new(move || {
            if let Some(f) = f.take() {
                f();
            }
        });
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

/// JS calls this: the tea is ready in `millis` milliseconds. A tea that is under way is thrown away.
#[unsafe(no_mangle)]
extern "C" fn brew(millis: u32) {
    let timeout = Timeout::new(millis, || {
        show("Your tea is ready.", true);
        // This drops the closure that is running: it finishes, and is then freed.
        TEA.take();
    });
    TEA.set(Some(timeout));
    show("Brewing ..", false);
}

/// JS calls this: no tea. If none is under way, nothing happens.
#[unsafe(no_mangle)]
extern "C" fn cancel() {
    if TEA.take().is_some() {
        show("Cancelled.", false);
    }
}
