use closures_extern::closures_extern;

closures_extern! {
    const LIMIT: u32 = 5;
    fn alert(text: &str);
}

fn main() {
    alert("text");
}
