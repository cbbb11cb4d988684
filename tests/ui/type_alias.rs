use closures_extern::closures_extern;

closures_extern! {
    type Id = u32;
    fn alert(text: &str);
}

fn main() {
    alert("text");
}
