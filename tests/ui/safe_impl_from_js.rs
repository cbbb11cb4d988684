use closures_extern::{FromJs, Type};

struct Liar;

impl FromJs for Liar {
    type Slot = f64;
    const TYPE: &'static Type = &Type::Unit;
    unsafe fn lift(_: f64) -> Liar {
        Liar
    }
    unsafe fn receive(_: f64) -> Liar {
        Liar
    }
}

fn main() {}
