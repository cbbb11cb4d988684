#![forbid(unsafe_code)]

use closures_extern::ToJs;

struct Liar;

impl ToJs for Liar {
    type Way = Liar;
}

fn main() {}
