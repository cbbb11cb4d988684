use closures_extern::closures_extern;

closures_extern! {
    type Date;
    #[js(getter, setter)]
    fn time(this: &Date) -> f64;
}

fn main() {}
