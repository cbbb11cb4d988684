use closures_extern::closures_extern;

closures_extern! {
    fn log(first: &str, ...);
}

fn main() {}
