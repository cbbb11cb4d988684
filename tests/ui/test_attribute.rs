//! A test that says twice that it is one.

// What `closures_test!` is in a build of tests, which this is not.
closures_extern::__closures_test_items! {
    #[test]
    fn counts() {}

    fn is_good() {}
}

fn main() {}
