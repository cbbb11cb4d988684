use closures_extern::closures_extern;

closures_extern! {
    fn wait(ms);
}

fn main() {}
