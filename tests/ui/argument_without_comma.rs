use closures_extern::closures_extern;

closures_extern! {
    fn add(x: u32 y: u32) -> u32;
}

fn main() {}
