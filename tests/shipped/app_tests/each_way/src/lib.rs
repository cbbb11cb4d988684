//! Tests that end in each way: ../golden.txt has what is said of them.
//!
//! An example of the documentation is a program, which runs where the tests do:
//!
//! ```
//! assert_eq!(each_way::inner(2), 2);
//! ```

use closures_extern::{closures_extern, spawn_local, JsValue};

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
    async fn sleep(ms: u32) -> Result<(), JsValue>;
    async fn reject_later(ms: u32) -> Result<(), JsValue>;
    async fn never() -> Result<(), JsValue>;
    fn throw_later(ms: u32);
    fn throw_undefined();
    fn exit();
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
    throw_later(0);
    throw_undefined();
    exit();
    spawn_local(async {
        let _ = (sleep(1).await, reject_later(1).await, never().await);
    });
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

        async fn async_it_goes_on() -> Result<(), JsValue> {
            sleep(1).await?;
            assert_eq!(answer(), 42);
            Ok(())
        }

        async fn async_an_assertion_is_wrong() {
            log("before it waits");
            sleep(1).await.unwrap();
            log("after that");
            assert_eq!(answer(), 41);
        }

        async fn async_it_comes_to_an_err() -> Result<(), JsValue> {
            reject_later(1).await
        }

        async fn async_a_closure_panics() -> Result<(), JsValue> {
            set_timeout(&Closure::<dyn FnMut()>::once_into_js(|| panic!("in the timer")), 1);
            never().await
        }

        async fn async_a_task_panics() -> Result<(), JsValue> {
            spawn_local(async {
                sleep(1).await.unwrap();
                inner(7);
            });
            never().await
        }

        async fn async_an_error_is_thrown() -> Result<(), JsValue> {
            throw_later(1);
            never().await
        }

        async fn async_undefined_is_thrown() -> Result<(), JsValue> {
            throw_undefined();
            never().await
        }

        async fn async_a_rejection_is_not_handled() -> Result<(), JsValue> {
            reject();
            sleep(5).await
        }

        async fn async_a_rejection_is_handled_late() -> Result<(), JsValue> {
            let late = reject_later(1);
            sleep(20).await?;
            late.await.unwrap_err();
            Ok(())
        }

        async fn async_it_is_never_settled() -> Result<(), JsValue> {
            let f = Closure::<dyn FnMut()>::new(|| ());
            never().await?;
            drop(f);
            Ok(())
        }

        async fn async_nothing_can_wake_it() {
            std::future::pending().await
        }

        async fn async_it_wakes_itself_for_ever() {
            log("before the loop");
            std::future::poll_fn(|context| {
                context.waker().wake_by_ref();
                std::task::Poll::Pending
            })
            .await
        }

        #[should_panic(expected = "4 is too")]
        async fn async_this_panic_is_expected() {
            sleep(1).await.unwrap();
            inner(4);
        }

        #[should_panic]
        async fn async_a_panic_is_missing() {
            sleep(1).await.unwrap();
        }

        fn it_ends_the_process() {
            log("before the end");
            exit();
        }

        fn leaves_a_timer() {
            throw_later(20);
        }

        async fn leaves_nothing_and_is_not_to_blame() -> Result<(), JsValue> {
            sleep(40).await
        }

        #[ignore = "prints a megabyte"]
        fn prints_much() {
            for _ in 0..1_000 {
                log(&"1234567890".repeat(100));
            }
            panic!("at the end");
        }

        #[ignore]
        fn is_ignored() {}

        #[ignore = "needs a camera"]
        fn takes_a_picture() {
            panic!("there is none");
        }

        #[cfg(not(test))]
        fn is_not_there() {}

        fn an_error_is_thrown_in_a_timer() {
            throw_later(0);
        }

        fn a_dropped_closure_is_called_in_a_timer() {
            let f = Closure::<dyn FnMut()>::new(|| ());
            set_timeout(f.as_js_value(), 0);
        }

        async fn async_an_error_is_thrown_after_a_wait() -> Result<(), JsValue> {
            sleep(1).await?;
            throw_later(0);
            Ok(())
        }
    }
}
