use closures_extern::closures_extern;

struct Date;

closures_extern! {
    #[js(method)]
    fn time(this: &Date) -> f64;
}

fn main() {}
