use closures_extern::closures_extern;

closures_extern! {
    fn wait(_: u32);
}

fn main() {
    wait(1);
}
