//! Tests that end in each way: ../golden.txt has what is said of them.
//!
//! An example of the documentation is a program, which runs where the tests do:
//!
//! ```
//! assert_eq!(each_way::inner(2), 2);
//! ```

use closures_extern::{closures_extern, JsValue};

closures_extern! {
    fn queue_microtask(f: &JsValue);
    fn set_timeout(f: &JsValue, ms: u32);

    #[js(namespace = console)]
    fn log(text: &str);
    #[js(namespace = console, name = "error")]
    fn log_error(text: &str);
}

closures_extern! {
    #![js(module = "./host.js")]
    fn answer() -> u32;
    fn refuse() -> Result<(), JsValue>;
    #[js(name = "refuse")]
    fn refuse_and_end();
    fn reject();
    fn swallow(f: &dyn Fn());
}

/// What panics, some calls below a test.
pub fn inner(number: u32) -> u32 {
    assert!(number < 3, "{number} is too much");
    number
}

/// What JavaScript imports can do.
pub fn outer() {
    log(&format!("{}", answer()));
    log_error("done");
    swallow(&|| reject());
    set_timeout(&JsValue::UNDEFINED, 0);
    queue_microtask(&JsValue::UNDEFINED);
    refuse_and_end();
    let _ = refuse();
}

#[cfg(test)]
mod tests {
    use super::*;
    use closures_extern::Closure;

    #[test]
    fn on_the_host_alone() {
        assert_eq!(inner(2), 2);
    }

    closures_extern::closures_test! {
        fn passes() {
            log("nobody sees this");
            assert_eq!(answer(), 42);
        }

        fn an_assertion_fails() {
            log("the answer:");
            log_error("not yet");
            assert_eq!(answer(), 41, "the answer of {}", "host.js");
        }

        fn a_function_panics() {
            inner(7);
        }

        fn an_err_is_returned() -> Result<(), std::num::ParseIntError> {
            "seven".parse::<u32>()?;
            Ok(())
        }

        fn an_ok_is_returned() -> Result<(), std::num::ParseIntError> {
            "7".parse::<u32>()?;
            Ok(())
        }

        fn an_exception_is_returned() -> Result<(), JsValue> {
            refuse()
        }

        fn an_exception_ends_it() {
            refuse_and_end();
        }

        fn a_panic_is_swallowed() {
            swallow(&|| panic!("swallowed"));
            log("this is never reached");
        }

        fn a_closure_panics_soon() {
            queue_microtask(&Closure::<dyn FnMut()>::once_into_js(|| panic!("in the closure")));
        }

        fn a_closure_panics_when_a_timer_ends() {
            set_timeout(&Closure::<dyn FnMut()>::once_into_js(|| panic!("in the timer")), 0);
        }

        fn a_dropped_closure_is_called_soon() {
            let f = Closure::<dyn FnMut()>::new(|| ());
            queue_microtask(f.as_js_value());
        }

        fn a_rejection_is_not_handled() {
            reject();
        }

        fn it_never_ends() {
            log("before the loop");
            while answer() == 42 {}
        }

        #[should_panic]
        fn a_panic_is_expected() {
            inner(3);
        }

        #[should_panic(expected = "4 is too")]
        fn this_panic_is_expected() {
            inner(4);
        }

        #[should_panic = "TypeError: refused"]
        fn an_exception_is_expected() {
            refuse_and_end();
        }

        #[should_panic]
        fn a_panic_is_missing() {
            inner(1);
        }

        #[should_panic(expected = "too little")]
        fn another_panic_is_expected() {
            inner(4);
        }

        #[should_panic]
        fn a_recursion_is_no_panic() {
            #[allow(unconditional_recursion, reason = "the stack shall end")]
            fn deeper() -> u32 {
                std::hint::black_box(deeper()) + 1
            }
            deeper();
        }

        #[ignore]
        fn is_ignored() {}

        #[ignore = "needs a camera"]
        fn takes_a_picture() {
            panic!("there is none");
        }

        #[cfg(not(test))]
        fn is_not_there() {}
    }
}
