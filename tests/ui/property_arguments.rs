use closures_extern::closures_extern;

closures_extern! {
    type List;
    #[js(getter)]
    fn length(this: &List, of: u32) -> u32;
}

closures_extern! {
    #[js(indexing_getter)]
    fn get(this: &List) -> u32;
}

closures_extern! {
    #[js(setter)]
    fn set_length(this: &List);
}

fn main() {}
