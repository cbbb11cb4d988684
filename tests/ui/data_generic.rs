use closures_extern::{closures_export, closures_extern};

closures_extern! {
    struct Pair<T> { left: T, right: T }
    enum Either<A, B> { Left(A), Right(B) }
    fn alert(text: &str);
}

closures_export! {
    struct Exported<'a> { text: &'a str }
    pub fn twice(n: f64) -> f64 { 2.0 * n }
}

fn main() {
    alert("text");
    twice(1.0);
}
