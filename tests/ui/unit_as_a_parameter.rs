use closures_extern::{closures_extern, Closure};

closures_extern! {
    fn each(f: &Closure<dyn Fn(())>);
}

fn main() {}
