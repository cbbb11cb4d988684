use closures_extern::closures_extern;

closures_extern! {
    enum Color { Red, Green }
    fn alert(text: &str);
}

fn main() {
    alert("text");
}
