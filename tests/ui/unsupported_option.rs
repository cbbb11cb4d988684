use closures_extern::closures_extern;

struct Point;

closures_extern! {
    fn draw(at: Option<Point>);
    fn where_is() -> Option<Point>;
}

fn main() {}
