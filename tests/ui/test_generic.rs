//! A test of any type.

// What `closures_test!` is in a build of tests, which this is not.
closures_extern::__closures_test_items! {
    fn counts<T>() {}

    fn is_good() {}
}

fn main() {}
