use closures_extern::closures_extern;

closures_extern! {
    #[cfg_attr(all(), js(name = "other"))]
    fn one();
}

fn main() {
    one();
}
