use closures_extern::closures_export;

closures_export! {
    fn first() {}

    /// Of anything.
    pub fn show<T>(value: T) {}
}

fn main() {}
