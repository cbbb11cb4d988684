use closures_extern::{closures_extern, Closure};

struct Point;

closures_extern! {
    fn on_move(f: &Closure<dyn FnMut(Point)>);
}

fn main() {}
