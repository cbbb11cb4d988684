use closures_extern::closures_export;

closures_export! {
    pub fn count(mut n: u32) {}
}

fn main() {}
