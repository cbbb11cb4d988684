use closures_extern::closures_extern;

closures_extern! {
    fn draw((x, y): (f64, f64));
}

fn main() {}
