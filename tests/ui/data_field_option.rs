use closures_extern::closures_extern;

closures_extern! {
    #[js(name = "Other")]
    struct Point {
        #[js(getter)]
        x: f64,
        y: f64,
    }

    enum Align {
        #[js(name = "left")]
        Left,
    }
}

fn main() {}
