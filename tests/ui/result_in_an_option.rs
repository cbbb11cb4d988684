use closures_extern::{closures_extern, JsValue};

closures_extern! {
    fn find() -> Option<Result<u32, JsValue>>;
}

fn main() {}
