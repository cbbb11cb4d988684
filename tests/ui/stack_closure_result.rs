use closures_extern::{closures_extern, Closure};

closures_extern! {
    fn ask(f: &Closure<dyn Fn() -> &'static dyn Fn()>);
}

fn main() {}
