use closures_extern::closures_extern;

closures_extern! {
    fn each(f: impl Fn(u32));
    fn listen(name: &str, f: impl FnMut());
}

fn main() {}
