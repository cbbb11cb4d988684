use closures_extern::{Closure, JsPromise};

fn main() {
    let _ = Closure::<dyn Fn() -> JsPromise<u32>>::new(|| async { Ok(7) });
    let _: Closure<dyn FnMut(u32)> = Closure::new(async |n: u32| drop(n));
    let _ = Closure::<dyn FnMut() -> JsPromise<u32>>::once(|| async { Ok(7) });
}
