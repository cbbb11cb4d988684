use closures_extern::{closures_extern, JsValue};

closures_extern! {
    type Store;
    async fn wait(ms: u32);
    async fn fetch(url: &str) -> JsValue;
    async fn load(url: &str) -> Result<JsValue, JsValue>;
    fn alert(text: &str);
    #[js(method)]
    async fn close(this: &Store) -> ();
    #[js(static_method_of = Store)]
    async fn all() -> Vec<Store>;
}

async fn uses(store: Store) {
    let _ = load("/").await;
    store.close().await;
    drop(Store::all().await);
}

fn main() {
    let _ = uses;
    alert("after");
}
