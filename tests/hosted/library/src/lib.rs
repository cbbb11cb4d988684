//! Bindings as a library has them: no feature of its own, no `cfg`, no unsafe code. The app decides how they are called.
#![forbid(unsafe_code)]
#![deny(warnings)]

use closures_extern::{closures_extern, Closure, JsValue};

closures_extern! {
    fn set_timeout(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
    fn clear_timeout(token: f64);

    #[js(namespace = Math)]
    fn max(a: f64, b: f64) -> f64;
    #[js(name = "parseInt")]
    fn parse(text: &str, radix: u32) -> f64;

    #[js(namespace = Math, name = "SQRT2")]
    static SQRT_2: f64;

    type Array;
    #[js(static_method_of = Array)]
    fn of(first: f64, second: f64) -> Array;
    #[js(method)]
    fn for_each(this: &Array, f: &mut dyn FnMut(f64));
    #[js(getter)]
    fn length(this: &Array) -> u32;
    #[js(setter)]
    fn set_length(this: &Array, length: u32);
    #[js(indexing_getter)]
    fn at(this: &Array, index: u32) -> Option<f64>;
    #[js(indexing_setter)]
    fn put(this: &Array, index: u32, value: f64);
    #[js(indexing_deleter)]
    fn delete(this: &Array, index: u32);

    /// Of numbers: a list too.
    #[js(extends = Array, class = "Float64Array")]
    type Numbers;
    #[js(constructor)]
    fn new(length: u32) -> Numbers;
    #[js(constructor = Numbers)]
    fn try_new(length: f64) -> Result<Numbers, JsValue>;
}

/// Runs a closure once, later, unless it is dropped before.
pub struct Timeout {
    token: f64,
    _closure: Closure<dyn FnMut()>,
}

impl Timeout {
    pub fn new(ms: u32, f: impl FnOnce() + 'static) -> Timeout {
        let closure = Closure::once(f);
        Timeout { token: set_timeout(&closure, ms), _closure: closure }
    }
}

impl Drop for Timeout {
    fn drop(&mut self) {
        clear_timeout(self.token);
    }
}

/// 255 and 7: `parseInt("ff", 16)` and `Math.max(3, 7)`, added.
pub fn sum() -> f64 {
    parse("ff", 16) + max(3.0, 7.0)
}

/// Classes, properties and values of JavaScript's own.
pub fn grammar() -> String {
    let list = Array::of(SQRT_2.get(), 2.0);
    list.put(2, 3.0);
    list.put(3, 4.0);
    list.delete(1);
    list.set_length(list.length() - 1);
    let mut sum = 0.0;
    list.for_each(&mut |n| sum += n);
    let numbers = Numbers::new(2);
    numbers.put(0, 1.0);
    let shared: &Array = &numbers;
    format!(
        "{sum:.3} {:?} {} {:?} {} {}",
        list.at(1),
        list.length(),
        shared.at(0),
        Numbers::try_new(-1.0).is_err(),
        Array::try_from(JsValue::from(numbers)).is_err(),
    )
}
