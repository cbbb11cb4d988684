//! Tests that wait, and are wrong in another way.

// What `closures_test!` is in a build of tests, which this is not.
closures_extern::__closures_test_items! {
    async fn is_passed_something(number: u32) {
        assert_eq!(number, 1);
    }

    async fn has_no_body();

    async fn is_generic<T>() {}

    async unsafe fn is_unsafe() {}

    #[test]
    async fn is_one_twice() {}

    async fn says_nothing() -> u32 {
        1
    }

    async fn is_good() {}

    async fn is_good_too() -> Result<(), String> {
        std::future::ready(()).await;
        Ok(())
    }
}

fn main() {}
