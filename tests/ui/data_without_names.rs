use closures_extern::closures_extern;

closures_extern! {
    struct Point(f64, f64);
    fn alert(text: &str);
}

closures_extern! {
    pub struct Meters { f64 }
}

fn main() {
    alert("text");
}
