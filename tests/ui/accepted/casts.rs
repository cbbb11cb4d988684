#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::{closures_extern, JsValue};
closures_extern! { type Element; type Html; fn get() -> Element; }
pub fn go(v: JsValue) {
    let e: Element = v.dyn_into().unwrap();
    let h = get().unchecked_into::<Html>();
    let x: &Html = e.unchecked_ref();
}

fn main() {}
