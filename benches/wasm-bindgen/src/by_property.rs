//! A struct as wasm-bindgen's users write an object of JavaScript's: with a getter and a setter for each property.

use crate::Numbers;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Dictionary;
    #[wasm_bindgen(constructor, js_class = "Object")]
    fn new() -> Dictionary;
    #[wasm_bindgen(method, getter)]
    fn a(this: &Dictionary) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_a(this: &Dictionary, a: f64);
    #[wasm_bindgen(method, getter)]
    fn b(this: &Dictionary) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_b(this: &Dictionary, b: f64);
    #[wasm_bindgen(method, getter)]
    fn c(this: &Dictionary) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_c(this: &Dictionary, c: f64);
    #[wasm_bindgen(method, getter)]
    fn d(this: &Dictionary) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_d(this: &Dictionary, d: f64);
    #[wasm_bindgen(method, getter)]
    fn e(this: &Dictionary) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_e(this: &Dictionary, e: f64);
    #[wasm_bindgen(method, getter)]
    fn f(this: &Dictionary) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_f(this: &Dictionary, f: f64);
    #[wasm_bindgen(method, getter)]
    fn g(this: &Dictionary) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_g(this: &Dictionary, g: f64);
    #[wasm_bindgen(method, getter)]
    fn h(this: &Dictionary) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_h(this: &Dictionary, h: f64);
}

#[wasm_bindgen(raw_module = "../../host.js?wasm-bindgen")]
extern "C" {
    #[wasm_bindgen(js_name = takeNumbers)]
    fn take(numbers: &Dictionary);
    #[wasm_bindgen(js_name = giveNumbers)]
    fn give(i: u32) -> Dictionary;
    #[wasm_bindgen(js_name = sameNumbers)]
    fn same(list: Vec<Dictionary>) -> Vec<Dictionary>;
}

impl From<&Numbers> for Dictionary {
    fn from(numbers: &Numbers) -> Dictionary {
        let dictionary = Dictionary::new();
        dictionary.set_a(numbers.a);
        dictionary.set_b(numbers.b);
        dictionary.set_c(numbers.c);
        dictionary.set_d(numbers.d);
        dictionary.set_e(numbers.e);
        dictionary.set_f(numbers.f);
        dictionary.set_g(numbers.g);
        dictionary.set_h(numbers.h);
        dictionary
    }
}

impl From<&Dictionary> for Numbers {
    fn from(dictionary: &Dictionary) -> Numbers {
        Numbers {
            a: dictionary.a(),
            b: dictionary.b(),
            c: dictionary.c(),
            d: dictionary.d(),
            e: dictionary.e(),
            f: dictionary.f(),
            g: dictionary.g(),
            h: dictionary.h(),
        }
    }
}

pub(crate) fn take_numbers(numbers: Numbers) {
    take(&Dictionary::from(&numbers));
}

pub(crate) fn give_numbers(i: u32) -> Numbers {
    Numbers::from(&give(i))
}

pub(crate) fn same_numbers(list: Vec<Numbers>) -> Vec<Numbers> {
    same(list.iter().map(Dictionary::from).collect()).iter().map(Numbers::from).collect()
}
