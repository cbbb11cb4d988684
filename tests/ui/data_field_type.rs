use closures_extern::closures_extern;
use std::cell::Cell;

closures_extern! {
    struct Options {
        count: Cell<u32>,
        name: String,
    }
    fn show(options: Options);
}

fn main() {}
