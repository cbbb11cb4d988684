use closures_extern::{closures_extern, Closure};

closures_extern! {
    fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
}

fn main() {
    set_interval(&mut || (), 100);
}
