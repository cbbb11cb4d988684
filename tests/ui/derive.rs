use closures_extern::closures_extern;

closures_extern! {
    #[derive(Clone, Copy, Debug)]
    type Element;
    #[derive(PartialEq, Eq, std::hash::Hash)]
    type Node;
    #[derive(PartialOrd)]
    type Style;
    #[derive(PartialEq, PartialOrd, Ord)]
    type Rule;
    #[derive(Default, Clone)]
    type Options;
}

fn main() {}
