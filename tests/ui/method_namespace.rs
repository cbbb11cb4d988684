use closures_extern::closures_extern;

closures_extern! {
    type Date;
}

closures_extern! {
    #[js(method, namespace = console)]
    fn time(this: &Date) -> f64;
    #[js(constructor, namespace = console)]
    fn new() -> Date;
}

fn main() {}
