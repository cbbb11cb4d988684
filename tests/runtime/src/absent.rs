//! What is not there: properties and methods of nothing, and a class that `new` makes nothing of. Each answer is noted.

use closures_extern::{closures_extern, JsValue};

closures_extern! {
    #![js(module = "./host.js")]
    fn note(text: &str);
    fn value() -> JsValue;
    fn key() -> JsValue;

    type Absent;
    #[js(constructor = Absent)]
    fn new() -> Result<Absent, JsValue>;
    #[js(getter)]
    fn size(this: &Absent) -> Result<f64, JsValue>;
    #[js(setter)]
    fn set_size(this: &Absent, size: f64) -> Result<(), JsValue>;
    #[js(indexing_getter)]
    fn at(this: &Absent, index: u32) -> Result<f64, JsValue>;
    #[js(indexing_setter)]
    fn put(this: &Absent, index: u32, number: f64) -> Result<(), JsValue>;
    #[js(indexing_deleter)]
    fn remove(this: &Absent, index: u32) -> Result<(), JsValue>;
}

/// Notes what was thrown.
fn tell<T>(result: Result<T, JsValue>) {
    let message =
        result.err().and_then(|error| error.get("message").ok()).and_then(|message| message.as_string());
    note(message.as_deref().unwrap_or("nothing was thrown"));
}

/// Of a value and a key that JavaScript gives.
#[unsafe(no_mangle)]
extern "C" fn absent_value() {
    tell(value().get(key()));
    tell(value().set(key(), 1));
    tell(value().call(key(), &[2.into()]));
}

/// The same of what is declared.
#[unsafe(no_mangle)]
extern "C" fn absent_member() {
    let this = Absent::unchecked_from(value());
    tell(this.size());
    tell(this.set_size(1.0));
    tell(this.at(7));
    tell(this.put(7, 1.0));
    tell(this.remove(7));
}

#[unsafe(no_mangle)]
extern "C" fn absent_class() {
    tell(Absent::new());
}
