//! Tests of an app whose module is given by its config, and which leave something behind.

use closures_extern::closures_extern;

closures_extern! {
    #[js(module = "counter")]
    fn next() -> u32;
}

/// The next number.
pub fn number() -> u32 {
    next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use closures_extern::{Closure, JsValue};
    use std::cell::RefCell;

    struct Kept {
        _value: JsValue,
        _closure: Closure<dyn FnMut()>,
    }

    thread_local! {
        static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
    }

    fn keep() {
        let kept = Kept { _value: JsValue::from("kept"), _closure: Closure::new(|| ()) };
        let other = KEPT.replace(Some(kept));
        assert!(other.is_none(), "each test has an instance of its own");
    }

    closures_extern::closures_test! {
        fn counts_from_one() {
            assert_eq!(number(), 1);
            assert_eq!(number(), 2);
        }

        fn counts_from_one_again() {
            assert_eq!(number(), 1);
        }

        fn keeps_a_closure() {
            keep();
        }

        fn keeps_another_closure() {
            keep();
        }
    }
}
