use closures_extern::closures_extern;

closures_extern! {
    #[js(module = host)]
    fn alert(text: &str);
}

fn main() {}
