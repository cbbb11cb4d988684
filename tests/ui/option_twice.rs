use closures_extern::closures_extern;

closures_extern! {
    #[js(name = "a", name = "b")]
    fn alert(text: &str);

    #[js(module = "a")]
    #[js(module = "b")]
    fn log(text: &str);
}

fn main() {}
