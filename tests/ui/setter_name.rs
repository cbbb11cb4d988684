use closures_extern::closures_extern;

closures_extern! {
    type Date;
    #[js(setter)]
    fn time(this: &Date, to: f64);
}

fn main() {}
