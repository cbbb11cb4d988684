use closures_extern::closures_export;

closures_export! {
    pub unsafe fn poke(address: u32) {}
}

fn main() {}
