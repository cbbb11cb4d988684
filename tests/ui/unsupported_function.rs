use closures_extern::{closures_extern, JsFunction, JsValue};

struct Point;

closures_extern! {
    fn drawer() -> JsFunction<dyn Fn(Point)>;
    fn finder() -> JsFunction<dyn Fn() -> Point>;
    fn twice() -> JsFunction<dyn Fn() -> Result<Result<u32, JsValue>, JsValue>>;
    fn counter() -> JsFunction<dyn FnMut(u32)>;
}

fn main() {}
