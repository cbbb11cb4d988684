use closures_extern::closures_export;

closures_export! {
    #[js(constructor)]
    pub fn make() -> u32 { 1 }

    #[js(constructor)]
    pub fn find() -> Option<Counter> { None }

    #[js(name = "Counter", constructor)]
    pub fn count() {}

    #[js(constructor)]
    pub fn attempt() -> Result<Vec<u8>, String> { Ok(Vec::new()) }
}

pub struct Counter;

closures_export! {
    pub type Counter;

    #[js(constructor)]
    pub fn new() -> Result<Counter, String> { Ok(Counter) }
}

fn main() {}
