//! A test that is passed something.

// What `closures_test!` is in a build of tests, which this is not.
closures_extern::__closures_test_items! {
    fn is_good() {}

    fn counts(number: u32) {
        assert_eq!(number, 1);
    }
}

fn main() {}
