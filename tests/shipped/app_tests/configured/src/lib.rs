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

    thread_local! {
        static KEPT: RefCell<Vec<(JsValue, Closure<dyn FnMut()>)>> = const { RefCell::new(Vec::new()) };
    }

    fn keep() {
        let value = JsValue::from("kept");
        KEPT.with_borrow_mut(|kept| {
            assert!(kept.is_empty(), "an instance of its own has no closures of another's");
            kept.push((value, Closure::new(|| ())));
        });
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
