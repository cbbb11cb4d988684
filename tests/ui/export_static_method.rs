use closures_extern::closures_export;

pub struct Counter(u32);
pub struct Other;

closures_export! {
    pub type Counter;

    #[js(static_method_of = Other)]
    pub fn not_exported() -> u32 { 1 }

    #[js(constructor = Counter)]
    pub fn another() -> Result<u32, String> { Ok(1) }

    #[js(static_method_of = Counter)]
    pub fn of_an_object(self: &Counter) -> u32 { self.0 }

    #[js(namespace = "a")]
    pub fn also_of_an_object(self: &Counter) -> u32 { self.0 }
}

fn main() {
    let _ = (Counter::another, Other::not_exported, Other);
}
