use closures_extern::{closures_export, closures_extern, Closure};

closures_extern! {
    fn log(text: &str);
    fn find(name: &str) -> Option<Option<u32>>;
}

closures_extern! {
    fn each(f: &Closure<dyn Fn(Option<Option<String>>)>);
}

closures_export! {
    fn take(_value: Option<Option<u32>>) {}
}

fn main() {}
