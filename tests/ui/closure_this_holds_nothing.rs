use closures_extern::{closures_extern, This};

closures_extern! {
    fn listen(f: &dyn Fn(This<()>));
}

fn main() {}
