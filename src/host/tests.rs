//! The Rust side, driven by the host one thing at a time.

#![allow(clippy::cloned_ref_to_slice_refs, reason = "arguments look alike, whether there is one or more")]
#![allow(clippy::type_complexity, reason = "what is tested is many types")]

use super::*;
use crate::abi::lasting::{Lasting, ReturnToJs};
use crate::abi::{handle_of, MutToJs, ToJs};
use crate::report::Stats;
use crate::{closures_export, live_closures, scope, Closure, JsFunction, Rest, Scope, ScopedClosure, This};
use std::panic::Location;

mod data;
mod exports;
mod heap;
mod promises;
mod stack;
mod types;

/// Shows in a list when it is dropped.
struct Shown(&'static str, Rc<RefCell<Vec<&'static str>>>);

impl Drop for Shown {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}

type Shows = Rc<RefCell<Vec<&'static str>>>;

/// Whether whoever captured this is alive.
fn tracked() -> (Rc<()>, impl Fn() -> bool) {
    let captured = Rc::new(());
    let weak = Rc::downgrade(&captured);
    (captured, move || weak.strong_count() > 0)
}

/// The function of a closure that Rust keeps.
fn function<T: ?Sized>(closure: &Closure<T>) -> Js {
    js(closure.as_js_value())
}

fn text(text: &str) -> Js {
    Js::String(text.to_owned())
}

fn message(result: Result<Js, Js>) -> String {
    result.expect_err("it is refused").text().to_owned()
}

/// A function that Rust calls: what runs in Rust enters JavaScript by an import, as everywhere.
fn callable<T: ?Sized>(function: &JsValue) -> JsFunction<T>
where
    JsFunction<T>: FromJs,
{
    // SAFETY: its own handle, of a function.
    unsafe { FromJs::receive(function.clone().into_handle().into()) }
}

/// Everything that JavaScript owned is collected, and nothing is left.
fn nothing_is_left() {
    collect();
    assert_eq!((stats(), crate::stats()), ((0, 0), Stats::default()));
    host(|host| {
        assert!(host.owned.is_empty() && host.forgotten.is_empty() && host.scopes.is_empty());
        assert_eq!((host.waits.len(), host.owed.len(), host.microtasks.len()), (0, 0, 0));
    });
}
