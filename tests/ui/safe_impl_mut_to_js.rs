#![forbid(unsafe_code)]

use closures_extern::{MutToJs, Type};

struct Liar;

impl MutToJs for Liar {
    type Frame<'a> = u32;
    const TYPE: &'static Type = &Type::Str;
    fn lower(&mut self) -> u32 {
        0
    }
    fn slot(frame: &mut u32) -> u32 {
        *frame
    }
}

fn main() {}
