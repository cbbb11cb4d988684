use closures_extern::closures_extern;

closures_extern! {
    #[js(name)]
    fn alert(text: &str);

    #[js("log")]
    fn log(text: &str);

    #[js = "log"]
    fn third(text: &str);
}

fn main() {}
