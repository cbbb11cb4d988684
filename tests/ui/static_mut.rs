use closures_extern::closures_extern;

closures_extern! {
    static mut COUNT: u32;
}

fn main() {
    COUNT.get();
}
