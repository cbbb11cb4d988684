//! What crosses.

use super::*;
use crate::Clamped;

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
            |back| matches!(back, Js::TypedArray(array) if array.bytes.borrow().len() == 4 * length),
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
        assert_eq!((count, numbers.bytes.borrow().len()), (&Js::BigInt(9), 8));
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

/// Fills an array with so many bytes, and says what was in it.
fn fill(array: &Js, with: &[u8]) -> Vec<u8> {
    let Js::TypedArray(array) = array else { panic!("{array:?} is no typed array") };
    array.bytes.replace(with.to_vec())
}

#[test]
fn what_javascript_writes_to_a_slice_that_it_is_passed_is_copied_back() {
    let filled: JsFunction<dyn Fn(&'static mut [u16], Option<&'static mut [u8]>) -> String> =
        received(Js::function(|arguments| {
            let before = fill(&arguments[0], &[7, 0, 8, 0]);
            if let Some(bytes @ Js::TypedArray(_)) = arguments.get(1) {
                fill(bytes, &[9]);
            }
            Ok(text(&format!("{before:?}")))
        }));
    let list = Box::into_raw(Box::new([1_u16, 2]));
    let bytes = Box::into_raw(Box::new([3_u8]));
    // SAFETY: each is borrowed by one call at a time, and freed after the last.
    unsafe {
        assert_eq!(filled.call(&mut *list, None).unwrap(), "[1, 0, 2, 0]");
        assert_eq!(*list, [7, 8]);
        assert_eq!(filled.call(&mut *list, Some(&mut *bytes)).unwrap(), "[7, 0, 8, 0]");
        assert_eq!((*Box::from_raw(list), *Box::from_raw(bytes)), ([7, 8], [9]));
    }
    drop(filled);
    nothing_is_left();
}

#[test]
fn what_rust_writes_to_a_slice_that_it_is_passed_is_copied_back() {
    type Process = dyn FnMut(&[u16], &mut [u16]) -> u32;
    let closure = Closure::<Process>::new(|from: &[u16], to: &mut [u16]| {
        to.iter_mut().zip(from).for_each(|(to, from)| *to += 2 * from);
        to.len() as u32
    });
    let from = Js::numbers(&[1_u16, 2, 3], tag::U16);
    for (length, expected) in [(0, vec![]), (2, vec![3, 0, 5, 0]), (3, vec![3, 0, 5, 0, 7, 0])] {
        let to = Js::numbers(&vec![1_u16; length], tag::U16);
        let filled = function(&closure).call(&[from.clone(), to.clone()]);
        assert_eq!(filled, Ok(Js::Number(length as f64)));
        assert_eq!(fill(&to, &[]), expected);
    }
    // Its own input too: each parameter is a copy.
    assert_eq!(function(&closure).call(&[from.clone(), from.clone()]), Ok(Js::Number(3.0)));
    assert_eq!(fill(&from, &[]), [3, 0, 6, 0, 9, 0]);
    assert_eq!(message(function(&closure).call(&[from, Js::array([])])), "TypeError");
    drop(closure);
    nothing_is_left();
}

#[test]
fn clamped_bytes_lie_as_bytes_do() {
    let lent: JsFunction<dyn Fn(Clamped<&'static [u8]>, Clamped<Vec<u8>>) -> Clamped<Vec<u8>>> =
        received(Js::function(|arguments| {
            let bytes = [fill(&arguments[0], &[]), fill(&arguments[1], &[])].concat();
            Ok(Js::numbers(&bytes, tag::CLAMPED))
        }));
    assert_eq!(lent.call(Clamped(&[1, 2]), Clamped(vec![3])).unwrap(), Clamped(vec![1, 2, 3]));
    assert_eq!(lent.call(Clamped(&[]), Clamped(vec![])).unwrap(), Clamped(vec![]));
    drop(lent);
    let filled: JsFunction<dyn Fn(Clamped<&'static mut [u8]>) -> Clamped<u8>> =
        received(Js::function(|arguments| Ok(Js::Number(fill(&arguments[0], &[8, 9]).len() as f64))));
    let list = Box::into_raw(Box::new([1_u8, 2]));
    // SAFETY: it is borrowed by one call, and freed after that.
    unsafe {
        assert_eq!(filled.call(Clamped(&mut *list)).unwrap(), Clamped(2));
        assert_eq!(*Box::from_raw(list), [8, 9]);
    }
    drop(filled);
    type Process = dyn FnMut(&[Clamped<u8>], &mut [Clamped<u8>]) -> Vec<Clamped<u8>>;
    let closure = Closure::<Process>::new(|from: &[Clamped<u8>], to: &mut [Clamped<u8>]| {
        to.copy_from_slice(from);
        from.to_vec()
    });
    let (from, to) = (Js::numbers(&[7_u8, 8], tag::CLAMPED), Js::numbers(&[0_u8, 0], tag::CLAMPED));
    let given = function(&closure).call(&[from, to.clone()]).unwrap();
    assert_eq!((fill(&given, &[]), fill(&to, &[])), (vec![7, 8], vec![7, 8]));
    drop(closure);
    nothing_is_left();
}

#[test]
fn an_array_that_becomes_shorter_while_rust_has_it_is_filled_as_far_as_it_goes() {
    let shorten: JsFunction<dyn Fn(JsValue)> = received(Js::function(|arguments| {
        fill(&arguments[0], &[0]);
        Ok(Js::Undefined)
    }));
    let closure = Closure::<dyn Fn(&mut [u8], JsValue)>::new(move |list: &mut [u8], array: JsValue| {
        shorten.call(array).unwrap();
        list.fill(5);
    });
    let array = Js::numbers(&[1_u8, 2, 3], tag::U8);
    assert_eq!(function(&closure).call(&[array.clone(), array.clone()]), Ok(Js::Undefined));
    assert_eq!(fill(&array, &[]), [5]);
    drop(closure);
    nothing_is_left();
}

#[test]
fn a_value_is_made_of_each_kind_and_converted_back() {
    fn there_and_back<T>(value: T)
    where
        T: crate::IntoJs + Clone + PartialEq + std::fmt::Debug + TryFrom<JsValue, Error: std::fmt::Debug>,
    {
        assert_eq!(T::try_from(JsValue::from(value.clone())).unwrap(), value);
    }
    there_and_back(true);
    there_and_back(-1_i8);
    there_and_back(u32::MAX);
    there_and_back(1.5_f64);
    there_and_back(u64::MAX);
    there_and_back('🦀');
    there_and_back("text".to_owned());
    there_and_back(vec![1_u16, 2, 3]);
    there_and_back(vec!["a".to_owned(), String::new()]);
    there_and_back(("a".to_owned(), 1_u8));
    there_and_back(vec![(1_u8, vec![2_u8]), (3, Vec::new())]);
    let value = JsValue::from("text");
    let error = Vec::<String>::try_from(value).unwrap_err();
    assert_eq!(error.into_value().as_string().as_deref(), Some("text"));
}

#[test]
fn a_cast_uses_the_same_handle_and_an_error_of_one_returns_it() {
    let called = JsValue::from_handle(keep(Js::function(|_| Ok(Js::Number(7.0)))));
    let before = stats();
    let function: &JsFunction<dyn Fn() -> u32> = called.dyn_ref().expect("a function");
    assert_eq!(function.call().unwrap(), 7);
    assert_eq!(stats(), before);
    let function: JsFunction<dyn Fn() -> u32> = called.dyn_into().expect("a function");
    assert_eq!(stats(), before);
    drop(function);
    let value = JsValue::from(1.5).dyn_into::<JsFunction<dyn Fn()>>().unwrap_err().into_value();
    assert_eq!(value, 1.5);
    drop(value);
    assert_eq!(stats().1, before.1 - 1);
}

#[test]
fn an_error_in_a_box_comes_out_as_the_value_that_went_in() {
    let boxed: Box<dyn std::error::Error> = JsValue::from("thrown").into();
    assert_eq!(boxed.to_string(), "thrown");
    assert_eq!(JsValue::from(boxed), "thrown");
    assert_eq!(stats(), (0, 0));
}
