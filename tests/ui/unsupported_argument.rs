use closures_extern::closures_extern;

struct Point;

closures_extern! {
    fn draw(at: Point);
}

fn main() {}
