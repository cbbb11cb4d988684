//! A program that has nothing of the crate.

fn main() {
    assert_eq!(std::hint::black_box(1) + 1, 2);
}
