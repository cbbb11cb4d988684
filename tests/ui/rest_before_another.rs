use closures_extern::{closures_extern, Closure, Rest};

closures_extern! {
    fn each(f: &Closure<dyn Fn(Rest<String>, u32)>);
}

fn main() {}
