use closures_extern::{RefFromJs, Type};

struct Liar;

impl RefFromJs for Liar {
    type Held = Liar;
    const TYPE: &'static Type = &Type::Value;
    unsafe fn hold(_: f64) -> Liar {
        Liar
    }
    fn borrow(held: &Liar) -> &Liar {
        held
    }
}

fn main() {}
