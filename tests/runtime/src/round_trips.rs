//! Every type through every way: JS gives a value to a closure, which gives it to an import, whose result it returns.

use crate::data::{Align, Empty, Level, Mixed, Nested, Point};
use crate::keep;
use crate::random::{FromRandom, Random};
use closures_extern::{closures_extern, Closure, JsFunction, JsValue, Rest, This};
use paste::paste;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::num::NonZero;

macro_rules! round_trips {
    ($($name:ident $ty:ty,)*) => { paste! {$(
        closures_extern! {
            #![js(module = "./host.js")]
            fn [<echo_ $name>](value: $ty) -> $ty;
            fn [<keep_ $name>](f: &Closure<dyn Fn($ty) -> $ty>);
            fn [<lend_ $name>](f: &mut dyn FnMut($ty) -> $ty);
            fn [<function_ $name>]() -> JsFunction<dyn Fn($ty) -> $ty>;
            fn [<keep_calling_ $name>](f: &Closure<dyn Fn($ty) -> Result<$ty, JsValue>>);
        }

        /// The way through a JS function that Rust calls.
        #[unsafe(no_mangle)]
        extern "C" fn [<calling_ $name>]() {
            let function = [<function_ $name>]();
            let closure = Closure::new(move |value| function.call(value));
            [<keep_calling_ $name>](&closure);
            keep(closure);
        }

        /// Sends random values to JS and back. Returns how many came back as another.
        #[unsafe(no_mangle)]
        extern "C" fn [<random_ $name>](seed: u32, count: u32) -> u32 {
            let mut random = Random(u64::from(seed) << 1 | 1);
            (0..count).map(|_| <$ty>::random(&mut random)).filter(|value| [<echo_ $name>](value.clone()) != *value).count()
                as u32
        }

        #[unsafe(no_mangle)]
        extern "C" fn [<heap_ $name>]() {
            let closure = Closure::new([<echo_ $name>]);
            [<keep_ $name>](&closure);
            keep(closure);
        }

        #[unsafe(no_mangle)]
        extern "C" fn [<stack_ $name>]() {
            [<lend_ $name>](&mut [<echo_ $name>]);
        }
    )*} };
}

round_trips! {
    bool bool, i8 i8, u8 u8, i16 i16, u16 u16, i32 i32, u32 u32, isize isize, usize usize, f32 f32, f64 f64,
    string String, i64 i64, u64 u64, i128 i128, u128 u128, char char, value JsValue,
    vec_i8 Vec<i8>, vec_u8 Vec<u8>, vec_i16 Vec<i16>, vec_u16 Vec<u16>, vec_i32 Vec<i32>, vec_u32 Vec<u32>,
    vec_isize Vec<isize>, vec_usize Vec<usize>, vec_f32 Vec<f32>, vec_f64 Vec<f64>, vec_i64 Vec<i64>, vec_u64 Vec<u64>,
    vec_string Vec<String>, vec_value Vec<JsValue>, box_u8 Box<[u8]>, box_string Box<[String]>,
    option_bool Option<bool>, option_i8 Option<i8>, option_u32 Option<u32>, option_f32 Option<f32>,
    option_f64 Option<f64>, option_i64 Option<i64>, option_u128 Option<u128>, option_char Option<char>,
    option_string Option<String>, option_value Option<JsValue>, option_vec Option<Vec<f64>>,
    option_strings Option<Vec<String>>,
    vec_bool Vec<bool>, vec_char Vec<char>, vec_i128 Vec<i128>, vec_u128 Vec<u128>, vec_option Vec<Option<f64>>,
    vec_options Vec<Option<String>>, vec_vec Vec<Vec<u8>>, vec_vecs Vec<Vec<Vec<String>>>, box_str Box<str>,
    cow_str Cow<'static, str>, array_u8 [u8; 4], array_none [f64; 0], array_string [String; 2], pair (f64, String),
    tuple (bool, Option<i32>, Vec<u8>, u64), pairs Vec<(u32, bool)>, one_u8 NonZero<u8>, one_i32 NonZero<i32>,
    one_u32 NonZero<u32>, one_u64 NonZero<u64>, one_i128 NonZero<i128>, option_one Option<NonZero<u32>>,
    vec_one Vec<NonZero<u32>>, hash_map HashMap<String, f64>, map_of_lists BTreeMap<String, Vec<String>>,
    option_pair Option<(f64, String)>, option_map Option<BTreeMap<String, bool>>,
    point Point, option_point Option<Point>, vec_point Vec<Point>, fields Mixed, nested Nested, vec_nested Vec<Nested>,
    empty Empty, align Align, option_align Option<Align>, vec_align Vec<Align>, level Level, option_level Option<Level>,
    vec_level Vec<Option<Level>>, map_of_points BTreeMap<String, Point>, array_of_points [Point; 2],
}

closures_extern! {
    #![js(module = "./host.js")]
    fn echo_str(value: &str) -> String;
    fn keep_str(f: &Closure<dyn Fn(&str) -> String>);
    fn lend_str(f: &mut dyn FnMut(&str) -> String);
    fn give_unit() -> ();
    fn keep_unit(f: &Closure<dyn Fn()>);
}

#[unsafe(no_mangle)]
extern "C" fn heap_str() {
    let closure = Closure::new(echo_str);
    keep_str(&closure);
    keep(closure);
}

#[unsafe(no_mangle)]
extern "C" fn stack_str() {
    lend_str(&mut echo_str);
}

#[unsafe(no_mangle)]
extern "C" fn heap_unit() {
    let closure = Closure::new(give_unit);
    keep_unit(&closure);
    keep(closure);
}

closures_extern! {
    #![js(module = "./host.js")]
    fn echo_slice(value: &[f64]) -> Vec<f64>;
    fn keep_slice(f: &Closure<dyn Fn(&[f64]) -> Vec<f64>>);
    fn echo_ref(value: &JsValue) -> JsValue;
    fn keep_ref(f: &Closure<dyn Fn(&JsValue) -> JsValue>);
    fn try_string(value: String) -> Result<String, JsValue>;
    fn keep_try(f: &Closure<dyn Fn(String) -> Result<String, JsValue>>);
    fn try_unit() -> Result<(), Caught>;
    fn keep_display(f: &Closure<dyn Fn() -> Result<(), String>>);
    fn keep_this(f: &Closure<dyn Fn(This<JsValue>, u32) -> JsValue>);
    fn keep_rest(f: &Closure<dyn Fn(&str, Rest<String>) -> String>);
    fn keep_all(f: &Closure<dyn Fn(This<Option<String>>, Rest<f64>) -> f64>);
    fn keep_maybe(f: Option<&Closure<dyn Fn() -> u32>>);
    fn lend_maybe(f: Option<&dyn Fn() -> u32>);
    fn give_closure(f: Closure<dyn Fn(u32) -> u32>);
    fn keep_maker(f: &Closure<dyn Fn(u32) -> Closure<dyn Fn(u32) -> u32>>);
    fn keep_caller(f: &Closure<dyn Fn(JsFunction<dyn Fn(u32, String) -> String>) -> String>);
    fn keep_catcher(f: &Closure<dyn Fn(JsFunction<dyn Fn(bool) -> Outcome<String>>) -> Outcome<String>>);
    fn trier() -> JsFunction<dyn Fn(bool) -> Result<(), Caught>>;
    fn check(ok: bool, what: &str);
    fn keep_mixed(f: &Closure<dyn Fn(String, &JsValue, i64, &[u8]) -> Vec<JsValue>>);
}

type Outcome<T> = Result<T, JsValue>;

/// What a caught value becomes.
struct Caught(String);

impl From<JsValue> for Caught {
    fn from(value: JsValue) -> Self {
        Caught(format!("caught {value:?}"))
    }
}

#[unsafe(no_mangle)]
extern "C" fn references() {
    let closure = Closure::new(echo_slice);
    keep_slice(&closure);
    keep(closure);
    let closure = Closure::new(echo_ref);
    keep_ref(&closure);
    keep(closure);
    let closure = Closure::new(|text: String, value: &JsValue, big: i64, bytes: &[u8]| {
        vec![text.into(), value.clone(), big.into(), (bytes.len() as u32).into()]
    });
    keep_mixed(&closure);
    keep(closure);
}

#[unsafe(no_mangle)]
extern "C" fn results() {
    let closure = Closure::new(|text| -> Outcome<String> { try_string(text) });
    keep_try(&closure);
    keep(closure);
    let closure = Closure::new(|| try_unit().map_err(|Caught(text)| text));
    keep_display(&closure);
    keep(closure);
}

#[unsafe(no_mangle)]
extern "C" fn gathering() {
    let closure =
        Closure::new(|This(this): This<JsValue>, n: u32| this.get(n).expect("an index never throws"));
    keep_this(&closure);
    keep(closure);
    let closure = Closure::new(|separator: &str, Rest(parts): Rest<String>| parts.join(separator));
    keep_rest(&closure);
    keep(closure);
    let closure = Closure::new(|This(name): This<Option<String>>, Rest(numbers): Rest<f64>| {
        numbers.iter().sum::<f64>() + name.map_or(0.0, |name| name.len() as f64)
    });
    keep_all(&closure);
    keep(closure);
}

#[unsafe(no_mangle)]
extern "C" fn closures_as_values() {
    keep_maybe(None);
    let closure = Closure::new(|| 7);
    keep_maybe(Some(&closure));
    keep(closure);
    lend_maybe(None);
    let n = 8;
    lend_maybe(Some(&|| n));
    give_closure(Closure::new(|n| n + 1));
    let maker = Closure::new(|add: u32| Closure::<dyn Fn(u32) -> u32>::new(move |n| n + add));
    keep_maker(&maker);
    keep(maker);
    let caller = Closure::new(|function: JsFunction<dyn Fn(u32, String) -> String>| {
        match function.call(3, "x".to_owned()) {
            Ok(text) => text,
            Err(error) => format!("threw {error:?}"),
        }
    });
    keep_caller(&caller);
    keep(caller);
}

/// Functions whose result is a `Result`: the call is no `Result` of it.
#[unsafe(no_mangle)]
extern "C" fn catching_functions() {
    let catcher = Closure::new(|function: JsFunction<dyn Fn(bool) -> Outcome<String>>| {
        let text: String = function.call(true)?;
        Ok(text + "!")
    });
    keep_catcher(&catcher);
    keep(catcher);
    check(matches!(trier().call(false), Ok(())), "a Result of nothing");
    check(
        matches!(trier().call(true), Err(Caught(text)) if text == "caught JsValue(\"no\")"),
        "an error of the app's own",
    );
}

/// What `JsValue` can do; each line is checked in JS.
#[unsafe(no_mangle)]
extern "C" fn value_api() {
    let object = JsValue::global().get("Object").and_then(|object| object.call("create", &[JsValue::NULL]));
    let object = object.expect("Object.create(null)");
    check(object.r#typeof() == "object", "typeof");
    check(object.get("absent").expect("no getter").is_undefined(), "is_undefined");
    object.set("key", "text").expect("a plain property");
    check(object.get("key").expect("no getter").as_string().as_deref() == Some("text"), "set and get");
    object.set(3, 4.5).expect("a plain property");
    check(object.get("3").expect("no getter").as_f64() == Some(4.5), "a number as key");
    check(JsValue::from(1.5).as_f64() == Some(1.5) && JsValue::from("1").as_f64().is_none(), "as_f64");
    check(JsValue::from(true).as_bool() == Some(true) && JsValue::FALSE.as_bool() == Some(false), "as_bool");
    check(
        JsValue::from(1).as_bool().is_none() && JsValue::UNDEFINED.as_bool().is_none(),
        "as_bool of others",
    );
    check(
        JsValue::NULL.is_null() && !JsValue::UNDEFINED.is_null() && !JsValue::NULL.is_undefined(),
        "is_null",
    );
    let [a, other_a, one, text] =
        [JsValue::from("a"), JsValue::from("a"), JsValue::from(1), JsValue::from("1")];
    check(a == other_a && one != text, "===");
    let not_a_number = JsValue::from(f64::NAN);
    check(not_a_number != not_a_number.clone(), "NaN is no NaN");
    check(object.clone() == object, "clone");
    check(
        JsValue::from(Some(3)).as_f64() == Some(3.0) && JsValue::from(None::<bool>).is_undefined(),
        "Option",
    );
    check(JsValue::from(u64::MAX).r#typeof() == "bigint" && JsValue::from('x') == "x", "From");
    check(JsValue::UNDEFINED.get("x").is_err(), "a property of undefined");
    check(JsValue::NULL.set("x", 1).is_err(), "a property of null");
    check(object.call("absent", &[]).is_err(), "a method that is not there");
    let text = JsValue::from("a-b").call("split", &["-".into()]).expect("a method of strings");
    check(text.get("length").expect("no getter").as_f64() == Some(2.0), "call with arguments");
    for (value, shown) in [
        (JsValue::UNDEFINED, "JsValue(undefined)"),
        (JsValue::NULL, "JsValue(null)"),
        (JsValue::TRUE, "JsValue(true)"),
        ((-0.0).into(), "JsValue(-0)"),
        (7_i64.into(), "JsValue(7n)"),
        ("a\"b".into(), "JsValue(\"a\\\"b\")"),
        (text, "JsValue([\"a\", \"b\"])"),
    ] {
        check(format!("{value:?}") == shown, shown);
    }
}
