use closures_extern::closures_export;

closures_export! {
    pub struct Counter;
}

fn main() {}
