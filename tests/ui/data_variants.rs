use closures_extern::closures_extern;

closures_extern! {
    enum Shape { Circle(f64), Point }
}

closures_extern! {
    enum Named { Some { x: f64 } }
}

closures_extern! {
    #[repr(u8)]
    enum Small { One = 1 }
}

closures_extern! {
    enum Mixed { Left = "left", Other = 3 }
    fn mixed(value: Mixed);
}

closures_extern! {
    enum Same { Left = "left", Right = "left" }
    fn same(value: Same);
}

closures_extern! {
    enum Never {}
    fn never(value: Never);
}

fn main() {}
