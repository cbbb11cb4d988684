use closures_extern::closures_export;

closures_export! {
    #[js(constructor)]
    pub fn make() -> u32 { 1 }
}

fn main() {}
