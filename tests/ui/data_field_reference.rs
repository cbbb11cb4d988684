use closures_extern::closures_extern;

closures_extern! {
    struct Options {
        callback: &'static dyn Fn(),
    }
}

fn main() {}
