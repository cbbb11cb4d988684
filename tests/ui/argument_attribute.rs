use closures_extern::closures_extern;

closures_extern! {
    fn wait(#[must_use] ms: u32);
}

fn main() {
    wait(1);
}
