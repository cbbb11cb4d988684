use closures_extern::closures_extern;

closures_extern! {
    type Input;
    #[js(property)]
    fn value(this: &Input) -> String;
    #[js(property(set_size))]
    fn size(this: &Input, n: u32) -> u32;
}

fn main() {}
