//! Scripts that the engine stops while Rust functions are running: what these lent is over, and Rust does not go on around them.

use crate::keep;
use closures_extern::{closures_export, closures_extern, scope, Closure, JsValue, ScopedClosure};
use std::hint::black_box;

closures_extern! {
    #![js(module = "./host.js")]
    fn note(text: &str);
    /// Runs a script that may be stopped.
    fn plugin();
    #[js(name = "plugin")]
    fn try_plugin() -> Result<(), JsValue>;
    #[js(name = "plugin")]
    fn plugin_number() -> f64;
    /// Keeps what it is given, and does not return.
    fn hang(f: &dyn Fn(u32) -> u32);
    #[js(name = "hang")]
    fn hang_mut(f: &mut dyn FnMut(u32) -> u32);
    #[js(name = "hang")]
    fn hang_text(f: &mut dyn FnMut(&str) -> String);
    #[js(name = "hang")]
    fn hang_option(f: Option<&dyn Fn(u32) -> u32>);
    #[js(name = "hang")]
    fn hang_result(f: &mut dyn FnMut(u32) -> u32) -> Result<(), JsValue>;
    #[js(name = "hang")]
    fn hang_heap(f: &Closure<dyn FnMut(u32) -> u32>);
    #[js(name = "hang")]
    fn hang_value(f: &JsValue);
    #[js(name = "hang")]
    fn hang_owned(object: Held);
}

/// A value that JavaScript owns.
pub(crate) struct Held(u32);

impl Drop for Held {
    fn drop(&mut self) {
        note(&format!("dropped {}", self.0));
    }
}

closures_export! {
    pub type Held;

    #[js(constructor)]
    fn stopped_held(n: u32) -> Held {
        Held(n)
    }
    fn read(self: &Held) -> u32 {
        self.0
    }
    fn change(self: &mut Held) -> u32 {
        plugin();
        self.0 += 1;
        self.0
    }

    /// A frame around: when it returns, the stack is where it was.
    fn stopped_outer(way: &str) -> u32 {
        let frame = black_box([1_u32; 64]);
        match way {
            "result" => drop(try_plugin()),
            "number" => drop(plugin_number()),
            _ => plugin(),
        }
        note("went on");
        black_box(&frame)[5]
    }

    /// Lends a closure of what stands on the stack, in one way or another.
    fn stopped_lends(way: &str) {
        let mut numbers = [7_u32; 16];
        let words = [String::from("alpha"), String::from("beta")];
        match way {
            "Fn" => hang(&|n| numbers[n as usize % 16]),
            "FnMut" => hang_mut(&mut |n| {
                numbers[n as usize % 16] += 1;
                numbers[n as usize % 16]
            }),
            "text" => hang_text(&mut |text| format!("{text} {}", words.join(" "))),
            "Option" => hang_option(Some(&|n| numbers[n as usize % 16])),
            "Result" => drop(hang_result(&mut |n| {
                numbers[0] += n;
                numbers[0]
            })),
            "scope" | "scoped value" => scope(|s| {
                let closure: ScopedClosure<'_, dyn FnMut(u32) -> u32> = s.closure(|n| {
                    numbers[n as usize % 16] += 1;
                    numbers[n as usize % 16] + words[0].len() as u32
                });
                if way == "scope" {
                    hang_heap(&closure);
                } else {
                    hang_value(closure.as_js_value());
                }
            }),
            "nested scopes" => scope(|outer| {
                let closure: ScopedClosure<'_, dyn FnMut(u32) -> u32> = outer.closure(|n| n + words[1].len() as u32);
                scope(|_| hang_heap(&closure));
            }),
            "heap" => {
                let closure = Closure::<dyn FnMut(u32) -> u32>::new(|n| n + 1);
                hang_heap(&closure);
            }
            "object" => hang_owned(Held(9)),
            _ => unreachable!("{way}"),
        }
        note("went on");
    }

    /// Other work on the same stack, which is another's.
    fn stopped_other(n: u32) -> u32 {
        let frame = black_box([n; 2048]);
        frame.iter().copied().fold(0, u32::wrapping_add)
    }

    /// The same, and it looks whether its own numbers stay what they are while JavaScript runs.
    fn stopped_watched(n: u32) -> usize {
        let frame = black_box([n; 2048]);
        plugin();
        black_box(&frame).iter().filter(|&&value| value != n).count()
    }

    /// A closure that JavaScript keeps, and that runs a script.
    fn stopped_closure() {
        let mut calls = 0;
        let closure = Closure::<dyn FnMut(u32) -> u32>::new(move |n| {
            calls += 1;
            plugin();
            calls + n
        });
        hang_heap(&closure);
        keep(closure);
    }
}
