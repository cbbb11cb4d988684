#![forbid(unsafe_code)]

use closures_extern::{OkToJs, ReturnToJs, ThrowToJs, Type};

struct Liar;

impl ReturnToJs for Liar {
    type Out = [f64; 8];
    const TYPE: &'static Type = &Type::Unit;
    fn give(self) -> [f64; 8] {
        [0.0; 8]
    }
}

impl OkToJs for Liar {
    const TYPE: &'static Type = &Type::Str;
    fn handle(self) -> u32 {
        7
    }
}

impl ThrowToJs for Liar {
    fn thrown(self) -> u32 {
        7
    }
}

fn main() {}
