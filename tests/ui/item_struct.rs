use closures_extern::closures_extern;

closures_extern! {
    pub struct Date;
    fn alert(text: &str);
}

fn main() {
    alert("text");
}
