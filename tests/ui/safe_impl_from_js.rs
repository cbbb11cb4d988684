use closures_extern::FromJs;

struct Liar;

impl FromJs for Liar {
    type Way = Liar;
}

fn main() {}
