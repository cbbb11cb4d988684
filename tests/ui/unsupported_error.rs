use closures_extern::{closures_extern, Closure};

struct Refused;

closures_extern! {
    fn fetch() -> Result<u32, String>;
    fn ask(f: &Closure<dyn Fn() -> Result<u32, Refused>>);
}

fn main() {}
