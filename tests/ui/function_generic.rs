use closures_extern::{closures_extern, Closure};

closures_extern! {
    fn log<T: Into<String>>(value: T);
    fn each<'a>(f: &'a Closure<dyn FnMut()>);
    fn after();
}

fn main() {
    log("text");
    after();
}
