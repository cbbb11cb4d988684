use closures_extern::closures_extern;

closures_extern! {
    #[js(variadic)]
    fn log(text: &str);
}

fn main() {}
