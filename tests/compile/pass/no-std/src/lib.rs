//! A crate that has no `std` itself.

#![no_std]

use closures_extern::{closures_extern, Closure, JsValue};

closures_extern! {
    #![js(module = "./host.js", descriptors = IMPORTS)]
    #[derive(Clone, core::fmt::Debug, PartialEq, Eq)]
    pub type Element;
    #[js(constructor)]
    pub fn new(name: &str) -> Element;
    #[js(method)]
    pub fn listen(this: &Element, f: &Closure<dyn FnMut(&Element) -> f64>) -> Result<u32, JsValue>;
    static ROOT: Element;
    pub fn without_std(f: &mut dyn FnMut(u32)) -> u32;
}

/// Uses one.
pub fn run() -> u32 {
    let mut sum = 0;
    without_std(&mut |n| sum += n);
    let _ = ROOT.get().listen(&Closure::new(|_: &Element| 1.0));
    sum
}
