//! When a closure can be called, and when not any more.

use crate::keep;
use closures_extern::{closures_extern, stats, Closure, JsValue};
use std::cell::{Cell, RefCell};
use std::fmt::{self, Display, Formatter};
use std::rc::Rc;

closures_extern! {
    #![js(module = "./host.js")]
    fn keep_closure(f: &Closure<dyn FnMut()>);
    fn keep_fn(f: &Closure<dyn Fn(u32) -> u32>);
    fn lend(f: &mut dyn FnMut());
    fn lend_fn(f: &dyn Fn(u32) -> u32);
    fn lend_two(f: &mut dyn FnMut(), g: &dyn Fn());
    fn lend_value(f: &mut dyn FnMut(JsValue));
    fn lend_value_fn(f: &dyn Fn(JsValue));
    fn lend_text(f: &mut dyn FnMut(String));
    fn lend_text_fn(f: &dyn Fn(String));
    fn call_again(depth: u32) -> u32;
    fn reenter();
    fn note(text: &str);
    fn give_function(f: &JsValue);
    fn keep_text(f: &Closure<dyn Fn(&str)>);
    fn keep_text_error(f: &Closure<dyn Fn(&str, &[f64]) -> Result<(), NotedError>>);
    fn check(closures: u32, handles: u32);
}

thread_local! {
    static SLOT: RefCell<Option<Closure<dyn FnMut()>>> = const { RefCell::new(None) };
    static OTHER: RefCell<Option<Closure<dyn FnMut()>>> = const { RefCell::new(None) };
}

/// Notes its end.
struct Noisy(&'static str);

impl Noisy {
    fn seen(&self) {
        note(&format!("saw {}", self.0));
    }
}

impl Drop for Noisy {
    fn drop(&mut self) {
        note(&format!("dropped {}", self.0));
    }
}

/// A closure that notes its calls, and the end of what it captured; in `SLOT`.
#[unsafe(no_mangle)]
extern "C" fn make() {
    let noisy = Noisy("captures");
    let mut times = 0;
    let closure = Closure::new(move || {
        let _captured = &noisy;
        times += 1;
        note(&format!("call {times}"));
    });
    keep_closure(&closure);
    SLOT.set(Some(closure));
}

/// Hands JS the function of a closure that it drops: `Fn` or `FnMut`, with captures or without.
#[unsafe(no_mangle)]
extern "C" fn give_dropped(mutable: u32, captures: u32) {
    let noisy = Noisy("captures");
    let call = || note("called");
    match (mutable != 0, captures != 0) {
        (false, false) => give_function(Closure::<dyn Fn()>::new(call).as_js_value()),
        (true, false) => give_function(Closure::<dyn FnMut()>::new(call).as_js_value()),
        (false, true) => give_function(Closure::<dyn Fn()>::new(move || noisy.seen()).as_js_value()),
        (true, true) => give_function(Closure::<dyn FnMut()>::new(move || noisy.seen()).as_js_value()),
    }
}

/// Drops the closure in `SLOT`.
#[unsafe(no_mangle)]
extern "C" fn drop_it() {
    drop(SLOT.take());
}

/// A closure that drops itself while it runs.
#[unsafe(no_mangle)]
extern "C" fn make_self_dropping() {
    let noisy = Noisy("captures");
    let closure = Closure::new(move || {
        drop(SLOT.take());
        note("still running");
        reenter();
        let _captured = &noisy;
        note("finished");
    });
    keep_closure(&closure);
    SLOT.set(Some(closure));
}

/// A closure that calls JS, which may call it again, drop it, or throw.
#[unsafe(no_mangle)]
extern "C" fn make_calling() {
    let noisy = Noisy("captures");
    let mut times = 0;
    let closure = Closure::new(move || {
        let _captured = &noisy;
        times += 1;
        let this = times;
        note(&format!("begin {this}"));
        reenter();
        note(&format!("end {this}"));
    });
    keep_closure(&closure);
    SLOT.set(Some(closure));
}

/// A closure whose captures hold another, and drop it with them.
#[unsafe(no_mangle)]
extern "C" fn make_nested() {
    let inner = Closure::<dyn FnMut()>::new(|| note("inner"));
    keep_closure(&inner);
    let closure = Closure::new(move || {
        let _captured = &inner;
        note("outer");
    });
    keep_closure(&closure);
    SLOT.set(Some(closure));
}

/// A closure whose captures call JS when they end, which calls another closure.
#[unsafe(no_mangle)]
extern "C" fn make_calling_in_drop() {
    struct CallsJs;
    impl Drop for CallsJs {
        fn drop(&mut self) {
            reenter();
        }
    }
    let other = Closure::<dyn FnMut()>::new(|| note("other"));
    keep_closure(&other);
    OTHER.set(Some(other));
    let captured = CallsJs;
    let closure = Closure::new(move || {
        let _captured = &captured;
    });
    keep_closure(&closure);
    SLOT.set(Some(closure));
}

/// An `Fn` that calls itself through JS.
#[unsafe(no_mangle)]
extern "C" fn make_recursive() {
    let closure =
        Closure::<dyn Fn(u32) -> u32>::new(
            |depth| if depth == 0 { 1 } else { depth * call_again(depth - 1) },
        );
    keep_fn(&closure);
    keep(closure);
}

/// Passes a stack closure, and says how often it was called.
#[unsafe(no_mangle)]
extern "C" fn pass_stack() -> u32 {
    let mut times = 0;
    lend(&mut || {
        times += 1;
        reenter();
    });
    times
}

/// Passes an `Fn` from the stack that captures a local.
#[unsafe(no_mangle)]
extern "C" fn pass_stack_fn() {
    let factor = Cell::new(2);
    lend_fn(&|n| {
        factor.set(factor.get() + 1);
        n * factor.get()
    });
}

/// Passes stack closures that own what they are given, and note it.
#[unsafe(no_mangle)]
extern "C" fn pass_owned() {
    let mut total = 0;
    lend_value(&mut |value| {
        total += 1;
        note(&value.as_string().expect("JS passes strings"));
    });
    lend_value_fn(&|value| note(&value.as_string().expect("JS passes strings")));
    lend_text(&mut |text| {
        total += 1;
        note(&text);
    });
    lend_text_fn(&|text| note(&text));
    note(&format!("{total} calls of FnMut"));
}

/// Passes two stack closures at once.
#[unsafe(no_mangle)]
extern "C" fn pass_two() {
    let notes = RefCell::new(Vec::new());
    lend_two(&mut || notes.borrow_mut().push("f"), &|| notes.borrow_mut().push("g"));
    note(&notes.borrow().join(" "));
}

/// Passes a stack closure on that was itself a parameter.
#[unsafe(no_mangle)]
extern "C" fn pass_on() {
    fn pass(f: &mut dyn FnMut()) {
        lend(f);
        lend(f);
    }
    let mut times = 0;
    pass(&mut || times += 1);
    note(&format!("called {times} times"));
}

/// Two closures that own one value between them.
#[unsafe(no_mangle)]
extern "C" fn make_sharing() {
    let shared = Rc::new(Noisy("shared"));
    let first = Rc::clone(&shared);
    let closure = Closure::new(move || note(first.0));
    keep_closure(&closure);
    SLOT.set(Some(closure));
    let closure = Closure::new(move || note(shared.0));
    keep_closure(&closure);
    OTHER.set(Some(closure));
}

#[unsafe(no_mangle)]
extern "C" fn drop_other() {
    drop(OTHER.take());
}

/// A closure with a reference parameter that calls JS, which may throw.
#[unsafe(no_mangle)]
extern "C" fn make_text() {
    let closure = Closure::<dyn Fn(&str)>::new(|text: &str| note(text));
    keep_text(&closure);
    keep(closure);
}

/// An error that calls JS, which may throw, when it is shown.
struct NotedError;

impl Display for NotedError {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        note("shown");
        out.write_str("an error")
    }
}

/// A closure with reference parameters that returns such an error.
#[unsafe(no_mangle)]
extern "C" fn make_text_error() {
    let closure =
        Closure::<dyn Fn(&str, &[f64]) -> Result<(), NotedError>>::new(|_: &str, _: &[f64]| Err(NotedError));
    keep_text_error(&closure);
    keep(closure);
}

/// Rust's `stats()`.
#[unsafe(no_mangle)]
extern "C" fn check_stats() {
    let stats = stats();
    check(stats.closures, stats.handles);
}

/// A closure that panics.
#[unsafe(no_mangle)]
extern "C" fn make_panicking() {
    let closure = Closure::<dyn FnMut()>::new(|| panic!("boom {}", 1));
    keep_closure(&closure);
    SLOT.set(Some(closure));
}

/// Makes, passes and drops a heap closure many times.
#[unsafe(no_mangle)]
extern "C" fn churn(times: u32) {
    for _ in 0..times {
        let closure = Closure::<dyn FnMut()>::new(|| ());
        keep_closure(&closure);
    }
}

/// A closure with a large frame on the shadow stack, from which JS throws.
#[unsafe(no_mangle)]
extern "C" fn make_large_frame() {
    let closure = Closure::<dyn Fn(u32) -> u32>::new(|n| {
        let mut large = [n; 4096];
        std::hint::black_box(&mut large);
        reenter();
        large[n as usize % 4096]
    });
    keep_fn(&closure);
    keep(closure);
}

/// Passes such a closure from the stack.
#[unsafe(no_mangle)]
extern "C" fn pass_large_frame() {
    lend_fn(&|n| {
        let mut large = [n; 4096];
        std::hint::black_box(&mut large);
        reenter();
        large[n as usize % 4096]
    });
}
