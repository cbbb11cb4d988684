//! Every way to own a closure: once, given to JavaScript, in a scope.

use crate::keep;
use closures_extern::{closures_extern, live_closures, scope, Closure, JsValue, ScopedClosure, This};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

closures_extern! {
    #![js(module = "./host.js")]
    fn keep_owned(f: &JsValue);
    fn fresh_object() -> JsValue;
    fn keep_once(f: &Closure<dyn FnMut(u32) -> String>);
    fn keep_scoped(f: &Closure<dyn FnMut(u32)>);
    fn scoped_shared(f: &Closure<dyn Fn() -> u32>);
    fn during();
    fn during_caught() -> Result<(), JsValue>;
    fn calls_after_the_guard(dropped: bool);
    fn note(text: &str);
}

/// Notes its end.
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        note(&format!("dropped {}", self.0));
    }
}

type Once = Closure<dyn FnMut(u32) -> String>;

thread_local! {
    static ONCE: RefCell<Option<Once>> = const { RefCell::new(None) };
    static FIRST: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// A once-closure that Rust owns.
#[unsafe(no_mangle)]
extern "C" fn once() {
    let noisy = Noisy("captures");
    let closure = Closure::once(move |n: u32| {
        during();
        let text = format!("{} {n}", noisy.0);
        drop(noisy);
        text
    });
    keep_once(&closure);
    ONCE.set(Some(closure));
}

#[unsafe(no_mangle)]
extern "C" fn drop_once() {
    drop(ONCE.take());
}

/// A once-closure of a number that returns nothing, which a built app has a text of its own for. It is kept.
#[unsafe(no_mangle)]
extern "C" fn once_of_number() {
    let closure = Closure::<dyn FnMut(u32)>::once(|n: u32| note(&n.to_string()));
    keep_scoped(&closure);
    keep(closure);
}

/// A once-closure of a boxed `FnOnce`.
#[unsafe(no_mangle)]
extern "C" fn once_from_box() {
    let f: Box<dyn FnOnce(u32) -> String> = Box::new(|n| n.to_string());
    let closure = Closure::once(f);
    keep_once(&closure);
    ONCE.set(Some(closure));
}

/// A once-closure that JavaScript owns.
#[unsafe(no_mangle)]
extern "C" fn once_into_js() {
    let noisy = Noisy("captures");
    keep_owned(&Closure::<dyn FnMut()>::once_into_js(move || {
        during();
        drop(noisy);
    }));
}

/// A closure that JavaScript owns, and one that it got before Rust forgot it.
#[unsafe(no_mangle)]
extern "C" fn give() {
    let noisy = Noisy("given");
    let closure = Closure::<dyn Fn() -> u32>::new(move || {
        let _captured = &noisy;
        during();
        7
    });
    keep_owned(&closure.into_js_value());
    let noisy = Noisy("forgotten");
    let closure = Closure::<dyn Fn() -> u32>::new(move || {
        let _captured = &noisy;
        8
    });
    keep_owned(closure.as_js_value());
    closure.forget();
}

/// Closures that JavaScript owns, many of them.
#[unsafe(no_mangle)]
extern "C" fn give_many(count: u32) {
    for n in 0..count {
        let captured = Box::new([n; 16]);
        let closure = Closure::<dyn Fn() -> u32>::new(move || captured[0]);
        keep_owned(closure.as_js_value());
        closure.forget();
    }
}

/// `as_js_value` twice, and a call by it.
#[unsafe(no_mangle)]
extern "C" fn as_value() {
    let closure = Closure::<dyn Fn(u32) -> u32>::new(|n| n * 2);
    let same = closure.as_js_value() == closure.as_js_value();
    let function = closure.as_js_value().clone();
    let result = function.call("call", &[JsValue::NULL, 21.into()]);
    note(&format!("{same} {} {result:?}", function.r#typeof()));
    drop(closure);
    let refused = function.call("call", &[]).expect_err("it is dropped");
    note(&refused.get("code").expect("no getter").as_string().unwrap_or_default());
}

/// A scope with two closures that borrow.
#[unsafe(no_mangle)]
extern "C" fn scoped() {
    let mut sum = 0;
    let seen = Cell::new(1);
    let result = scope(|s| {
        let add = s.closure(|n: u32| sum += n);
        keep_scoped(&add);
        let get = s.closure(|| seen.get());
        scoped_shared(&get);
        seen.set(2);
        during();
        "result"
    });
    note(&format!("{result} {sum}"));
}

/// A scope whose guard is forgotten, with a closure by reference.
#[unsafe(no_mangle)]
extern "C" fn scoped_forgotten() {
    let mut calls = Vec::new();
    let mut f = |n: u32| calls.push(n);
    scope(|s| {
        let closure = s.closure(&mut f);
        keep_scoped(&closure);
        std::mem::forget(closure);
        during();
    });
    note(&format!("{calls:?}"));
}

/// A closure of the outer scope, made while an inner one is under way.
#[unsafe(no_mangle)]
extern "C" fn scopes_nested() {
    let (outer_calls, inner_calls) = (Cell::new(0), Cell::new(0));
    scope(|outer| {
        scope(|inner| {
            let of_inner = inner.closure(|n: u32| inner_calls.set(inner_calls.get() + n));
            keep_scoped(&of_inner);
            let of_outer = outer.closure(|n: u32| outer_calls.set(outer_calls.get() + n));
            keep_scoped(&of_outer);
            during();
        });
        during();
    });
    note(&format!("{} {}", outer_calls.get(), inner_calls.get()));
}

/// A scoped closure whose guard is dropped in its own call.
#[unsafe(no_mangle)]
extern "C" fn scoped_guard_dropped() {
    let calls = RefCell::new(Vec::new());
    let seen = &calls;
    scope(|s| {
        let guard = Rc::new(RefCell::new(None::<ScopedClosure<'_, dyn FnMut(u32)>>));
        let inside = Rc::clone(&guard);
        let closure = s.closure(move |n: u32| {
            seen.borrow_mut().push(n);
            drop(inside.take());
        });
        keep_scoped(&closure);
        guard.replace(Some(closure));
        during();
        let dropped = guard.borrow().is_none();
        calls_after_the_guard(dropped);
    });
    note(&format!("{:?}", calls.borrow()));
}

/// A closure that makes a scope, with a closure that owns something.
#[unsafe(no_mangle)]
extern "C" fn scoped_owner() {
    keep_owned(&Closure::<dyn FnMut()>::once_into_js(|| {
        let noisy = Noisy("scoped");
        scope(|s| {
            let closure = s.closure(move |_: u32| {
                let _captured = &noisy;
            });
            keep_scoped(&closure);
            during();
            if let Err(error) = during_caught() {
                note(&format!("{:?}", Err::<(), _>(error)));
            }
        });
    }));
}

/// Leaks three closures at one place and one at another, and notes the report.
#[unsafe(no_mangle)]
extern "C" fn leak_report() {
    for _ in 0..3 {
        keep(Closure::<dyn Fn()>::new(|| ()));
    }
    keep(Closure::<dyn Fn()>::wrap(Box::new(|| ())));
    note(&live_closures().to_string());
}

/// A closure that keeps itself alive by a cycle through JavaScript, until it lets go.
#[unsafe(no_mangle)]
extern "C" fn cycle() {
    let shared = Rc::new(RefCell::new(None::<JsValue>));
    let inside = Rc::clone(&shared);
    let value = Closure::<dyn FnMut()>::new(move || drop(inside.borrow_mut().take())).into_js_value();
    keep_owned(&value);
    *shared.borrow_mut() = Some(value);
    FIRST.set(None);
}

/// Listeners that are forgotten, each in a property of a new object. It reads the object's `n`: from what it has captured, so
/// that Rust keeps the object and the object keeps the closure, or from `this`.
#[unsafe(no_mangle)]
extern "C" fn forget_listeners(count: u32, captures: bool) {
    for n in 0..count {
        let object = fresh_object();
        object.set("n", n).expect("it is an object");
        if captures {
            let captured = object.clone();
            let listener =
                Closure::<dyn Fn() -> JsValue>::new(move || captured.get("n").expect("it has no getter"));
            object.set("listener", listener.as_js_value().clone()).expect("it is an object");
            listener.forget();
        } else {
            let listener = Closure::<dyn Fn(This<JsValue>) -> JsValue>::new(|This(this): This<JsValue>| {
                this.get("n").expect("it has no getter")
            });
            object.set("listener", listener.as_js_value().clone()).expect("it is an object");
            listener.forget();
        }
        keep_owned(&object);
    }
}
