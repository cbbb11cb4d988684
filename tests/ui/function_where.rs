use closures_extern::closures_extern;

closures_extern! {
    fn log(value: &str) where u32: Copy;
}

fn main() {
    log("text");
}
