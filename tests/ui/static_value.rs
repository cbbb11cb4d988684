use closures_extern::closures_extern;

closures_extern! {
    static COUNT: u32 = 5;
}

fn main() {
    COUNT.get();
}
