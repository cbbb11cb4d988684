use closures_extern::closures_extern;

struct Point;

closures_extern! {
    fn draw(at: Vec<Point>);
    fn write(lines: &[String]);
    fn points() -> Vec<Point>;
}

fn main() {}
