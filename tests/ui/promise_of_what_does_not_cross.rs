use closures_extern::{closures_export, closures_extern, Closure, JsPromise, JsValue};

pub struct Local;

closures_extern! {
    type Store;
    async fn load() -> Result<Local, JsValue>;
    #[js(method)]
    async fn size(this: &Store) -> Result<u32, String>;
    fn give() -> JsPromise<Local>;
    fn take(promise: JsPromise<Local>);
}

closures_export! {
    pub async fn make() -> Local {
        Local
    }

    pub async fn show(local: &Local) -> u32 {
        let _ = local;
        1
    }
}

fn main() {
    let _ = Closure::<dyn Fn() -> JsPromise<Local>>::new(|| unreachable!());
    let _ = JsPromise::<Local>::new(async { Ok(Local) });
}
