//! What the random programs of `model.test.js` are made of: closures whose bodies ask JavaScript what to do, and whose
//! captures tell when they end. Nothing is decided here.

use closures_extern::{closures_extern, scope, stats, Closure, JsValue, Scope};
use paste::paste;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

closures_extern! {
    #![js(module = "./host.js")]
    /// The inside of a closure: everything that happens while it runs.
    fn model_step(id: u32, argument: u32) -> u32;
    fn model_dropped(id: u32);
    fn model_given(id: u32, f: &JsValue);
    fn model_invoke(id: u32) -> Result<u32, JsValue>;
    fn model_next(scope: u32) -> u32;
}

/// What `model_step` answers to have the closure panic, or return an `Err`.
const PANIC: u32 = u32::MAX;
const ERROR: u32 = u32::MAX - 1;

/// What a closure of JavaScript's number `id` has captured.
struct Captured {
    id: u32,
    /// Another closure, which ends with this one.
    _owned: Option<Box<dyn Held>>,
}

impl Captured {
    fn new(id: u32, owned: u32) -> Self {
        Captured { id, _owned: HELD.with_borrow_mut(|held| held.remove(&owned)) }
    }

    fn step(&self, argument: usize) -> u32 {
        let answer = model_step(self.id, argument as u32);
        assert!(answer != PANIC, "panic of {}", self.id);
        answer
    }
}

impl Drop for Captured {
    fn drop(&mut self) {
        model_dropped(self.id);
    }
}

/// A `Closure` of any type.
trait Held {
    fn value(&self) -> &JsValue;
    fn give(self: Box<Self>) -> JsValue;
    fn forget(self: Box<Self>);
}

impl<T: ?Sized> Held for Closure<T> {
    fn value(&self) -> &JsValue {
        self.as_js_value()
    }

    fn give(self: Box<Self>) -> JsValue {
        self.into_js_value()
    }

    fn forget(self: Box<Self>) {
        Closure::forget(*self);
    }
}

thread_local! {
    static HELD: RefCell<BTreeMap<u32, Box<dyn Held>>> = const { RefCell::new(BTreeMap::new()) };
}

fn hold<T: ?Sized + 'static>(id: u32, closure: Closure<T>) {
    HELD.with_borrow_mut(|held| held.insert(id, Box::new(closure)));
}

fn take(id: u32) -> Option<Box<dyn Held>> {
    HELD.with_borrow_mut(|held| held.remove(&id))
}

/// Adds how often an `FnMut` was entered to what it answers.
fn counted(answer: u32, times: u32) -> u32 {
    if answer == ERROR {
        answer
    } else {
        answer + 1000 * times
    }
}

/// The kinds of closure: JS has the same numbers.
const FN: u32 = 0;
const FN_MUT: u32 = 1;
const ONCE: u32 = 2;

macro_rules! signatures {
    ($(
        $number:literal $sig:ident ($($p:ident: $ty:ty)?) $(-> $result:ty)?, $argument:expr, |$answer:ident| $finish:expr,
        ($($rest:ident)*);
    )*) => { paste! {
        $(
            closures_extern! {
                #![js(module = "./host.js")]
                #[js(name = "modelKeep")]
                fn [<model_keep_fn_ $sig>](id: u32, f: &Closure<dyn Fn($($ty)?) $(-> $result)?>);
                #[js(name = "modelKeep")]
                fn [<model_keep_mut_ $sig>](id: u32, f: &Closure<dyn FnMut($($ty)?) $(-> $result)?>);
                #[js(name = "modelLend")]
                fn [<model_lend_fn_ $sig>](id: u32, f: &dyn Fn($($ty)?) $(-> $result)? $(, $rest: u32)*);
                #[js(name = "modelLend")]
                fn [<model_lend_mut_ $sig>](id: u32, f: &mut dyn FnMut($($ty)?) $(-> $result)? $(, $rest: u32)*);
            }
        )*

        /// Makes a closure and holds it. `owned` is one that it captures, or 0.
        #[unsafe(no_mangle)]
        extern "C" fn model_make(sig: u32, kind: u32, id: u32, owned: u32) {
            let captured = Captured::new(id, owned);
            match (sig, kind) {
                $(
                    ($number, FN) => {
                        let f = Closure::<dyn Fn($($ty)?) $(-> $result)?>::new(move |$($p: $ty)?| {
                            let $answer = captured.step($argument);
                            $finish
                        });
                        [<model_keep_fn_ $sig>](id, &f);
                        hold(id, f);
                    }
                    ($number, FN_MUT) => {
                        let mut times = 0;
                        let f = Closure::<dyn FnMut($($ty)?) $(-> $result)?>::new(move |$($p: $ty)?| {
                            times += 1;
                            let $answer = counted(captured.step($argument), times);
                            $finish
                        });
                        [<model_keep_mut_ $sig>](id, &f);
                        hold(id, f);
                    }
                    ($number, ONCE) => {
                        let f = Closure::<dyn FnMut($($ty)?) $(-> $result)?>::once(move |$($p: $ty)?| {
                            let captured = captured;
                            let $answer = captured.step($argument);
                            $finish
                        });
                        [<model_keep_mut_ $sig>](id, &f);
                        hold(id, f);
                    }
                )*
                _ => unreachable!(),
            }
        }

        #[unsafe(no_mangle)]
        extern "C" fn model_once_into_js(sig: u32, id: u32, owned: u32) {
            let captured = Captured::new(id, owned);
            let value = match sig {
                $(
                    $number => Closure::<dyn FnMut($($ty)?) $(-> $result)?>::once_into_js(move |$($p: $ty)?| {
                        let captured = captured;
                        let $answer = captured.step($argument);
                        $finish
                    }),
                )*
                _ => unreachable!(),
            };
            model_given(id, &value);
        }

        /// Passes a stack closure, and passes it on twice if asked to.
        #[unsafe(no_mangle)]
        extern "C" fn model_lend(sig: u32, kind: u32, id: u32, passes: u32) {
            let captured = Captured::new(id, 0);
            match (sig, kind) {
                $(
                    ($number, FN) => {
                        fn pass(id: u32, passes: u32, f: &dyn Fn($($ty)?) $(-> $result)?) {
                            for pass in 0..passes {
                                [<model_lend_fn_ $sig>](id + pass, f $(, { let $rest = 7; $rest })*);
                            }
                        }
                        pass(id, passes, &|$($p: $ty)?| {
                            let $answer = captured.step($argument);
                            $finish
                        });
                    }
                    ($number, FN_MUT) => {
                        fn pass(id: u32, passes: u32, f: &mut dyn FnMut($($ty)?) $(-> $result)?) {
                            for pass in 0..passes {
                                [<model_lend_mut_ $sig>](id + pass, f $(, { let $rest = 7; $rest })*);
                            }
                        }
                        let mut times = 0;
                        pass(id, passes, &mut |$($p: $ty)?| {
                            times += 1;
                            let $answer = counted(captured.step($argument), times);
                            $finish
                        });
                    }
                )*
                _ => unreachable!(),
            }
        }

        fn make_scoped<'scope>(s: &'scope Scope<'scope, '_>, entered: &'scope Cell<u32>, order: Order) {
            let captured = Captured::new(order.id, 0);
            match (order.sig, order.kind) {
                $(
                    ($number, FN) => {
                        let f = s.closure::<dyn Fn($($ty)?) $(-> $result)?, _>(move |$($p: $ty)?| {
                            entered.set(entered.get() + 1);
                            let $answer = captured.step($argument);
                            $finish
                        });
                        [<model_keep_fn_ $sig>](order.id, &f);
                        order.end(f);
                    }
                    ($number, FN_MUT) => {
                        let mut times = 0;
                        let f = s.closure::<dyn FnMut($($ty)?) $(-> $result)?, _>(move |$($p: $ty)?| {
                            entered.set(entered.get() + 1);
                            times += 1;
                            let $answer = counted(captured.step($argument), times);
                            $finish
                        });
                        [<model_keep_mut_ $sig>](order.id, &f);
                        order.end(f);
                    }
                )*
                _ => unreachable!(),
            }
        }
    } };
}

signatures! {
    0 a (n: u32) -> u32, n as usize, |answer| answer, ();
    1 b (text: String) -> Result<String, String>, text.len(),
        |answer| if answer == ERROR { Err("model".to_owned()) } else { Ok(answer.to_string()) }, (x);
    2 c (text: &str) -> Result<String, JsValue>, text.len(),
        |answer| if answer == ERROR { Err("model".into()) } else { Ok(answer.to_string()) }, (x y);
    3 d (), 0, |answer| { let _ = answer; }, ();
}

/// A word of JavaScript's in the body of a scope: what to do, for closures also of which type and number.
#[derive(Clone, Copy)]
struct Order {
    what: u32,
    sig: u32,
    kind: u32,
    forget: bool,
    id: u32,
}

impl Order {
    fn next(scope: u32) -> Self {
        let word = model_next(scope);
        let [what, sig, kind, forget] = [0, 4, 8, 12].map(|shift| word >> shift & 15);
        Order { what, sig, kind, forget: forget != 0, id: word >> 16 }
    }

    fn end<T>(self, guard: T) {
        if self.forget {
            std::mem::forget(guard);
        }
    }
}

/// Runs a scope: JavaScript says when to make a closure in it, or in the one around it, and when to open one inside.
#[unsafe(no_mangle)]
extern "C" fn model_scope(id: u32) {
    run_scope(id, None);
}

fn run_scope(id: u32, around: Option<&dyn Fn(Order)>) {
    // The closures borrow this, which a throw leaves behind in a dead frame.
    let entered = Cell::new(0);
    scope(|s| loop {
        let order = Order::next(id);
        match order.what {
            0 => break,
            1 => make_scoped(s, &entered, order),
            2 => around.expect("there is one around")(order),
            _ => run_scope(order.id, Some(&|order| make_scoped(s, &entered, order))),
        }
    });
}

/// Drops a closure.
#[unsafe(no_mangle)]
extern "C" fn model_drop(id: u32) {
    drop(take(id));
}

/// `as_js_value`, kept with the closure.
#[unsafe(no_mangle)]
extern "C" fn model_value(id: u32) {
    HELD.with_borrow(|held| model_given(id, held[&id].value()));
}

/// `into_js_value`.
#[unsafe(no_mangle)]
extern "C" fn model_give(id: u32) {
    let value = take(id).expect("JavaScript knows what is held").give();
    model_given(id, &value);
}

#[unsafe(no_mangle)]
extern "C" fn model_forget(id: u32) {
    take(id).expect("JavaScript knows what is held").forget();
}

/// Calls JavaScript and catches what it throws.
#[unsafe(no_mangle)]
extern "C" fn model_catch(id: u32) -> u32 {
    model_invoke(id).map_or(0, |_| 1)
}

/// Rust's `stats()`: closures in the upper half.
#[unsafe(no_mangle)]
extern "C" fn model_stats() -> u32 {
    let stats = stats();
    stats.closures << 16 | stats.handles
}
