use closures_extern::closures_extern;

closures_extern! {
    pub type Date
    fn now() -> f64;
}

fn main() {
    now();
}
