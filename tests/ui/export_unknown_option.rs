use closures_extern::closures_export;

closures_export! {
    #[js(getter)]
    pub fn count() -> u32 { 1 }
}

fn main() {}
