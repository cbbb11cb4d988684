use closures_extern::closures_extern;

closures_extern! {
    #[js(method)]
    fn time() -> f64;

    #[js(method)]
    fn date(date: &Date) -> f64;

    #[js(getter)]
    fn year(this: Date) -> f64;

    #[js(method)]
    fn set(this: &mut Date);
}

closures_extern! {
    type Date;
}

fn main() {}
