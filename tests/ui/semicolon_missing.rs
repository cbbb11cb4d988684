use closures_extern::closures_extern;

closures_extern! {
    fn first(n: u32)
    fn second() -> f64
    /// The third.
    fn third();
    fn last()
}

fn main() {
    first(1);
    second();
    third();
    last();
}
