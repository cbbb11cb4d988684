use closures_extern::closures_extern;
use std::time::Duration;

closures_extern! {
    fn each(f: &dyn FnMut());
    fn map(f: &dyn FnMut(&str, u32) -> u32);
    fn wait(time: &Duration);
}

fn main() {}
