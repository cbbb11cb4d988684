//! Exported classes whose members are symbols: they can be iterated, at once and in time, and say what they are.

use closures_extern::{closures_export, closures_extern, JsValue, Rest};

closures_extern! {
    #![js(module = "./host.js")]
    /// Makes `{ value, done }`.
    fn step(value: Option<u32>) -> JsValue;
    /// The same, as a promise.
    fn later(value: Option<u32>) -> JsValue;
}

struct Range(u32, u32);
struct Steps(u32, u32);
struct LaterSteps(u32, u32);

closures_export! {
    type Range;
    type Steps;
    type LaterSteps;

    #[js(constructor)]
    fn new_range(from: u32, to: u32) -> Range {
        Range(from, to)
    }

    #[js(name = "[Symbol.iterator]")]
    fn steps(self: &Range) -> Steps {
        Steps(self.0, self.1)
    }

    #[js(name = "[Symbol.asyncIterator]")]
    fn later_steps(self: &Range) -> LaterSteps {
        LaterSteps(self.0, self.1)
    }

    #[js(getter, name = "[Symbol.toStringTag]")]
    fn tag(self: &Range) -> String {
        format!("Range of {}", self.1 - self.0)
    }

    #[js(name = "[Symbol.toPrimitive]")]
    fn primitive(self: &Range, hint: &str) -> Result<u32, String> {
        if hint == "string" { Err("no string".to_owned()) } else { Ok(self.1 - self.0) }
    }

    #[js(setter, name = "[Symbol.species]")]
    fn set_from(self: &mut Range, from: u32) {
        self.0 = from;
    }

    fn next(self: &mut Steps) -> JsValue {
        step(advance(&mut self.0, self.1))
    }

    #[js(name = "next")]
    fn next_later(self: &mut LaterSteps) -> JsValue {
        later(advance(&mut self.0, self.1))
    }

    #[js(name = "[Symbol.split]")]
    fn symbol_function(all: Rest<u32>) -> usize {
        all.0.len()
    }
}

fn advance(at: &mut u32, end: u32) -> Option<u32> {
    *at += 1;
    (*at <= end).then(|| *at - 1)
}
