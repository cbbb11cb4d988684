//! A test that waits.

// What `closures_test!` is in a build of tests, which this is not.
closures_extern::__closures_test_items! {
    async fn names_load() {}

    fn is_good() {}
}

fn main() {}
