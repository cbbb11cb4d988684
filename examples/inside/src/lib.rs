//! What crosses between JavaScript and Rust, one call at a time. The page has a button for each way, and shows what `options.trace` of `load`
//! is told.

use closures_extern::{closures_export, closures_extern, Closure, JsValue};
use std::cell::RefCell;

closures_extern! {
    #![js(module = "page")]

    /// Calls `f` with each letter, before it returns.
    fn each_letter(text: &str, f: &mut dyn FnMut(&str));
    /// Shows how often the timer has ticked.
    fn show_ticks(ticks: u32);
    /// Throws.
    fn refuse(why: &str) -> Result<(), JsValue>;
}

closures_extern! {
    fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
    fn clear_interval(token: f64);
}

thread_local! {
    /// Values of JavaScript that Rust holds: each is a handle.
    static HELD: RefCell<Vec<JsValue>> = const { RefCell::new(Vec::new()) };
}

/// A timer, which owns its closure.
pub struct Timer {
    token: f64,
    _tick: Closure<dyn FnMut()>,
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_interval(self.token);
    }
}

closures_export! {
    /// A string goes to Rust, and another one comes back.
    pub fn upper(text: &str) -> String {
        text.to_uppercase()
    }

    /// A closure on the stack: JavaScript calls it while this function runs, and it ends when the call returns.
    pub fn vowels(text: &str) -> u32 {
        let mut count = 0;
        each_letter(text, &mut |letter| count += u32::from("aeiou".contains(letter)));
        count
    }

    /// What JavaScript throws becomes an `Err`.
    pub fn caught() -> String {
        match refuse("not today") {
            Ok(()) => "nothing was thrown".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    /// Keeps a value of JavaScript.
    pub fn hold(value: JsValue) -> usize {
        HELD.with_borrow_mut(|held| {
            held.push(value);
            held.len()
        })
    }

    /// Lets go of all of them.
    pub fn release() {
        HELD.take();
    }

    /// An object of Rust that JavaScript owns.
    pub type Timer;

    /// A closure on the heap: JavaScript calls it later, until the `Timer` is dropped.
    #[js(constructor)]
    pub fn new() -> Timer {
        let mut ticks = 0;
        let tick = Closure::new(move || {
            ticks += 1;
            show_ticks(ticks);
        });
        Timer { token: set_interval(&tick, 1_000), _tick: tick } // milliseconds
    }
}
