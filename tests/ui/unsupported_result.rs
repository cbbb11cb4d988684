use closures_extern::closures_extern;

struct Point;

closures_extern! {
    fn mouse() -> Point;
}

fn main() {}
