use closures_extern::{closures_extern, Closure};

closures_extern! {
    fn listen(f: &dyn Fn(&Closure<dyn Fn()>));
}

fn main() {}
