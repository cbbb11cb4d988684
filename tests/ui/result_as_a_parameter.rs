use closures_extern::{closures_extern, Closure, JsValue};

closures_extern! {
    fn each(f: &Closure<dyn Fn(Result<u32, JsValue>)>);
}

fn main() {}
