use closures_extern::closures_extern;

closures_extern! {
    fn name(of: &str) -> &str;
    fn title() -> &'static str;
}

fn main() {}
