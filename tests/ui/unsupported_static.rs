use closures_extern::closures_extern;

struct Point;

closures_extern! {
    static ORIGIN: Point;
}

fn main() {}
