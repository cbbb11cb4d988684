//! A timeout that runs once, and is cancelled by dropping the [`Timeout`].

use closures_extern::{closures_extern, Closure};
use std::cell::RefCell;

closures_extern! {
    fn set_timeout(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
    fn clear_timeout(token: f64);

    #[js(namespace = "app.page")]
    fn show(text: &str);
}

/// Calls a closure once, unless it is dropped before.
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
    /// Cancels the timer. If it has run already, JavaScript ignores its token.
    fn drop(&mut self) {
        clear_timeout(self.token);
    }
}

thread_local! {
    static TEA: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// JS calls this: the tea is ready in `millis` milliseconds. A tea that is under way is replaced.
#[unsafe(no_mangle)]
extern "C" fn brew(millis: u32) {
    let timeout = Timeout::new(millis, || show("Your tea is ready."));
    TEA.set(Some(timeout));
    show("Brewing ..");
}

/// JS calls this: no tea.
#[unsafe(no_mangle)]
extern "C" fn cancel() {
    if TEA.take().is_some() {
        show("Cancelled.");
    }
}
