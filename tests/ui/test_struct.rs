//! What is no test.

// What `closures_test!` is in a build of tests, which this is not.
closures_extern::__closures_test_items! {
    struct Fixture;

    fn is_good() {}
}

fn main() {}
