use closures_extern::closures_extern;

closures_extern! {
    type Element: Node;
}

fn main() {}
