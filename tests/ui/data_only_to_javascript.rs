use closures_extern::{closures_extern, Closure};

closures_extern! {
    struct Options {
        name: String,
        handler: Option<Closure<dyn FnMut()>>,
    }
    fn show(options: Options);
    fn last() -> Options;
}

fn main() {
    let _ = Closure::<dyn FnMut(Vec<Options>)>::new(|_| {});
}
