use closures_extern::closures_extern;

closures_extern! {
    extern "C" fn now() -> f64;
}

fn main() {
    now();
}
