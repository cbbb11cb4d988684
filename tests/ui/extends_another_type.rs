use closures_extern::closures_extern;

struct Node;

closures_extern! {
    #[js(extends = Node)]
    type Element;
}

fn main() {}
