//! What must not happen, whatever the page does: shortcomings of other bindings, hostile arguments, long runs.

use crate::keep;
use closures_extern::{closures_extern, scope, Closure, JsFunction, JsValue, Scope};
use std::cell::{Cell, OnceCell, RefCell};
use std::hint::black_box;
use std::sync::Mutex;

/// Aliases: types are told by traits, never by spelling.
type Text = str;
type Outcome<T> = Result<T, JsValue>;
type Slot<T> = RefCell<Option<Closure<T>>>;

closures_extern! {
    #![js(module = "./host.js")]
    fn keep_sound(f: &Closure<dyn FnMut()>);
    fn keep_number(f: &Closure<dyn FnMut(f64) -> f64>);
    fn keep_number_fn(f: &Closure<dyn Fn(f64) -> f64>);
    fn keep_value(f: &Closure<dyn Fn(JsValue) -> f64>);
    fn keep_function(f: &Closure<dyn Fn(JsFunction<dyn Fn(u32) -> u32>) -> u32>);
    fn keep_alias(f: &Closure<dyn Fn(&Text) -> Outcome<String>>);
    fn keep_mixed(f: &Closure<dyn Fn(Vec<String>, f64, String) -> String>);
    fn add_listener(f: &Closure<dyn FnMut()>);
    fn remove_listener(f: &Closure<dyn FnMut()>);
    fn call_number(f: &Closure<dyn FnMut(f64) -> f64>);
    fn set_timer(f: &JsValue) -> f64;
    fn go_deep();
    #[js(name = "goDeep")]
    fn try_go_deep() -> Result<(), JsValue>;
    fn use_lent(f: &mut dyn FnMut());
    #[js(name = "useLent")]
    fn try_use_lent(f: &mut dyn FnMut()) -> Result<(), JsValue>;
    #[js(name = "useLent")]
    fn try_use_heap(f: &Closure<dyn FnMut()>) -> Result<(), JsValue>;
    #[js(name = "useLent")]
    fn try_use_value(f: &JsValue) -> Result<(), JsValue>;
    #[js(name = "lendFailing")]
    fn lend_failing_value(f: &dyn Fn() -> Result<u32, JsValue>);
    #[js(name = "lendFailing")]
    fn lend_failing_text(f: &dyn Fn() -> Result<u32, String>);
    #[js(name = "lendFailing")]
    fn lend_failing_value_again(f: &dyn Fn() -> Result<u32, JsValue>);
    #[js(name = "lendFailing")]
    fn lend_failing_text_again(f: &dyn Fn() -> Result<u32, String>);
    fn note(text: &str);
}

struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        note(&format!("dropped {}", self.0));
    }
}

thread_local! {
    static NUMBER: Slot<dyn FnMut(f64) -> f64> = const { RefCell::new(None) };
    static NUMBER_FN: Slot<dyn Fn(f64) -> f64> = const { RefCell::new(None) };
    static SOUND: Slot<dyn FnMut()> = const { RefCell::new(None) };
}

/// Makes, calls and drops heap closures that own something.
#[unsafe(no_mangle)]
extern "C" fn sound_churn(times: u32) {
    for n in 0..times {
        let captured = Box::new(n);
        let closure = Closure::<dyn FnMut(f64) -> f64>::new(move |more| f64::from(*captured) + more);
        call_number(&closure);
    }
}

/// Adds a listener and removes it, as often as asked.
#[unsafe(no_mangle)]
extern "C" fn sound_listeners(times: u32) {
    for _ in 0..times {
        let captured = Box::new(Cell::new(0));
        let closure = Closure::<dyn FnMut()>::new(move || captured.set(captured.get() + 1));
        add_listener(&closure);
        remove_listener(&closure);
    }
}

/// An `FnMut` and an `Fn` of a number, for hostile arguments.
#[unsafe(no_mangle)]
extern "C" fn sound_numbers() {
    let noisy = Noisy("FnMut");
    let mut sum = 0.0;
    let closure = Closure::new(move |n: f64| {
        let _captured = &noisy;
        sum += n;
        sum
    });
    keep_number(&closure);
    NUMBER.set(Some(closure));
    let noisy = Noisy("Fn");
    let closure = Closure::new(move |n: f64| {
        let _captured = &noisy;
        n
    });
    keep_number_fn(&closure);
    NUMBER_FN.set(Some(closure));
}

#[unsafe(no_mangle)]
extern "C" fn sound_drop_numbers() {
    drop(NUMBER.take());
    drop(NUMBER_FN.take());
}

/// A closure of a list, a number and a string: conversions with foreign code between allocations.
#[unsafe(no_mangle)]
extern "C" fn sound_mixed() {
    let closure =
        Closure::new(|list: Vec<String>, n: f64, text: String| format!("{} {n} {text}", list.join(",")));
    keep_mixed(&closure);
    keep(closure);
}

#[unsafe(no_mangle)]
extern "C" fn sound_panicking() {
    let closure = Closure::<dyn FnMut()>::new(|| panic!("sound"));
    keep_sound(&closure);
    keep(closure);
}

/// Closures of equal code and different signatures: the linker may fold them.
#[unsafe(no_mangle)]
extern "C" fn sound_folded() {
    let closure = Closure::<dyn Fn(f64) -> f64>::new(|_| 1.0);
    keep_number_fn(&closure);
    keep(closure);
    let closure = Closure::<dyn Fn(JsValue) -> f64>::new(|value| {
        std::mem::forget(value);
        1.0
    });
    keep_value(&closure);
    keep(closure);
}

/// Closures of two types that are one for JavaScript, lent to more imports than have a text of their own in an app that was built.
#[unsafe(no_mangle)]
extern "C" fn sound_failing() {
    let value = || Err(JsValue::from("a value"));
    let text = || Err(String::from("a text"));
    lend_failing_value(&value);
    lend_failing_text(&text);
    lend_failing_value_again(&value);
    lend_failing_text_again(&text);
}

/// A closure that calls a function, maybe of another instance.
#[unsafe(no_mangle)]
extern "C" fn sound_calling() {
    let closure = Closure::new(|f: JsFunction<dyn Fn(u32) -> u32>| f.call(20).map_or(0, |n| n + 1));
    keep_function(&closure);
    keep(closure);
}

#[unsafe(no_mangle)]
extern "C" fn sound_alias() {
    let closure = Closure::new(|text: &Text| -> Outcome<String> { Err(text.to_owned().into()) });
    keep_alias(&closure);
    keep(closure);
}

/// A timer that is cancelled before it runs.
#[unsafe(no_mangle)]
extern "C" fn sound_timer() {
    let noisy = Noisy("timer");
    set_timer(&Closure::<dyn FnMut()>::once_into_js(move || drop(noisy)));
}

/// A closure whose captures, when they end, drop that closure's own handle, and another.
#[unsafe(no_mangle)]
extern "C" fn sound_drop_in_drop() {
    struct Dropping(Noisy);
    impl Drop for Dropping {
        fn drop(&mut self) {
            drop(SOUND.take());
            sound_drop_numbers();
        }
    }
    let captured = Dropping(Noisy("captures"));
    let closure = Closure::<dyn FnMut()>::new(move || {
        let _captured = &captured.0;
        drop(SOUND.take());
    });
    keep_sound(&closure);
    SOUND.set(Some(closure));
}

#[unsafe(no_mangle)]
extern "C" fn sound_drop_it() {
    drop(SOUND.take());
}

/// A frame of 1,024 bytes on the shadow stack, in which JavaScript may throw.
#[inline(never)]
fn deep() {
    let mut frame = [0_u8; 1024];
    black_box(&mut frame);
    go_deep();
    black_box(&mut frame);
}

/// The same, and catches it.
#[inline(never)]
fn deep_catching() {
    let mut frame = [0_u8; 1024];
    black_box(&mut frame);
    drop(try_go_deep());
    black_box(&mut frame);
}

/// Has JavaScript call so many closures that were not called before, of one kind, with such a frame.
#[unsafe(no_mangle)]
extern "C" fn sound_drift(way: u32, catching: bool, times: u32) {
    struct DeepDrop(fn());
    impl Drop for DeepDrop {
        fn drop(&mut self) {
            self.0();
        }
    }
    let mut body: fn() = if catching { deep_catching } else { deep };
    for _ in 0..times {
        match way {
            0 => use_lent(&mut body),
            1 => drop(try_use_lent(&mut body)),
            2 => drop(try_use_heap(&Closure::new(body))),
            3 => drop(try_use_heap(&Closure::once(body))),
            4 => drop(try_use_value(&Closure::<dyn FnMut()>::once_into_js(body))),
            5 => {
                let captured = DeepDrop(body);
                drop(try_use_value(&Closure::<dyn FnMut()>::once_into_js(move || drop(captured))));
            }
            _ => scope(|s| drop(try_use_heap(&s.closure(body)))),
        }
    }
}

/// Closures that hold a lock of that kind while JavaScript runs, and catch what it throws, or not.
#[unsafe(no_mangle)]
extern "C" fn sound_locking(kind: u32, catching: bool) {
    thread_local! {
        static STATE: RefCell<u32> = const { RefCell::new(0) };
        static ONCE: OnceCell<u32> = const { OnceCell::new() };
    }
    static LOCK: Mutex<u32> = Mutex::new(0);
    let body: fn() = if catching { deep_catching } else { deep };
    let locking = move || match kind {
        0 => STATE.with_borrow_mut(|times| {
            *times += 1;
            body();
        }),
        1 => {
            let mut times = LOCK.lock().expect("nobody has panicked");
            *times += 1;
            body();
        }
        _ => ONCE.with(|once| {
            once.get_or_init(|| {
                body();
                1
            });
        }),
    };
    let closure = Closure::<dyn FnMut()>::new(locking);
    keep_sound(&closure);
    keep(closure);
}

/// The address of a local: how far down the shadow stack is.
#[unsafe(no_mangle)]
extern "C" fn sound_stack() -> usize {
    let local = 0_u8;
    black_box(&raw const local) as usize
}

/// Captures that use the scope when they end: the scope's frame must still be there, and its closures end.
#[unsafe(no_mangle)]
extern "C" fn sound_scope_in_drop() {
    struct Making<'scope, 'env>(&'scope Scope<'scope, 'env>);
    impl Drop for Making<'_, '_> {
        fn drop(&mut self) {
            let closure = self.0.closure::<dyn FnMut(), _>(|| note("called"));
            keep_sound(&closure);
        }
    }
    scope(|s| {
        let making = Making(s);
        let closure = s.closure::<dyn FnMut(), _>(move || {
            let _captured = &making;
        });
        keep_sound(&closure);
    });
}

/// The same in a scope within one: what the captures borrow is gone when the inner function has returned.
#[unsafe(no_mangle)]
extern "C" fn sound_scope_in_scope() {
    scope(|_| {
        sound_scope_in_drop();
        go_deep();
    });
}

/// A closure of which JavaScript has the function, given to it, and the Rust side dropped at the end of that call.
#[unsafe(no_mangle)]
extern "C" fn sound_given() {
    let noisy = Noisy("given");
    let closure = Closure::<dyn FnMut()>::new(move || {
        let _captured = &noisy;
    });
    keep_sound(&closure);
    closure.forget();
}
