use closures_extern::closures_extern;

closures_extern! {
    static COUNT;
}

fn main() {}
