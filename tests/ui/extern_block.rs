use closures_extern::closures_extern;

closures_extern! {
    extern "C" {
        fn alert(text: &str);
    }
}

fn main() {
    alert("text");
}
