use closures_extern::closures_extern;

closures_extern! {
    #[js(getter)]
    type Date;

    #[js(extends = Date)]
    fn alert(text: &str);

    #[js(method)]
    static NOW: f64;

    #[js(name = "Date")]
    type Clock;
}

closures_extern! {
    #![js(name = "x")]
    fn other();
}

fn main() {}
