use closures_extern::{closures_extern, Closure};

closures_extern! {
    fn each(f: &Closure<dyn Fn(u8, u8, u8, u8, &str)>);
}

fn main() {}
