use closures_extern::closures_export;

pub struct Counter(u32);

closures_export! {
    pub type Counter;

    #[js(getter)]
    pub fn count(&self) -> u32 {
        self.0
    }
}

closures_export! {
    #[js(name = "add")]
    fn sum(mut a: u32, _: u32) -> u32 {
        a += 1;
        a
    }
}

closures_export! {
    fn then(&self) {}
}

closures_export! {
    type 'a;
    fn good() {}
}

fn main() {
    good();
}
