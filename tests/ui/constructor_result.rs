use closures_extern::{closures_extern, JsValue};

closures_extern! {
    type Date;
    #[js(constructor)]
    fn new() -> Result<Date, JsValue>;
}

fn main() {}
