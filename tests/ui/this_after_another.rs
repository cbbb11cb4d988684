use closures_extern::{closures_extern, Closure, JsValue, This};

closures_extern! {
    fn each(f: &Closure<dyn Fn(u32, This<JsValue>)>);
}

fn main() {}
