use closures_extern::closures_extern;

closures_extern! {
    fn each(f: &dyn FnMut());
}

fn main() {}
