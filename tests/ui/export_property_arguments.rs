use closures_extern::closures_export;

pub struct List(u32);

closures_export! {
    pub type List;

    #[js(getter)]
    pub fn length(self: &List, of: u32) -> u32 { self.0 + of }

    #[js(setter, name = "length")]
    pub fn set_length(self: &mut List) {}

    #[js(setter)]
    pub fn set_both(self: &mut List, a: u32, b: u32) { self.0 = a + b; }

    #[js(getter)]
    pub fn first(self: &List) -> u32 { self.0 }
}

fn main() {}
