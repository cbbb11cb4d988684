use closures_extern::closures_export;

closures_export! {
    pub fn count() where u32: Copy {}

    pub fn last() {}
}

fn main() {
    last();
}
