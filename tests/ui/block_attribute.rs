use closures_extern::closures_extern;

closures_extern! {
    #![allow(dead_code)]
    fn alert(text: &str);
}

fn main() {
    alert("text");
}
