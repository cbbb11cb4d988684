#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::JsValue;
pub fn go(v: JsValue) {
    let a = JsValue::from_str("x");
    let b = JsValue::from_f64(1.0);
    let c = JsValue::NULL;
    let d = JsValue::from_bool(true);
    v.is_undefined();
    v.is_null();
    v.is_object();
    v.is_function();
    v.is_string();
    v.is_falsy();
    v.is_truthy();
    let _ = v.as_bool();
    let _ = v == c;
    v.js_typeof();
    v.is_array();
    v.is_instance_of::<JsValue>();
}

fn main() {}
