use closures_extern::closures_export;

closures_export! {
    pub fn count((n, m): (u32, u32)) {}
}

fn main() {}
