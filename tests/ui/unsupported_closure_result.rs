use closures_extern::{closures_extern, Closure};

struct Point;

closures_extern! {
    fn ask(f: &Closure<dyn Fn() -> Point>);
}

fn main() {}
