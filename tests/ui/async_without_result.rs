use closures_extern::{closures_extern, JsValue};

closures_extern! {
    async fn wait(ms: u32);
    async fn fetch(url: &str) -> JsValue;
    async fn load(url: &str) -> Result<JsValue, JsValue>;
    fn alert(text: &str);
}

fn main() {
    let _ = load("/");
    alert("after");
}
