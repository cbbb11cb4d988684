use closures_extern::closures_extern;

closures_extern! {
    #[js(please)]
    fn alert(text: &str);
}

fn main() {}
