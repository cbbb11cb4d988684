//! An app that the command of wasm-bindgen processes. Each export does one thing with values of both crates, which
//! `hosted.test.js` watches from the JavaScript side.

use closures_extern::{
    closures_extern, provide_module, scope, spawn_local, Closure, Js, JsFunction, JsPromise, JsValue, Rest,
};
use js_sys::{Array, Date, Function, Object, Promise};
use library::Timeout;
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::{wasm_bindgen, Closure as HostClosure};
use wasm_bindgen::{JsCast, JsValue as HostValue};

closures_extern! {
    #![js(module = "./host.js")]

    fn note(text: &str);
    fn identity(value: &HostValue) -> HostValue;
    #[js(name = "identity")]
    fn ours_of(value: &HostValue) -> JsValue;
    #[js(name = "identity")]
    fn host_of(value: JsValue) -> HostValue;
    #[js(name = "identity")]
    fn given(value: HostValue) -> Js<Object>;
    #[js(name = "identity")]
    fn array(value: &Array) -> Array;
    #[js(name = "identity")]
    fn maybe(value: Option<&Date>) -> Option<Js<Date>>;
    #[js(name = "identity")]
    fn dates(values: Vec<HostValue>) -> Vec<Js<Date>>;
    #[js(name = "call")]
    fn call_with_rest(f: &dyn Fn(Rest<Js<Date>>) -> Vec<Date>, first: &Date, second: &Date) -> Array;
    #[js(name = "fail")]
    fn fail() -> Result<Array, HostValue>;
    #[js(name = "fail")]
    fn fail_uncaught();
    #[js(name = "call")]
    fn call_host_closure(f: &HostClosure<dyn FnMut(u32) -> u32>, n: u32) -> u32;
    #[js(name = "call")]
    fn call_function(f: &Function, n: u32) -> u32;
    #[js(name = "call")]
    fn call_with_date(f: &mut dyn FnMut(&Date) -> f64, date: &Date) -> f64;
    #[js(name = "call")]
    fn call_with_owned(f: &dyn Fn(Js<Date>, HostValue) -> HostValue, date: &Date, other: &HostValue) -> HostValue;
    #[js(name = "call")]
    fn call_thrower(f: &dyn Fn(&Date) -> Result<(), JsValue>, date: &Date) -> Result<(), HostValue>;
    fn many(a: f64, b: &str, c: i64, d: &dyn Fn(), e: u8) -> String;
    fn wide(a: u64, b: i64) -> u64;
    #[js(name = "join")]
    fn join_4(a: u8, b: &str, c: bool, d: f32) -> String;
    #[js(name = "join")]
    fn join_6(a: u8, b: i8, c: &str, d: i64, e: u32, f: f64) -> String;
    #[js(name = "join")]
    fn join_7(a: u8, b: i8, c: &str, d: i64, e: u32, f: f64, g: char) -> String;
    #[js(name = "join")]
    fn join_8(a: u8, b: i8, c: &str, d: i64, e: u32, f: f64, g: char, h: u64) -> String;
    #[js(name = "join")]
    fn join_10(a: u8, b: i8, c: &str, d: i64, e: u32, f: f64, g: char, h: u64, i: i32, j: Option<u32>) -> String;
}

/// Before anything else: what `./host.js` is.
#[wasm_bindgen]
pub fn begin(host: &HostValue) {
    provide_module("./host.js", host);
}

/// A value goes to JavaScript and comes back, in every way. What `identity` returns must be the very same.
#[wasm_bindgen]
pub fn values(value: HostValue) -> bool {
    let object: Object = value.clone().unchecked_into();
    let ours = ours_of(&value);
    identity(&value) == value
        && identity(&object) == value
        && HostValue::from(&ours) == value
        && JsValue::from(&value) == ours
        && host_of(ours.clone()) == value
        && HostValue::from(ours) == value
        && HostValue::from(given(value.clone()).0) == value
        && HostValue::from(JsValue::from(value.clone())) == value
        && host_of(JsValue::TRUE) == HostValue::TRUE
        && JsValue::from(HostValue::UNDEFINED).is_undefined()
}

#[wasm_bindgen]
pub fn js_sys_values() -> bool {
    let list = Array::of1(&1.into());
    let date = Date::new(&5.into());
    array(&list) == list
        && maybe(Some(&date)).is_some_and(|same| same.get_time() == 5.0)
        && maybe(None).is_none()
        && dates(vec![date.clone().into(), date.clone().into()]).iter().all(|same| same.0 == date)
        && call_with_rest(
            &|Rest(dates)| dates.into_iter().map(|date| date.0).rev().collect(),
            &date,
            &Date::new_0(),
        )
        .get(1)
            == HostValue::from(date)
        && fail().is_err_and(|error| error.is_instance_of::<js_sys::Error>())
}

#[wasm_bindgen]
pub fn host_closure() -> u32 {
    call_host_closure(&HostClosure::new(|n| n + 1), 1)
}

#[wasm_bindgen]
pub fn closure_to_function() -> u32 {
    let closure = Closure::<dyn FnMut(u32) -> u32>::new(|n| 10 * n);
    let function = closure.to_function();
    let sum = call_function(&function, 1) + call_function(&Function::from(&closure), 2);
    drop(closure);
    assert!(function.call1(&HostValue::NULL, &1.into()).is_err());
    sum
}

#[wasm_bindgen]
pub fn closure_parameters() -> f64 {
    let date = Date::new(&20.into());
    let mut seen = 0.0;
    let back = call_with_date(
        &mut |date: &Date| {
            seen += date.get_time();
            date.get_time()
        },
        &date,
    );
    let owned = call_with_owned(
        &|date: Js<Date>, other| (date.get_time() + other.as_f64().unwrap()).into(),
        &date,
        &2.into(),
    );
    seen + back + owned.as_f64().unwrap()
}

/// A `?` on what a function of `js_sys` throws, in a closure that throws it.
#[wasm_bindgen]
pub fn closure_throws() -> bool {
    let throws = |date: &Date| {
        js_sys::Reflect::get(&HostValue::NULL, &"key".into())?;
        drop(date.clone());
        Ok(())
    };
    call_thrower(&throws, &Date::new_0()).is_err_and(|error| error.is_instance_of::<js_sys::TypeError>())
}

/// More slots than cross as they are, and 64 bits.
#[wasm_bindgen]
pub fn joined() -> Vec<String> {
    vec![
        join_4(255, "b", true, 0.5),
        join_6(255, -1, "c", i64::MIN, u32::MAX, 0.1),
        join_7(255, -1, "c", i64::MIN, u32::MAX, 0.1, 'g'),
        join_8(255, -1, "c", i64::MIN, u32::MAX, 0.1, 'g', u64::MAX),
        join_10(255, -1, "c", i64::MIN, u32::MAX, 0.1, 'g', u64::MAX, i32::MIN, Some(7)),
    ]
}

#[wasm_bindgen]
pub fn slots() -> String {
    let sum = wide(u64::MAX - 1, -2);
    many(1.5, "text", i64::MIN, &|| note("called"), 255) + &format!(" {sum}")
}

/// A function of `web_sys` would take the closure in this way.
#[wasm_bindgen]
pub fn scoped() -> u32 {
    let calls = Cell::new(0);
    scope(|s| {
        let closure = s.closure::<dyn FnMut(), _>(|| calls.set(calls.get() + 1));
        let function = closure.to_function();
        function.call0(&HostValue::NULL).unwrap();
    });
    calls.get()
}

#[wasm_bindgen]
pub fn call_back(f: &HostValue) -> f64 {
    let f: JsFunction<dyn Fn(f64) -> f64> = typed(f);
    f.call(4.0).unwrap()
}

/// A promise of theirs is one of ours, whose value one of ours has, which is one of theirs.
#[wasm_bindgen]
pub async fn both_promises(promise: Promise) -> Result<HostValue, HostValue> {
    let n = JsPromise::<u32, HostValue>::from(promise).await?;
    let ours = JsPromise::<u32>::new(async move { Ok(n + 1) });
    wasm_bindgen_futures::JsFuture::from(Promise::from(ours)).await
}

#[wasm_bindgen]
pub fn both_executors() {
    async fn noted(name: &str) {
        for _ in 0..2 {
            resolved(name).await.unwrap();
            note(name);
        }
    }
    spawn_local(noted("ours"));
    wasm_bindgen_futures::spawn_local(noted("theirs"));
}

closures_extern! {
    #[js(module = "./host.js", name = "identity")]
    async fn resolved(value: &str) -> Result<String, JsValue>;
}

closures_extern! {
    #[js(module = "./host.js", name = "identity")]
    fn typed(f: &HostValue) -> JsFunction<dyn Fn(f64) -> f64>;
    #[js(module = "./absent.js")]
    fn absent();
    #[js(module = "node:path")]
    fn basename(path: &str) -> String;
    fn no_such_global();
}

#[wasm_bindgen]
pub fn call_absent() {
    absent();
}

#[wasm_bindgen]
pub fn call_basename() -> String {
    basename("/a/b")
}

#[wasm_bindgen]
pub fn call_missing() {
    no_such_global();
}

/// What the import throws skips this frame.
#[wasm_bindgen]
pub fn call_fail() {
    fail_uncaught();
}

#[wasm_bindgen]
pub fn alive() -> String {
    format!("{:?}", closures_extern::stats())
}

thread_local! {
    static KEPT: RefCell<Option<Closure<dyn FnMut()>>> = const { RefCell::new(None) };
    static TIMEOUT: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    static NAME: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    static COUNTERS: RefCell<Vec<Closure<dyn FnMut() -> u32>>> = const { RefCell::new(Vec::new()) };
}

/// What an instance has of its own: a value, and a closure that counts from `n`.
#[wasm_bindgen]
pub fn hold(name: &str, n: u32) -> Function {
    let mut n = n;
    let counter = Closure::<dyn FnMut() -> u32>::new(move || {
        n += 1;
        n
    });
    let function = counter.to_function();
    NAME.set(Some(JsValue::from(HostValue::from_str(name))));
    COUNTERS.with_borrow_mut(|counters| counters.push(counter));
    function
}

#[wasm_bindgen]
pub fn held_name() -> Option<String> {
    NAME.with_borrow(|name| name.as_ref()?.as_string())
}

#[wasm_bindgen]
pub fn drop_name() {
    NAME.take();
}

/// JavaScript owns the counters from now on.
#[wasm_bindgen]
pub fn give_counters() {
    COUNTERS.take().into_iter().for_each(Closure::forget);
}

#[wasm_bindgen]
pub fn drop_counters() {
    COUNTERS.take();
}

#[wasm_bindgen]
pub fn note_text(text: &str) {
    note(text);
}

#[wasm_bindgen]
pub fn kept() -> Function {
    let closure = Closure::<dyn FnMut()>::new(|| note("called"));
    let function = closure.to_function();
    KEPT.set(Some(closure));
    function
}

#[wasm_bindgen]
pub fn drop_kept() {
    KEPT.take();
}

#[wasm_bindgen]
pub fn panics() -> Function {
    HostValue::from(Closure::<dyn FnMut()>::new(|| panic!("as it should")).into_js_value()).unchecked_into()
}

/// A hook of the app's own. Before anything else, so that it is called after that of the crate.
#[wasm_bindgen]
pub fn note_panics() {
    std::panic::set_hook(Box::new(|info| note(&info.to_string())));
}

#[wasm_bindgen]
pub fn library_sum() -> f64 {
    library::sum()
}

#[wasm_bindgen]
pub fn library_grammar() -> String {
    library::grammar()
}

#[wasm_bindgen]
pub fn library_wait() {
    TIMEOUT.set(Some(Timeout::new(1, || note("waited"))));
}

/// Types of `web_sys` cross as those of `js_sys` do; Node has none to pass.
mod web_sys_types {
    #![allow(dead_code, reason = "compiled, not called")]
    use closures_extern::{closures_extern, Closure, Js};
    use web_sys::{Element, Event, MouseEvent, Node};

    closures_extern! {
        fn append(parent: &Element, child: &Node) -> Js<Node>;
        fn find(selector: &str) -> Result<Option<Js<Element>>, wasm_bindgen::JsValue>;
        fn listen(name: &str, f: &Closure<dyn FnMut(&Event)>);
        fn on_click(f: &mut dyn FnMut(&MouseEvent, u32), other: Option<&Element>);
    }
}
