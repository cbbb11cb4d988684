#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::{closures_export, closures_extern, Closure, JsValue};
pub struct T;
closures_export! { pub type T; }
closures_extern! { type E; }
pub fn go(e: &E) -> Result<(), JsValue> {
    let o = JsValue::global();
    o.set("t", T)?;
    Ok(())
}
pub fn go2(e: &E) -> JsValue {
    JsValue::from(vec![JsValue::from(1), JsValue::from(2)])
}
pub fn go3(e: &JsValue) -> Option<&E> {
    e.dyn_ref()
}
pub fn go4(e: JsValue) -> Result<E, JsValue> {
    Ok(E::try_from(e)?)
}
pub fn go5(e: &E) -> bool {
    **e == JsValue::NULL
}
pub fn go6() -> JsValue {
    JsValue::from(Closure::<dyn FnMut()>::new(|| {}))
}
pub fn go7() -> JsValue {
    JsValue::from(&Closure::<dyn FnMut()>::new(|| {}))
}

fn main() {}
