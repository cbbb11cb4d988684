use closures_extern::closures_extern;

closures_extern! {
    pub const fn now() -> f64;
}

fn main() {
    now();
}
