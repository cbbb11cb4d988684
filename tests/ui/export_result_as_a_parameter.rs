use closures_extern::{closures_export, JsValue};

closures_export! {
    fn take(_value: Result<u32, JsValue>) {}
}

fn main() {}
