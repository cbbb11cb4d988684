use closures_extern::{closures_extern, JsValue};

closures_extern! {
    #[js(js_name = "alert")]
    fn alert_user(text: &str);

    #[js(catch)]
    fn risky() -> Result<(), JsValue>;

    #[js(js_namespace = console)]
    fn log(text: &str);

    #[js(structural)]
    fn plain();

    #[js(final)]
    fn fixed();
}

fn main() {}
