use closures_extern::closures_export;

struct Counter;

closures_export! {
    type Counter;
    pub fn count(&self) -> u32 { 1 }
}

fn main() {}
