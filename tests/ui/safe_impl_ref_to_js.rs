#![forbid(unsafe_code)]

use closures_extern::RefToJs;

struct Liar;

impl RefToJs for Liar {
    type Way = Liar;
}

fn main() {}
