//! What the random programs of `model.test.js` are made of: functions that ask JavaScript what to do, again and again, each
//! by its own kind of import, and closures whose captures tell when they end. Nothing is decided here.

use closures_extern::{closures_extern, scope, stats, Closure, JsFunction, JsValue, Scope};
use paste::paste;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::fmt;

mod tasks;

closures_extern! {
    #![js(module = "./host.js")]
    // What JavaScript does while it is asked, each of these does.
    fn model_ask(frame: u32);
    fn model_ask_number(frame: u32) -> f64;
    fn model_ask_bool(frame: u32) -> bool;
    fn model_ask_text(frame: u32) -> String;
    fn model_ask_caught(frame: u32) -> Result<(), JsValue>;
    type ModelSubject;
    fn ask(this: &ModelSubject, frame: u32);
    #[js(getter)]
    fn asked(this: &ModelSubject) -> u32;

    /// The answer to the last question. This and the rest run nothing.
    fn model_order() -> f64;
    /// Says which function asks next, where the question itself has no room for that.
    fn model_about(frame: u32);
    /// A closure has been entered: the number of the function that asks for what to do in it.
    fn model_enter(id: u32, argument: u32) -> u32;
    /// Captures are dropped: the same for what to do meanwhile, or 0.
    fn model_dropped(id: u32) -> u32;
    fn model_given(id: u32, f: &JsValue);
    fn model_driver(f: &JsValue);
    fn model_subject() -> JsValue;
    fn model_function() -> JsFunction<dyn Fn(u32)>;
    /// What a panic says. JavaScript does something while it is asked.
    fn model_message(id: u32) -> String;
}

/// What a function answers to have a closure return an `Err`.
const ERROR: u32 = u32::MAX;

/// What a question goes through that is no import of its own.
struct Subjects {
    value: JsValue,
    object: ModelSubject,
    function: JsFunction<dyn Fn(u32)>,
}

thread_local! {
    static SUBJECTS: OnceCell<Subjects> = const { OnceCell::new() };
    static HELD: RefCell<BTreeMap<u32, Box<dyn Held>>> = const { RefCell::new(BTreeMap::new()) };
    /// How often a function has gone on after JavaScript had done something.
    static WENT_ON: Cell<u32> = const { Cell::new(0) };
}

fn went_on() {
    WENT_ON.set(WENT_ON.get() + 1);
}

/// How often a function has gone on.
#[unsafe(no_mangle)]
extern "C" fn model_went_on() -> u32 {
    WENT_ON.get()
}

/// Makes what all programs have, and gives JavaScript a closure that has a function follow its orders.
#[unsafe(no_mangle)]
extern "C" fn model_begin() {
    let value = model_subject();
    let object = ModelSubject::try_from(model_subject()).expect("JavaScript says that it is one");
    let subjects = Subjects { value, object, function: model_function() };
    assert!(SUBJECTS.with(|once| once.set(subjects).is_ok()));
    hold(0, Closure::<dyn Fn()>::new(|| ())); // what is allocated once is allocated now
    drop(take(0));
    tasks::begin();
    model_driver(&Closure::<dyn Fn(u32) -> u32>::new(|frame| follow(frame, &NOWHERE)).into_js_value());
}

#[cfg(not(feature = "hosted"))]
closures_extern::closures_export! {
    fn model_drive(frame: u32) -> u32 {
        follow(frame, &NOWHERE)
    }
}

/// Asks what to do, in the way that the number of the function says.
fn ask(frame: u32) -> Order {
    SUBJECTS.with(|subjects| {
        let Subjects { value, object, function } = subjects.get().expect("it has begun");
        model_about(frame);
        match frame % 16 {
            0 => model_ask(frame),
            1 => _ = model_ask_number(frame),
            2 => _ = model_ask_bool(frame),
            3 => drop(model_ask_text(frame)),
            4 => drop(model_ask_caught(frame)),
            5 => object.ask(frame),
            6 => _ = object.asked(),
            7 => drop(format!("{value:?}")),
            8 => drop(value.get("asked")),
            9 => drop(value.call("ask", &[frame.into()])),
            10 => drop(function.call(frame)),
            _ => drop(ModelSubject::try_from(value.clone())),
        }
    });
    went_on();
    Order::last()
}

/// What JavaScript orders: the last answer, in 53 bits.
#[derive(Clone, Copy)]
struct Order {
    what: u32,
    sig: u32,
    kind: u32,
    forget: bool,
    id: u32,
    more: u32,
}

impl Order {
    fn last() -> Self {
        let word = model_order() as u64;
        let [sig, kind, forget] = [5, 8, 12].map(|shift| (word >> shift & 7) as u32);
        Order {
            what: (word & 31) as u32,
            sig,
            kind,
            forget: forget != 0,
            id: (word >> 16 & 0xffff) as u32,
            more: (word >> 32) as u32,
        }
    }

    fn end<T>(self, guard: T) {
        if self.forget {
            std::mem::forget(guard);
        }
    }
}

/// The scope that a function is the body of, and the one around.
struct Scopes<'a> {
    own: Option<&'a dyn Fn(Order)>,
    around: Option<&'a dyn Fn(Order)>,
}

const NOWHERE: Scopes<'static> = Scopes { own: None, around: None };

/// A function that does what JavaScript orders, until it is to return. JavaScript has the same numbers.
fn follow(frame: u32, scopes: &Scopes<'_>) -> u32 {
    loop {
        let order = ask(frame);
        let Order { id, more, .. } = order;
        match order.what {
            0 => {}
            1 => return more,
            2 => return ERROR,
            3 => panic!("panic of {id}"),
            4 => panic!("panic of {}", Shown(id)),
            5 => make(order),
            6 => once_into_js(order),
            7 => lend(order),
            8 => run_scope(id, scopes.own),
            9 => scopes.own.expect("it is a scope's body")(order),
            10 => scopes.around.expect("there is one around")(order),
            11 => HELD.with_borrow(|held| model_given(id, held[&id].value())),
            12 => model_given(id, &taken(id).give()),
            13 => taken(id).forget(),
            14 => drop(taken(id)),
            15 => tasks::spawn(id),
            16 => tasks::promise(id),
            17 => tasks::wake(id),
            18 => tasks::drop_waker(id),
            _ => loop {
                std::hint::spin_loop();
            },
        }
    }
}

/// Asks JavaScript how it is shown.
struct Shown(u32);

impl fmt::Display for Shown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&model_message(self.0))
    }
}

/// What a closure of JavaScript's number `id` has captured.
struct Captured {
    id: u32,
    /// Another closure, which ends with this one.
    _owned: Option<Box<dyn Held>>,
}

impl Captured {
    fn new(id: u32, owned: u32) -> Self {
        Captured { id, _owned: take(owned) }
    }

    fn step(&self, argument: usize) -> u32 {
        follow(model_enter(self.id, argument as u32), &NOWHERE)
    }
}

impl Drop for Captured {
    fn drop(&mut self) {
        let frame = model_dropped(self.id);
        if frame != 0 {
            follow(frame, &NOWHERE);
        }
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

fn hold<T: ?Sized + 'static>(id: u32, closure: Closure<T>) {
    HELD.with_borrow_mut(|held| held.insert(id, Box::new(closure)));
}

fn take(id: u32) -> Option<Box<dyn Held>> {
    HELD.with_borrow_mut(|held| held.remove(&id))
}

fn taken(id: u32) -> Box<dyn Held> {
    take(id).expect("JavaScript knows what is held")
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
        fn make(Order { sig, kind, id, more: owned, .. }: Order) {
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

        fn once_into_js(Order { sig, id, more: owned, .. }: Order) {
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
        fn lend(Order { sig, kind, id, more: passes, .. }: Order) {
            let captured = Captured::new(id, 0);
            match (sig, kind) {
                $(
                    ($number, FN) => {
                        fn pass(id: u32, passes: u32, f: &dyn Fn($($ty)?) $(-> $result)?) {
                            for pass in 0..passes {
                                [<model_lend_fn_ $sig>](id + pass, f $(, { let $rest = 7; $rest })*);
                                went_on();
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
                                went_on();
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

/// Runs a scope: JavaScript says when to make a closure in it, or in the one around it, and when to open one inside.
fn run_scope(frame: u32, around: Option<&dyn Fn(Order)>) {
    // The closures borrow this.
    let entered = Cell::new(0);
    scope(|s| {
        follow(frame, &Scopes { own: Some(&|order| make_scoped(s, &entered, order)), around });
    });
}

/// Rust's `stats()`: closures in the upper half.
#[unsafe(no_mangle)]
extern "C" fn model_stats() -> u32 {
    let stats = stats();
    stats.closures << 16 | stats.handles
}
