use closures_extern::closures_extern;

closures_extern! {
    unsafe fn now() -> f64;
}

fn main() {
    now();
}
