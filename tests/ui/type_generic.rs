use closures_extern::closures_extern;

closures_extern! {
    type List<T>;
    fn alert(text: &str);
}

fn main() {
    alert("text");
}
