use closures_extern::JsValue;

fn text(value: JsValue) -> Option<String> {
    value.dyn_into::<String>().ok()
}

fn main() {
    text(JsValue::NULL);
}
