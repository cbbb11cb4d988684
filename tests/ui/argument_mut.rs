use closures_extern::closures_extern;

closures_extern! {
    fn wait(mut ms: u32, name: &str);
}

fn main() {
    wait(1, "a");
}
