//! The app of these tests: a stack closure, a heap closure, texts, and an object. What is done with it stands in `use.js`.

use closures_extern::{closures_export, closures_extern, Closure};
use std::cell::RefCell;

type Answer = Closure<dyn FnMut(String) -> String>;

closures_extern! {
    #![js(module = "host")]
    fn each(f: &mut dyn FnMut(f32) -> f32);
    fn keep(f: &Answer);
}

thread_local! {
    static ANSWER: RefCell<Option<Answer>> = const { RefCell::new(None) };
}

/// A value that JavaScript owns.
pub struct Meter {
    level: f64,
}

closures_export! {
    /// Changes each sample, and says how many there were.
    pub fn gain(by: f32) -> u32 {
        let mut calls = 0;
        each(&mut |sample| {
            calls += 1;
            sample * by
        });
        calls
    }

    /// Hands out a closure that answers, until `stop`.
    pub fn start() {
        let answer = Closure::new(|text: String| format!("“{text}” has {} characters", text.chars().count()));
        keep(&answer);
        ANSWER.set(Some(answer));
    }

    /// Drops it.
    pub fn stop() {
        ANSWER.take();
    }

    /// Hands out a closure that JavaScript owns.
    pub fn give() {
        let answer: Answer = Closure::new(|text| text);
        keep(&answer);
        answer.forget();
    }

    pub type Meter;

    /// Shows a level.
    #[js(constructor)]
    pub fn new_meter(level: f64) -> Meter {
        Meter { level }
    }

    /// What it shows.
    pub fn level(self: &Meter) -> f64 {
        self.level
    }
}
