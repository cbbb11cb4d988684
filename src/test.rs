//! The foundation of `closures_test!`: what a test may return, and how JavaScript learns of it. The macro is in
//! `macros/test.rs`, and the code that runs tests is in js/test.

use core::fmt::Debug;
use core::future::Future;

/// What JavaScript gets of a test that returns a `Result`: an `Err` is thrown, with the text of the error.
#[doc(hidden)]
pub type Outcome = Result<(), String>;

/// A type that a test may return.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a test cannot return `{Self}`",
    label = "expected `Result<(), E>`, where `E` implements `Debug`",
    note = "a test returns nothing, or a `Result<(), E>`, and fails if that is an `Err`"
)]
pub trait TestResult {
    /// `Err` if the test has failed.
    fn outcome(self) -> Outcome;
}

#[diagnostic::do_not_recommend]
impl TestResult for () {
    #[inline]
    fn outcome(self) -> Outcome {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<E: Debug> TestResult for Result<(), E> {
    fn outcome(self) -> Outcome {
        self.map_err(|error| format!("{error:?}"))
    }
}

/// Asks on the host what is asked for wasm: whether a test may return a `T`.
#[doc(hidden)]
pub const fn returned_by_a_test<T: TestResult>() {}

/// What an `async` test comes to on the host, when somebody has ignored tests run.
///
/// # Panics
/// Always: nothing here could wake it.
#[doc(hidden)]
pub fn awaited_on_the_host(_: impl Future) {
    panic!("an async test waits for JavaScript, and runs where that is: cargo test --target wasm32-unknown-unknown");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "runs where that is")]
    fn an_async_test_does_not_pass_where_nothing_is_waited_for() {
        awaited_on_the_host(async {});
    }

    #[test]
    fn an_err_is_said_as_debug_says_it() {
        assert_eq!(().outcome(), Ok(()));
        assert_eq!(Ok::<(), &str>(()).outcome(), Ok(()));
        assert_eq!(Err::<(), _>("no").outcome(), Err("\"no\"".to_owned()));
    }
}
