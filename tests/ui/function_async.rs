use closures_extern::{closures_extern, JsValue};

closures_extern! {
    async fn fetch(url: &str) -> JsValue;
    fn alert(text: &str);
}

fn main() {
    fetch("/");
    alert("after");
}
