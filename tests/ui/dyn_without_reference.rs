use closures_extern::closures_extern;

closures_extern! {
    fn each(f: dyn Fn(u32));
}

fn main() {}
