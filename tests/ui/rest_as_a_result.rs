use closures_extern::{closures_extern, Rest};

closures_extern! {
    fn list() -> Rest<String>;
}

fn main() {}
