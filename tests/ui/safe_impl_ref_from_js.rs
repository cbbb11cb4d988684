use closures_extern::RefFromJs;

struct Liar;

impl RefFromJs for Liar {
    type Held = Liar;
    type Way = Liar;
}

fn main() {}
