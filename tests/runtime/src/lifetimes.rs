//! When a closure can be called, and when not any more.

use crate::keep;
use closures_extern::{closures_extern, scope, stats, Closure, JsFunction, JsValue, Rest};
use paste::paste;
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
    #[js(name = "reenter")]
    fn try_reenter() -> Result<(), JsValue>;
    fn note(text: &str);
    #[js(name = "note")]
    fn try_note(text: &str) -> Result<(), JsValue>;
    fn give_function(f: &JsValue);
    fn keep_text(f: &Closure<dyn Fn(&str) -> Result<(), JsValue>>);
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

/// A closure that catches what JS throws in it, and notes that.
#[unsafe(no_mangle)]
extern "C" fn make_catching() {
    let mut times = 0;
    let closure = Closure::new(move || {
        times += 1;
        let caught = try_reenter().is_err();
        note(&format!("call {times}, caught: {caught}"));
    });
    keep_closure(&closure);
    SLOT.set(Some(closure));
}

/// A closure with a reference parameter that calls JS, which may throw, and hands that on.
#[unsafe(no_mangle)]
extern "C" fn make_text() {
    let closure = Closure::<dyn Fn(&str) -> Result<(), JsValue>>::new(|text: &str| try_note(text));
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

/// A frame of 16 kB on the shadow stack, in which JS may throw, which is caught.
fn large_frame(n: u32) -> u32 {
    let mut large = [n; 4096];
    std::hint::black_box(&mut large);
    match try_reenter() {
        Ok(()) => large[n as usize % 4096],
        Err(_) => 0,
    }
}

/// A closure with such a frame.
#[unsafe(no_mangle)]
extern "C" fn make_large_frame() {
    let closure = Closure::<dyn Fn(u32) -> u32>::new(large_frame);
    keep_fn(&closure);
    keep(closure);
}

/// Passes such a closure from the stack.
#[unsafe(no_mangle)]
extern "C" fn pass_large_frame() {
    lend_fn(&large_frame);
}

closures_extern! {
    #![js(module = "./host.js")]
    fn may_throw();
    fn swallow(f: &JsFunction<dyn Fn()>);
    fn keep_swallowing(f: &Closure<dyn Fn(JsFunction<dyn Fn()>)>);
}

/// Closures of each shape that js/src/adapters has a function of its own for: each calls JS, which may throw, and
/// returns then.
macro_rules! shapes {
    ($($name:ident($($param:ident: $ty:ty),*) $(-> $result:ty = $value:expr)?;)*) => { paste! {$(
        closures_extern! {
            #![js(module = "./host.js")]
            #[js(name = "take")]
            fn [<lend_shape_ $name>](f: &dyn Fn($($ty),*) $(-> $result)?);
            #[js(name = "take")]
            fn [<lend_mut_shape_ $name>](f: &mut dyn FnMut($($ty),*) $(-> $result)?);
            #[js(name = "take")]
            fn [<heap_shape_ $name>](f: &Closure<dyn Fn($($ty),*) $(-> $result)?>);
        }

        /// Passes one to JS: from the stack as `Fn`, from there as `FnMut`, or from the heap.
        #[unsafe(no_mangle)]
        extern "C" fn [<shape_ $name>](way: u32) {
            let mut body = |$($param: $ty),*| {
                $(std::hint::black_box(&$param);)*
                may_throw();
                $($value)?
            };
            match way {
                0 => [<lend_shape_ $name>](&body),
                1 => [<lend_mut_shape_ $name>](&mut body),
                _ => {
                    let closure = Closure::new(body);
                    [<heap_shape_ $name>](&closure);
                    keep(closure);
                }
            }
            note("Rust goes on");
        }
    )*} };
}

shapes! {
    none();
    none_to_number() -> u32 = 7;
    none_to_bool() -> bool = true;
    none_to_text() -> String = "text".to_owned();
    number(a: f64);
    number_to_number(a: u32) -> u32 = 7;
    flag(a: bool);
    value(a: JsValue);
    text(a: String);
    text_to_text(a: String) -> String = "text".to_owned();
    two(a: f64, b: i32);
    two_to_bool(a: f64, b: bool) -> bool = true;
    two_of_all(a: String, b: Vec<f64>) -> Option<u32> = Some(7);
    three(a: f64, b: i32, c: f32) -> f64 = 7.0;
    three_flags(a: bool, b: bool, c: bool);
    three_of_all(a: String, b: JsValue, c: u64) -> String = "text".to_owned();
    four(a: f64, b: f64, c: f64, d: f64) -> f64 = 7.0;
    borrowed(a: &str, b: &[f64]);
    rest(a: Rest<String>) -> u32 = 7;
}

closures_extern! {
    #![js(module = "./host.js")]
    #[js(name = "take")]
    fn take_heap(f: &Closure<dyn FnMut()>);
    #[js(name = "take")]
    fn take_given(f: Closure<dyn FnMut()>);
    #[js(name = "take")]
    fn take_value(f: &JsValue);
    #[js(name = "take")]
    fn take_option(f: Option<&dyn Fn()>);
    #[js(name = "take")]
    fn take_two(f: &dyn Fn(), g: &mut dyn FnMut());
    #[js(name = "take")]
    fn take_catching(f: &mut dyn FnMut()) -> Result<(), JsValue>;
    #[js(name = "take")]
    fn take_heap_catching(f: &Closure<dyn FnMut()>) -> Result<(), JsValue>;
}

/// The other ways by which JS gets a closure.
#[unsafe(no_mangle)]
extern "C" fn shape_other(way: u32) {
    match way {
        0 => take_option(Some(&may_throw)),
        1 => take_two(&may_throw, &mut may_throw),
        2 => drop(take_catching(&mut may_throw)),
        3 => drop(take_heap_catching(&Closure::new(may_throw))),
        4 => take_heap(&Closure::once(may_throw)),
        5 => take_value(&Closure::<dyn FnMut()>::once_into_js(may_throw)),
        6 => take_given(Closure::new(may_throw)),
        7 => take_given(Closure::once(may_throw)),
        8 => scope(|s| take_heap(&s.closure(may_throw))),
        _ => unreachable!("there are no more"),
    }
    note("Rust goes on");
}

/// A closure that has JS swallow what a function throws, and then calls it itself: what it throws is an `Err`.
#[unsafe(no_mangle)]
extern "C" fn make_calling_function() {
    let closure = Closure::<dyn Fn(JsFunction<dyn Fn()>)>::new(|function: JsFunction<dyn Fn()>| {
        swallow(&function);
        note(if function.call().is_err() { "an Err" } else { "Ok" });
    });
    keep_swallowing(&closure);
    keep(closure);
}

/// Its end calls JS, which may throw.
struct ThrowingDrop(&'static str);

impl Drop for ThrowingDrop {
    fn drop(&mut self) {
        note(self.0);
        may_throw();
    }
}

/// A closure whose captures throw when they end: JS keeps it, in each way that has another end.
#[unsafe(no_mangle)]
extern "C" fn make_throwing_drop(way: u32) {
    let captured = ThrowingDrop("end of captures");
    let body = move || {
        let _captured = &captured;
        reenter();
    };
    match way {
        // Ended by `drop_it`, or by a closure that does that.
        0 => {
            let closure = Closure::new(body);
            keep_closure(&closure);
            SLOT.set(Some(closure));
            let dropping = Closure::new(|| drop(SLOT.take()));
            keep_closure(&dropping);
            keep(dropping);
        }
        // Ended by its call.
        1 => {
            let closure = Closure::once(body);
            keep_closure(&closure);
            SLOT.set(Some(closure));
        }
        2 => give_function(&Closure::<dyn FnMut()>::once_into_js(body)),
        // Ended with its scope, as another is.
        3 => scope(|s| {
            keep_closure(&s.closure(body));
            let captured = ThrowingDrop("end of others");
            keep_closure(&s.closure(move || {
                let _captured = &captured;
            }));
        }),
        _ => unreachable!("there are no more"),
    }
}
