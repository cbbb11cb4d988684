//! A test that only who knows may call.

// What `closures_test!` is in a build of tests, which this is not.
closures_extern::__closures_test_items! {
    unsafe fn counts() {}

    fn is_good() {}
}

fn main() {}
