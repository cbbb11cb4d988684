use closures_extern::closures_extern;

closures_extern! {
    #[js(constructor)]
    fn new();
}

fn main() {}
