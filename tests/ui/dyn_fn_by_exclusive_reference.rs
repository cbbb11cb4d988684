use closures_extern::closures_extern;

closures_extern! {
    fn each(f: &mut dyn Fn(u32));
}

fn main() {}
