use closures_extern::closures_extern;

closures_extern! {
    fn each(f: fn(u32));
}

fn main() {}
