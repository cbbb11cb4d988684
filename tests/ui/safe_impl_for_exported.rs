use closures_extern::{closures_export, Exported, Lasting, Numeric, Parameter, Type};

#[derive(Clone, Copy)]
pub struct Point(u32);

closures_export! {
    pub type Point;
}

impl Numeric for Point {}

impl Lasting for &Point {}

enum Mine {}

impl Parameter<'_, Mine> for Point {
    type Held = Point;
    const TYPE: &'static Type = &Type::Unit;
    unsafe fn hold(_: f64) -> Point {
        Point(0)
    }
    fn pass(held: &mut Point) -> Point {
        *held
    }
}

struct Other;

impl Exported for Other {
    const KEY: &'static str = <Point as Exported>::KEY;
}

fn main() {}
