use closures_extern::{closures_extern, Closure};

closures_extern! {
    fn fill(text: &mut str);
    fn set(f: &mut Closure<dyn FnMut()>);
}

fn main() {}
