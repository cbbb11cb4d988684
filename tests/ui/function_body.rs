use closures_extern::closures_extern;

closures_extern! {
    fn alert(text: &str) {
        println!("{text}");
    }
    fn now() -> f64;
}

fn main() {
    alert("text");
    now();
}
