//! The Rust side, driven by the host one thing at a time.

#![allow(clippy::cloned_ref_to_slice_refs, reason = "arguments look alike, whether there is one or more")]
#![allow(clippy::type_complexity, reason = "what is tested is many types")]

use super::*;
use crate::abi::{handle_of, Lasting, MutToJs, ReturnToJs, ToJs};
use crate::report::Stats;
use crate::{closures_export, live_closures, scope, Closure, JsFunction, Rest, Scope, ScopedClosure, This};
use std::panic::Location;

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
    host(|host| assert!(host.owned.is_empty() && host.forgotten.is_empty() && host.scopes.is_empty()));
}

// --- What crosses ---

/// Returns what it is given, by a closure and by a `JsFunction`: each way of each type.
fn round_trip<T>(value: Js, check: impl Fn(&Js) -> bool)
where
    T: FromJs + Lasting + 'static,
    dyn Fn(T) -> T: crate::ClosureType,
    fn(T) -> T: crate::IntoClosure<dyn Fn(T) -> T, <dyn Fn(T) -> T as crate::ClosureType>::Form>,
{
    let same: fn(T) -> T = |value| value;
    let closure = Closure::<dyn Fn(T) -> T>::new(same);
    assert!(check(&function(&closure).call(std::slice::from_ref(&value)).unwrap()), "{value:?}");
    // From JavaScript, and back again as an argument of a function and as its result.
    let echo: JsFunction<dyn Fn(T) -> T> = received(Js::function(|arguments| Ok(arguments[0].clone())));
    assert!(check(&lifted(echo.call(received(value.clone())).unwrap())), "{value:?}");
    let optional: JsFunction<dyn Fn(Option<T>) -> Option<T>> =
        received(Js::function(|arguments| Ok(arguments[0].clone())));
    assert!(optional.call(None).unwrap().is_none());
    assert!(
        check(&lifted(optional.call(Some(received(value.clone()))).unwrap().expect("a value"))),
        "{value:?}"
    );
    drop((closure, echo, optional));
}

/// What JavaScript has for a value of Rust's.
fn lifted<T: ToJs>(value: T) -> Js {
    take(handle_of(value))
}

#[test]
fn every_type_crosses_both_ways() {
    for number in [0.0, 1.0, 100.0] {
        macro_rules! numbers {
            ($($ty:ty)*) => {$(round_trip::<$ty>(Js::Number(number), |back| *back == Js::Number(number));)*};
        }
        numbers! { i8 u8 i16 u16 i32 u32 isize usize f32 f64 }
    }
    round_trip::<i8>(Js::Number(-1.0), |back| *back == Js::Number(-1.0));
    round_trip::<bool>(Js::Bool(true), |back| *back == Js::Bool(true));
    round_trip::<i64>(Js::BigInt(i64::MIN.into()), |back| *back == Js::BigInt(i64::MIN.into()));
    round_trip::<u64>(Js::BigInt(u64::MAX.into()), |back| *back == Js::BigInt(u64::MAX.into()));
    round_trip::<i128>(Js::BigInt(i128::MIN), |back| *back == Js::BigInt(i128::MIN));
    round_trip::<u128>(Js::BigInt(-1), |back| *back == Js::BigInt(-1));
    round_trip::<char>(text("🦀"), |back| back.text() == "🦀");
    for string in ["", "a", "äöü🦀"] {
        round_trip::<String>(text(string), |back| back.text() == string);
    }
    round_trip::<JsValue>(Js::Number(0.5), |back| *back == Js::Number(0.5));
    for length in [0, 1, 3] {
        let numbers = [1_u32, 2, 3];
        round_trip::<Vec<u32>>(
            Js::numbers(&numbers[..length], tag::U32),
            |back| matches!(back, Js::TypedArray(array) if array.bytes.len() == 4 * length),
        );
        let texts = || (0..length).map(|at| text(["", "b", "ccc"][at]));
        round_trip::<Vec<String>>(
            Js::array(texts()),
            |back| matches!(back, Js::Array(array) if array.iter().cloned().eq(texts())),
        );
        round_trip::<Box<[JsValue]>>(
            Js::array(texts()),
            |back| matches!(back, Js::Array(array) if array.iter().cloned().eq(texts())),
        );
    }
    nothing_is_left();
}

#[test]
fn parameters_of_every_kind_reach_a_closure() {
    type References = dyn Fn(This<JsValue>, &str, &[u16], &JsValue) -> String;
    let closure =
        Closure::<References>::new(|this: This<JsValue>, text: &str, list: &[u16], value: &JsValue| {
            format!("{:?} {text} {list:?} {:?}", this.0.as_string(), value.as_f64())
        });
    let arguments = [text("ä"), Js::numbers(&[1_u16, 2], tag::U16), Js::Number(2.5)];
    let said = function(&closure).call_on(&text("me"), &arguments).unwrap();
    assert_eq!(said.text(), r#"Some("me") ä [1, 2] Some(2.5)"#);
    let said =
        function(&closure).call_on(&Js::Undefined, &[text(""), Js::numbers::<u16>(&[], tag::U16)]).unwrap();
    assert_eq!(said.text(), "None  [] None");
    drop(closure);

    let rest =
        Closure::<dyn FnMut(f64, Rest<Option<String>>) -> u32>::new(|_, rest: Rest<Option<String>>| {
            rest.0.len() as u32
        });
    let arguments = [Js::Number(1.0), text("a"), Js::Undefined, text("c")];
    assert_eq!(function(&rest).call(&arguments), Ok(Js::Number(3.0)));
    assert_eq!(function(&rest).call(&arguments[..1]), Ok(Js::Number(0.0)));
    assert_eq!(message(function(&rest).call(&[Js::Number(1.0), Js::Null])), "TypeError");
    drop(rest);
    nothing_is_left();
}

#[test]
fn closures_of_every_number_of_parameters_are_entered() {
    fn concat(texts: &[String]) -> String {
        texts.concat()
    }
    macro_rules! arities {
        ($(($($p:ident)*))*) => {$(
            let closure = Closure::<dyn Fn($(arities!(@ty $p)),*) -> String>::new(|$($p: String),*| concat(&[$($p),*]));
            let quiet = Closure::<dyn FnMut($(arities!(@ty $p)),*)>::new(|$($p: String),*| drop(concat(&[$($p),*])));
            let names: &[&str] = &[$(stringify!($p)),*];
            let arguments: Vec<_> = names.iter().map(|name| text(name)).collect();
            assert_eq!(function(&closure).call(&arguments), Ok(text(&names.concat())));
            assert_eq!(function(&quiet).call(&arguments), Ok(Js::Undefined));
            drop((closure, quiet));
        )*};
        (@ty $p:ident) => { String };
    }
    arities! { () (a) (a b) (a b c) (a b c d) (a b c d e) (a b c d e f) (a b c d e f g) (a b c d e f g h) }
    nothing_is_left();
}

#[test]
fn results_of_every_kind_reach_javascript() {
    fn result<R: ReturnToJs + 'static>(f: fn() -> R) -> Result<Js, Js>
    where
        fn() -> R: crate::IntoClosure<dyn Fn() -> R, <dyn Fn() -> R as crate::ClosureType>::Form>,
    {
        function(&Closure::<dyn Fn() -> R>::new(f)).call(&[])
    }
    assert_eq!(result(|| ()), Ok(Js::Undefined));
    assert_eq!(result(|| -7_i32), Ok(Js::Number(-7.0)));
    assert_eq!(result(|| true), Ok(Js::Bool(true)));
    assert_eq!(result(|| 'x'), Ok(text("x")));
    assert_eq!(result(|| String::from("owned")), Ok(text("owned")));
    assert_eq!(result(|| "borrowed"), Ok(text("borrowed")));
    assert_eq!(result(|| None::<String>), Ok(Js::Undefined));
    assert_eq!(result(|| Some(-1.0_f64)), Ok(Js::Number(-1.0)));
    assert_eq!(result(|| Some(1_u128 << 100)), Ok(Js::BigInt(1 << 100)));
    assert!(matches!(result(|| vec![1.5_f64]), Ok(Js::TypedArray(_))));
    assert!(matches!(result(|| Some(vec![String::from("a")])), Ok(Js::Array(_))));
    assert_eq!(result(|| Ok::<_, String>(vec![String::new()])).map(|list| list.type_of()), Ok("object"));
    assert_eq!(result(|| Ok::<(), JsValue>(())), Ok(Js::Undefined));
    assert_eq!(result(|| Ok::<_, JsValue>(Some("text"))), Ok(text("text")));
    assert_eq!(result(|| Err::<u32, _>(JsValue::NULL)), Err(Js::Null));
    assert_eq!(message(result(|| Err::<String, _>("why"))), "why");
    let inner = result(|| Closure::<dyn Fn() -> u32>::new(|| 5)).unwrap();
    assert_eq!(inner.call(&[]), Ok(Js::Number(5.0)));
    drop(inner);
    nothing_is_left();
}

#[test]
fn values_are_asked_and_compared_and_shown() {
    let global = JsValue::global();
    global.set("answer", 42).unwrap();
    assert_eq!(global.get("answer").unwrap().as_f64(), Some(42.0));
    assert_eq!(global.get("answer").unwrap(), JsValue::from(42));
    assert_eq!(global.get("answer").unwrap().as_string(), None);
    assert_eq!(global.clone(), global);
    assert_ne!(JsValue::from("1"), JsValue::from(1));
    assert_eq!(JsValue::from("text").r#typeof(), "string");
    assert_eq!(JsValue::from(1_u64).r#typeof(), "bigint");
    assert!(format!("{:?}", JsValue::from("é")).contains('é'));
    assert_eq!(
        JsValue::UNDEFINED.get("x").map_err(|error| js(&error).text().to_owned()),
        Err("no properties".to_owned())
    );
    assert!(JsValue::NULL.set("x", "y").is_err());
    let method = |this: &Js, arguments: &[Js]| Ok(Js::array([this.clone(), arguments[1].clone()]));
    global.set("method", js_value(Js::method(method))).unwrap();
    let back = global.call("method", &[JsValue::NULL, "second".into()]).unwrap();
    assert!(matches!(js(&back), Js::Array(list) if list[0] == js(&global) && list[1] == text("second")));
    assert!(global.call("missing", &[]).is_err());
    host(|host| std::mem::take(&mut host.global));
    drop((global, back));
    nothing_is_left();
}

#[test]
fn a_function_is_called_with_lists_options_and_errors() {
    type Join = dyn Fn(&'static str, Vec<String>, Option<u64>, &'static [f32]) -> Vec<String>;
    let join: JsFunction<Join> = received(Js::function(|arguments| {
        let [separator, Js::Array(list), count, Js::TypedArray(numbers)] = arguments else {
            panic!("{arguments:?}")
        };
        assert_eq!((count, numbers.bytes.len()), (&Js::BigInt(9), 8));
        Ok(Js::array(list.iter().map(|one| text(&format!("{}{}", one.text(), separator.text())))))
    }));
    let joined = join.call("!", vec!["a".to_owned(), String::new()], Some(9), &[1.0, 2.0]).unwrap();
    assert_eq!(joined, ["a!", "!"]);

    let throws: JsFunction<dyn Fn() -> String> = received(Js::function(|_| Err(Js::error("no"))));
    assert_eq!(js(&throws.call().unwrap_err()).text(), "no");
    let lies: JsFunction<dyn Fn() -> String> = received(Js::function(|_| Ok(Js::Number(1.0))));
    assert_eq!(js(&lies.call().unwrap_err()).text(), "TypeError");
    drop((join, throws, lies));
    nothing_is_left();
}

// --- Heap closures ---

#[test]
fn dropping_a_closure_frees_what_it_captured_and_ends_its_function() {
    let (captured, alive) = tracked();
    let closure = Closure::<dyn FnMut()>::new(move || assert_eq!(Rc::strong_count(&captured), 1));
    let f = function(&closure);
    f.call(&[]).unwrap();
    drop(closure);
    assert!(!alive());
    assert_eq!(message(f.call(&[])), "dropped");
    nothing_is_left();
}

#[test]
fn a_closure_that_drops_itself_is_freed_after_the_call() {
    let (captured, alive) = tracked();
    let alive = Rc::new(alive);
    let own: Rc<RefCell<Option<Closure<dyn FnMut() -> u32>>>> = Rc::default();
    let closure = Closure::<dyn FnMut() -> u32>::new({
        let (own, alive) = (own.clone(), alive.clone());
        move || {
            drop(own.take());
            assert!(alive());
            Rc::strong_count(&captured) as u32
        }
    });
    let f = function(&closure);
    *own.borrow_mut() = Some(closure);
    assert_eq!(f.call(&[]), Ok(Js::Number(1.0)));
    assert!(!alive());
    assert_eq!(message(f.call(&[])), "dropped");
    nothing_is_left();
}

#[test]
fn a_closure_that_recurses_is_freed_after_the_outermost_call() {
    let (captured, alive) = tracked();
    let alive = Rc::new(alive);
    let own: Rc<RefCell<Option<Closure<dyn Fn(u32) -> String>>>> = Rc::default();
    let closure = Closure::<dyn Fn(u32) -> String>::new({
        let (own, alive) = (own.clone(), alive.clone());
        move |depth| {
            if depth == 0 {
                drop(own.take());
                return format!("{}", Rc::strong_count(&captured));
            }
            let again: JsFunction<dyn Fn(u32) -> String> =
                callable(own.borrow().as_ref().unwrap().as_js_value());
            let deeper = again.call(depth - 1).unwrap();
            assert!(alive());
            deeper + &Rc::strong_count(&captured).to_string()
        }
    });
    let f = function(&closure);
    *own.borrow_mut() = Some(closure);
    assert_eq!(f.call(&[Js::Number(3.0)]), Ok(text("1111")));
    assert!(!alive());
    assert_eq!(message(f.call(&[Js::Number(0.0)])), "dropped");
    nothing_is_left();
}

#[test]
fn an_fn_mut_is_not_entered_while_it_runs() {
    let own: Rc<RefCell<Js>> = Rc::default();
    let mut state = vec![0_u8];
    let again: JsFunction<dyn Fn() -> String> = received(Js::function({
        let own = own.clone();
        move |_| {
            let f = own.borrow().clone();
            Ok(text(&message(f.call(&[]))))
        }
    }));
    let closure = Closure::<dyn FnMut() -> String>::new(move || {
        let first = &mut state;
        first.push(1);
        let said = again.call().unwrap();
        first.push(2);
        said
    });
    *own.borrow_mut() = function(&closure);
    assert_eq!(function(&closure).call(&[]), Ok(text("reentered")));
    own.take();
    drop(closure);
    nothing_is_left();
}

#[test]
fn captures_are_dropped_in_their_order_and_may_use_what_is_alive() {
    /// Calls a function when it is dropped.
    struct Calls(JsFunction<dyn Fn() -> u32>, Shows);
    impl Drop for Calls {
        fn drop(&mut self) {
            let said = self.0.call().map_err(|error| js(&error).text().to_owned());
            self.1.borrow_mut().push(if said == Ok(1) { "called" } else { "refused" });
        }
    }
    let shows = Shows::default();
    let other = Closure::<dyn Fn() -> u32>::new(|| 1);
    let calls = |closure: &Closure<dyn Fn() -> u32>| Calls(received(function(closure)), shows.clone());
    let (first, second) = (calls(&other), Shown("second", shows.clone()));
    let closure = Closure::<dyn FnMut()>::new(move || {
        let _ = (&first, &second);
    });
    drop(closure);
    assert_eq!(*shows.borrow(), ["called", "second"]);

    // A closure that would be called by what it captured itself.
    let own: Rc<RefCell<Option<Calls>>> = Rc::default();
    let closure = Closure::<dyn Fn() -> u32>::new({
        let own = own.clone();
        move || u32::from(own.borrow().is_some())
    });
    let f = calls(&closure);
    *own.borrow_mut() = Some(f);
    drop(own);
    drop(closure);
    assert_eq!(*shows.borrow(), ["called", "second", "refused"]);
    drop(other);
    nothing_is_left();
}

#[test]
fn a_boxed_closure_and_a_reference_are_called() {
    let (captured, alive) = tracked();
    let boxed: Box<dyn FnMut(&str) -> String> =
        Box::new(move |text| format!("{text}{}", Rc::strong_count(&captured)));
    let closure = Closure::<dyn FnMut(&str) -> String>::wrap(boxed);
    assert_eq!(function(&closure).call(&[text("a")]), Ok(text("a1")));
    drop(closure);
    assert!(!alive());
    nothing_is_left();
}

#[test]
fn a_closure_of_an_fn_once_is_consumed_by_its_call() {
    let (captured, alive) = tracked();
    let closure = Closure::<dyn FnMut(String) -> String>::once(move |text: String| {
        drop(captured);
        text
    });
    let f = function(&closure);
    assert_eq!(f.call(&[text("once")]), Ok(text("once")));
    assert!(!alive());
    assert_eq!(message(f.call(&[text("twice")])), "once");
    drop(closure);

    // Never called, dropped by Rust.
    let (captured, alive) = tracked();
    drop(Closure::<dyn FnMut()>::once(move || drop(captured)));
    assert!(!alive());

    // Dropped while it runs.
    let own: Rc<RefCell<Option<Closure<dyn FnMut()>>>> = Rc::default();
    let closure = Closure::<dyn FnMut()>::once({
        let own = own.clone();
        move || drop(own.take())
    });
    let f = function(&closure);
    *own.borrow_mut() = Some(closure);
    f.call(&[]).unwrap();
    assert!(own.borrow().is_none());

    // Given to JavaScript: freed by the call, or when it is collected.
    let (captured, alive) = tracked();
    let f = js(&Closure::<dyn FnMut() -> u32>::once_into_js(move || Rc::strong_count(&captured) as u32));
    assert_eq!(f.call(&[]), Ok(Js::Number(1.0)));
    assert!(!alive());
    let (captured, alive) = tracked();
    drop(Closure::<dyn FnMut()>::once_into_js(move || drop(captured)));
    assert!(alive());
    nothing_is_left();
    assert!(!alive());
}

#[test]
fn a_closure_that_is_given_to_javascript_lives_until_it_is_collected() {
    let (captured, alive) = tracked();
    let closure = Closure::<dyn Fn() -> u32>::new(move || Rc::strong_count(&captured) as u32);
    let f = function(&closure);
    closure.forget();
    collect();
    assert_eq!(f.call(&[]), Ok(Js::Number(1.0)));
    drop(f);
    assert!(alive());
    collect();
    assert!(!alive());

    // By value, as an argument and as a result.
    let kept: Rc<RefCell<Js>> = Rc::default();
    let keeps: JsFunction<dyn Fn(Closure<dyn FnMut() -> u32>)> = received(Js::function({
        let kept = kept.clone();
        move |arguments| Ok(kept.replace(arguments[0].clone()))
    }));
    let (captured, alive) = tracked();
    keeps.call(Closure::new(move || Rc::strong_count(&captured) as u32)).unwrap();
    collect();
    assert_eq!(kept.borrow().call(&[]), Ok(Js::Number(1.0)));
    drop(kept.take());
    collect();
    assert!(!alive());
    drop(keeps);
    nothing_is_left();
}

#[test]
fn a_closure_is_lent_by_reference_as_often_as_one_likes() {
    fn twice<'a>() -> JsFunction<dyn Fn(&'a Closure<dyn FnMut() -> u32>) -> u32 + 'a> {
        received(Js::function(|arguments| {
            arguments[0].call(&[])?;
            arguments[0].call(&[])
        }))
    }
    let mut count = 0;
    let closure = Closure::<dyn FnMut() -> u32>::new(move || {
        count += 1;
        count
    });
    assert_eq!((twice().call(&closure).unwrap(), twice().call(&closure).unwrap()), (2, 4));
    drop(closure);
    nothing_is_left();
}

#[test]
fn live_closures_are_told_with_their_places() {
    let closures: Vec<_> = (0..3).map(|_| Closure::<dyn Fn()>::new(|| ())).collect();
    let line = Location::caller().line() - 1;
    let other = Closure::<dyn Fn()>::new(|| ());
    let live = live_closures();
    if cfg!(debug_assertions) {
        assert_eq!(live.places.iter().map(|place| place.count).collect::<Vec<_>>(), [3, 1]);
        assert!(live.places[0].place.contains(&format!("tests.rs:{line}:")), "{live}");
    } else {
        assert_eq!(live.places[0].count, 4);
    }
    drop((closures, other));
    nothing_is_left();
}

// --- Stack closures ---

/// An import with a stack closure, as `closures_extern!` calls one: what JavaScript does with it is `f`.
fn lend_to<A: ToJs, R>(argument: A, f: impl FnOnce(Js) -> R) -> R {
    let crossings = crate::wasm::entries::around();
    let mark = host(|host| host.lent.len());
    let ty = Type::of(A::TYPE);
    let mut frame = argument.lower();
    let slot = A::slot(&mut frame);
    // SAFETY: the slot is one of this type.
    let result = f(unsafe { lift_at(&ty, (&raw const slot).cast()) });
    for state in host(|host| host.lent.split_off(mark)) {
        state.gate.set(EXPIRED);
    }
    crate::wasm::entries::back(crossings, result)
}

#[test]
fn lent_closures_borrow_and_end_with_the_call() {
    let words = [String::from("a"), String::from("b")];
    let shared = |at: u32| words[at as usize].clone();
    let kept = lend_to(&shared as &dyn Fn(u32) -> String, |f| {
        assert_eq!(f.call(&[Js::Number(1.0)]), Ok(text("b")));
        assert_eq!(f.call(&[Js::Number(0.0)]), Ok(text("a")));
        f
    });
    assert_eq!(message(kept.call(&[Js::Number(0.0)])), "expired");

    let mut sum = 0;
    let mut exclusive = |text: &str| sum += text.len();
    lend_to(&mut exclusive as &mut dyn FnMut(&str), |f| {
        f.call(&[text("abc")]).unwrap();
        f.call(&[text("de")]).unwrap();
    });
    sum += 1;
    assert_eq!(sum, 6);
    nothing_is_left();
}

#[test]
fn lent_closures_in_an_option_are_called_where_they_lie() {
    let mut sum = 0;
    let mut add = |n: f64| sum += n as u32;
    lend_to(Some(&mut add as &mut dyn FnMut(f64)), |f| {
        f.call(&[Js::Number(1.0)]).unwrap();
        f.call(&[Js::Number(2.0)]).unwrap();
    });
    lend_to(None::<&mut dyn FnMut(f64)>, |f| assert_eq!(f, Js::Undefined));
    let seven = || 7_u32;
    lend_to(Some(&seven as &dyn Fn() -> u32), |f| assert_eq!(f.call(&[]), Ok(Js::Number(7.0))));
    lend_to(Some("text"), |f| assert_eq!(f, text("text")));
    assert_eq!(sum, 3);
    nothing_is_left();
}

#[test]
fn a_function_borrows_the_closures_that_it_is_passed() {
    let mut log = Vec::new();
    let names = [String::from("x")];
    let mut push = |n: u32| log.push(n);
    let name = || names[0].clone();
    fn function_of_two<'a>(
    ) -> JsFunction<dyn Fn(&'a mut dyn FnMut(u32), &'a dyn Fn() -> String) -> String + 'a> {
        received(Js::function(|arguments| {
            arguments[0].call(&[Js::Number(1.0)])?;
            let name = arguments[1].call(&[])?;
            arguments[0].call(&[Js::Number(2.0)])?;
            Ok(name)
        }))
    }
    assert_eq!(function_of_two().call(&mut push, &name).unwrap(), "x");
    assert_eq!(function_of_two().call(&mut push, &name).unwrap(), "x");
    assert_eq!(log, [1, 2, 1, 2]);
    nothing_is_left();
}

#[test]
fn a_received_fn_mut_is_lent_again() {
    fn deeper(depth: u32, f: &mut dyn FnMut(u32)) -> Js {
        f(depth);
        let kept = lend_to(&mut *f, |js| {
            js.call(&[Js::Number((depth * 10).into())]).unwrap();
            js
        });
        f(depth + 1);
        if depth > 0 {
            let inner = deeper(depth - 1, f);
            assert_eq!(message(inner.call(&[Js::Number(0.0)])), "expired");
        }
        f(100);
        kept
    }
    let mut log = Vec::new();
    let kept = deeper(1, &mut |n| log.push(n));
    assert_eq!(message(kept.call(&[Js::Number(0.0)])), "expired");
    assert_eq!(log, [1, 10, 2, 0, 0, 1, 100, 100]);

    // Inside of a call of itself, JavaScript is refused, and of a reborrow it is not.
    let mut log = Vec::new();
    let mut outer = |f: u32| {
        let mut inner = |n: u32| log.push(n + f);
        lend_to(&mut inner as &mut dyn FnMut(u32), |js| js.call(&[Js::Number(5.0)]).unwrap());
        log.push(f);
    };
    lend_to(&mut outer as &mut dyn FnMut(u32), |js| js.call(&[Js::Number(1.0)]).unwrap());
    assert_eq!(log, [6, 1]);
    nothing_is_left();
}

#[test]
fn lent_closures_are_nested_and_recurse() {
    let seen = RefCell::new(Vec::new());
    let own: RefCell<Option<JsValue>> = RefCell::default();
    let recurse = |depth: u32| {
        seen.borrow_mut().push(depth);
        if depth > 0 {
            let f: JsFunction<dyn Fn(u32)> = callable(own.borrow().as_ref().expect("it is there"));
            f.call(depth - 1).unwrap();
        }
    };
    lend_to(&recurse as &dyn Fn(u32), |js| {
        *own.borrow_mut() = Some(js_value(js.clone()));
        js.call(&[Js::Number(3.0)]).unwrap();
    });
    own.take();
    assert_eq!(seen.take(), [3, 2, 1, 0]);
    nothing_is_left();
}

// --- Scopes ---

#[test]
fn the_closures_of_a_scope_borrow_and_end_with_it() {
    let mut count = 0;
    let words = [String::from("word")];
    let kept = scope(|s| {
        let add: ScopedClosure<'_, dyn FnMut(u32)> = s.closure(|n| count += n);
        let word: ScopedClosure<'_, dyn Fn() -> String> = s.closure(|| words[0].clone());
        function(&add).call(&[Js::Number(2.0)]).unwrap();
        assert_eq!(function(&word).call(&[]), Ok(text("word")));
        scope(|inner| {
            let more: ScopedClosure<'_, dyn Fn() -> u32> = inner.closure(|| words.len() as u32);
            assert_eq!(function(&more).call(&[]), Ok(Js::Number(1.0)));
        });
        let functions = [function(&add), function(&word)];
        std::mem::forget(add);
        functions
    });
    count += 1;
    assert_eq!(count, 3);
    for f in kept {
        assert_eq!(message(f.call(&[Js::Number(1.0)])), "dropped");
    }
    // The handle that the forgotten closure had.
    assert_eq!(stats(), (0, 1));
    host(|host| host.values = Table::new());
    nothing_is_left();
}

#[test]
fn captures_of_a_scope_use_each_other_when_they_are_dropped() {
    /// Calls a closure of its own scope, and makes another one there.
    struct Uses<'s, 'e>(&'s Scope<'s, 'e>, RefCell<Option<ScopedClosure<'s, dyn Fn() -> u32>>>, Shows);
    impl Drop for Uses<'_, '_> {
        fn drop(&mut self) {
            let other = self.1.take().expect("it is there");
            let call = |f: &JsValue| callable::<dyn Fn() -> u32>(f).call();
            self.2.borrow_mut().push(if call(other.as_js_value()).is_ok() { "called" } else { "refused" });
            let shown = Shown("late", self.2.clone());
            let late: ScopedClosure<'_, dyn Fn() -> u32> =
                self.0.closure(move || shown.1.borrow().len() as u32);
            assert_eq!(call(late.as_js_value()).unwrap(), 2);
        }
    }
    let shows = Shows::default();
    scope(|s| {
        let first = Shown("first", shows.clone());
        let other: ScopedClosure<'_, dyn Fn() -> u32> = s.closure(move || first.1.borrow().len() as u32);
        let uses = Uses(s, RefCell::new(Some(other)), shows.clone());
        let _: ScopedClosure<'_, dyn Fn() -> bool> = s.closure(move || uses.1.borrow().is_some());
    });
    assert_eq!(*shows.borrow(), ["first", "refused", "late"]);
    nothing_is_left();
}

// --- Exported values ---

struct Counter(u32, Shows);

impl Drop for Counter {
    fn drop(&mut self) {
        self.1.borrow_mut().push("counter");
    }
}

closures_export! {
    type Counter;
}

export! { fn next(this: &mut Counter) -> u32 = (|this: &mut Counter| { this.0 += 1; this.0 }) }
export! { fn sum(a: &Counter, b: &Counter) -> u32 = (|a: &Counter, b: &Counter| a.0 + b.0) }
export! { fn into(this: Counter, name: &str) -> String = (|this: Counter, name: &str| format!("{name}{}", this.0)) }
export! { fn raise(a: Option<&mut Counter>, b: Option<&Counter>) = (|a: Option<&mut Counter>, b: Option<&Counter>| {
    if let (Some(a), Some(b)) = (a, b) { a.0 += b.0; }
}) }
export! { fn call_with(this: &mut Counter, f: JsFunction<dyn Fn() -> String>) -> String = (|this: &mut Counter, f: JsFunction<dyn Fn() -> String>| {
    this.0 += 1;
    let said = f.call().unwrap();
    this.0 += 1;
    said
}) }
export! { fn fails(this: &Counter) -> Result<Counter, String> = (|this: &Counter| Err::<Counter, _>(this.0.to_string())) }

fn counter(number: u32, shows: &Shows) -> Js {
    export_type::<Counter>();
    take(crate::export::give_exported(Counter(number, shows.clone())))
}

fn free(object: &Js) {
    let Js::Owner(owner) = object else { panic!("{object:?}") };
    owner.free();
}

#[test]
fn exported_values_are_lent_shared_and_given_back() {
    let shows = Shows::default();
    let (a, b) = (counter(1, &shows), counter(10, &shows));
    assert_eq!(next(&[a.clone()]), Ok(Js::Number(2.0)));
    assert_eq!(sum(&[a.clone(), b.clone()]), Ok(Js::Number(12.0)));
    assert_eq!(sum(&[a.clone(), a.clone()]), Ok(Js::Number(4.0)));
    raise(&[a.clone(), b.clone()]).unwrap();
    raise(&[a.clone(), Js::Undefined]).unwrap();
    assert_eq!(message(raise(&[a.clone(), a.clone()])), "borrowed");
    assert_eq!(message(fails(&[a.clone()])), "12");
    assert_eq!(into(&[a.clone(), text("a")]), Ok(text("a12")));
    assert_eq!(*shows.borrow(), ["counter"]);
    assert_eq!(message(next(&[a])), "moved");
    free(&b);
    free(&b);
    assert_eq!(*shows.borrow(), ["counter"; 2]);
    assert_eq!(message(next(&[b])), "freed");
    drop(counter(3, &shows));
    collect();
    assert_eq!(*shows.borrow(), ["counter"; 3]);
    nothing_is_left();
}

#[test]
fn a_value_that_is_freed_while_it_is_lent_is_dropped_after_the_call() {
    let shows = Shows::default();
    let object = counter(1, &shows);
    let f = Js::function({
        let (object, shows) = (object.clone(), shows.clone());
        move |_| {
            let refused = message(next(&[object.clone()]));
            free(&object);
            assert!(shows.borrow().is_empty());
            Ok(text(&refused))
        }
    });
    assert_eq!(call_with(&[object.clone(), f]), Ok(text("borrowed")));
    assert_eq!(*shows.borrow(), ["counter"]);
    assert_eq!(message(next(&[object])), "freed");
    nothing_is_left();
}

/// Has no address of its own.
struct Nothing;

closures_export! {
    type Nothing;
}

#[test]
fn values_without_a_size_are_owned_too() {
    export_type::<Nothing>();
    let makes = Closure::<dyn Fn() -> Nothing>::new(|| Nothing);
    let takes = Closure::<dyn Fn(Nothing, &Nothing)>::new(|_: Nothing, _: &Nothing| ());
    let (a, b) = (function(&makes).call(&[]).unwrap(), function(&makes).call(&[]).unwrap());
    assert_eq!(function(&takes).call(&[a.clone(), b.clone()]), Ok(Js::Undefined));
    assert_eq!(message(function(&takes).call(&[a, b.clone()])), "moved");
    free(&b);
    drop((makes, takes));
    nothing_is_left();
}

#[test]
fn closures_take_borrow_and_return_exported_values() {
    let shows = Shows::default();
    let borrows = Closure::<dyn Fn(&Counter) -> u32>::new(|counter: &Counter| counter.0);
    let takes = Closure::<dyn FnMut(Counter) -> Counter>::new(|mut counter: Counter| {
        counter.0 += 1;
        counter
    });
    let lists =
        Closure::<dyn Fn(Vec<Counter>) -> u32>::new(|list: Vec<Counter>| list.iter().map(|one| one.0).sum());
    let object = counter(1, &shows);
    assert_eq!(function(&borrows).call(&[object.clone()]), Ok(Js::Number(1.0)));
    let moved = function(&takes).call(&[object.clone()]).unwrap();
    assert_eq!(message(function(&borrows).call(&[object])), "moved");
    assert_eq!(function(&borrows).call(&[moved.clone()]), Ok(Js::Number(2.0)));
    let twice = Js::array([moved.clone(), moved.clone()]);
    assert_eq!(message(function(&lists).call(&[twice])), "borrowed");
    let list = Js::array([moved, counter(5, &shows)]);
    assert_eq!(function(&lists).call(&[list]), Ok(Js::Number(7.0)));
    assert_eq!(*shows.borrow(), ["counter"; 2]);

    // As the result of a function, and an argument of one.
    let passes: JsFunction<dyn Fn(Counter) -> Counter> =
        received(Js::function(|arguments| Ok(arguments[0].clone())));
    assert_eq!(passes.call(Counter(8, shows.clone())).unwrap().0, 8);
    drop((borrows, takes, lists, passes));
    nothing_is_left();
}

#[test]
fn the_frames_of_references_are_where_their_slots_point() {
    let mut f = |n: u32| n + 1;
    let exclusive: &mut dyn FnMut(u32) -> u32 = &mut f;
    let mut frame = MutToJs::lower(exclusive);
    let slot = <dyn FnMut(u32) -> u32 as MutToJs>::slot(&mut frame);
    assert_eq!(slot, (&raw const frame).cast());
    let shared: &dyn Fn() = &|| ();
    let mut frame = shared.lower();
    let slot = <&dyn Fn()>::slot(&mut frame);
    assert_eq!(slot, (&raw const frame).cast());
}
