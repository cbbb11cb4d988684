use closures_extern::{closures_extern, JsFunction, JsValue};

closures_extern! {
    fn adder() -> JsFunction<dyn Fn(u32) -> Result<u32, JsValue>>;
}

fn main() {}
