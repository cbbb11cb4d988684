use closures_extern::closures_extern;

closures_extern! {
    fn wait(ms: u32 = 100);
}

fn main() {}
