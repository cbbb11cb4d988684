use closures_extern::{closures_extern, Closure};

closures_extern! {
    fn later(f: &dyn FnOnce());
    fn sometime(f: &Closure<dyn FnOnce()>);
}

fn main() {}
