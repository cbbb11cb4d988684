use closures_extern::closures_extern;

closures_extern! {
    type List;
    #[js(getter)]
    fn length(this: &List, of: u32) -> u32;
}

closures_extern! {
    #[js(indexing_getter)]
    fn get(this: &List) -> u32;

    #[js(indexing_setter)]
    fn set(this: &List, index: u32);

    #[js(indexing_deleter)]
    fn delete(this: &List, from: u32, to: u32);
}

closures_extern! {
    #[js(setter)]
    fn set_length(this: &List);

    #[js(method, setter = first)]
    fn put(this: &List, at: u32, value: f64);
}

fn main() {}
