use closures_extern::{closures_extern, JsValue};

closures_extern! {
    type Database;
    #[js(constructor)]
    async fn new() -> Result<Database, JsValue>;
    #[js(constructor = Database)]
    async fn of(name: &str) -> Result<Database, JsValue>;
    /// A property.
    #[js(getter)]
    async fn ready(this: &Database) -> Result<bool, JsValue>;
    #[js(name = "size", setter)]
    async fn set_size(this: &Database, size: u32) -> Result<(), JsValue>;
    #[js(method, indexing_getter)]
    async fn get(this: &Database, key: &str) -> Result<JsValue, JsValue>;
    #[js(indexing_setter)]
    async fn set(this: &Database, key: &str, value: u32) -> Result<(), JsValue>;
    #[js(indexing_deleter)]
    async fn delete(this: &Database, key: &str) -> Result<(), JsValue>;
    async static LAST: u32;
    async type Store;
    #[js(method)]
    async fn close(this: &Database) -> Result<(), JsValue>;
}

fn main() {
    let _ = Database::unchecked_from(JsValue::NULL).close();
}
