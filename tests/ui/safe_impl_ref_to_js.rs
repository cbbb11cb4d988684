#![forbid(unsafe_code)]

use closures_extern::{RefToJs, Type};

struct Liar;

impl RefToJs for Liar {
    type Frame<'a> = u32;
    type Slot = u32;
    const TYPE: &'static Type = &Type::Str;
    fn lower(&self) -> u32 {
        0
    }
    fn slot(frame: &mut u32) -> u32 {
        *frame
    }
}

fn main() {}
