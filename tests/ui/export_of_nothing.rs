use closures_extern::closures_export;

closures_export! {
    fn first() -> u32 { 1 }
    pub fn count(n: u32) -> u32;
}

fn main() {}
