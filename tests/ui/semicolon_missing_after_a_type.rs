use closures_extern::{closures_extern, JsValue};

closures_extern! {
    fn first() -> Result<u32, JsValue>
    fn second();
    fn third();
}

fn main() {
    third();
}
