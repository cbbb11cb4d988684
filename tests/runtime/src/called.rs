//! JavaScript functions that Rust calls with references.

use crate::keep;
use closures_extern::{closures_extern, Closure, JsFunction, JsValue};

closures_extern! {
    #![js(module = "./host.js")]
    fn note(text: &str);

    type Target;
    fn target() -> Target;
    fn references() -> JsFunction<dyn Fn(&str, &[f64], &JsValue, &Target) -> String>;
    fn mixed() -> JsFunction<dyn Fn(u32, &str, bool, Option<String>, f64) -> u32>;
    fn exclusive() -> JsFunction<dyn FnMut(&str) -> Result<u32, JsValue>>;
    fn kept() -> JsFunction<dyn Fn(&Closure<dyn Fn(u32) -> u32>)>;
}

#[unsafe(no_mangle)]
extern "C" fn called_with_references() {
    let (text, numbers) = (String::from("text"), vec![1.5, 2.5]);
    let value = JsValue::from("value");
    note(&references().call(&text, &numbers, &value, &target()).unwrap_or_default());
    drop((text, numbers));
    note(&mixed().call(1, "two", true, Some("four".into()), 5.0).unwrap_or(0).to_string());
    note(&format!("{:?}", exclusive().call("length").is_ok_and(|length| length == 6)));
    note(&format!("{:?}", exclusive().call("").is_err()));
}

#[unsafe(no_mangle)]
extern "C" fn called_with_a_closure() {
    let closure = Closure::new(move |n: u32| 40 * n);
    let _ = kept().call(&closure);
    keep(closure);
}
