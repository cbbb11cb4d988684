//! A struct as serde-wasm-bindgen has it cross.

use crate::Numbers;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(raw_module = "../../host.js?wasm-bindgen")]
extern "C" {
    #[wasm_bindgen(js_name = takeNumbers)]
    fn take(numbers: &JsValue);
    #[wasm_bindgen(js_name = giveNumbers)]
    fn give(i: u32) -> JsValue;
    #[wasm_bindgen(js_name = sameNumbers)]
    fn same(list: &JsValue) -> JsValue;
}

fn to_js<T: serde::Serialize>(value: &T) -> JsValue {
    serde_wasm_bindgen::to_value(value).unwrap()
}

pub(crate) fn take_numbers(numbers: Numbers) {
    take(&to_js(&numbers));
}

pub(crate) fn give_numbers(i: u32) -> Numbers {
    serde_wasm_bindgen::from_value(give(i)).unwrap()
}

pub(crate) fn same_numbers(list: Vec<Numbers>) -> Vec<Numbers> {
    serde_wasm_bindgen::from_value(same(&to_js(&list))).unwrap()
}
