//! What things are called: symbols as names, what `{:?}` says of a value, how many parameters a closure's function says that it has,
//! and what is looked up when it is called.

use crate::keep;
use closures_extern::{closures_extern, Closure, JsValue, Rest, ScopedClosure, This};

closures_extern! {
    #![js(module = "./host.js", descriptors = IMPORTS)]

    type Things;
    #[js(constructor)]
    fn new() -> Things;
    #[js(name = "[Symbol.iterator]")]
    fn iter(this: &Things) -> JsValue;
    #[js(name = "[Symbol.asyncIterator]")]
    fn async_iter(this: &Things) -> JsValue;
    #[js(getter = "[Symbol.toStringTag]")]
    fn tag(this: &Things) -> String;
    #[js(setter = "[Symbol.toStringTag]")]
    fn set_tag(this: &Things, tag: &str);
    #[js(static_method_of = Things, name = "[Symbol.hasInstance]")]
    fn is_thing(value: u32) -> bool;
    #[js(namespace = things, name = "[Symbol.toPrimitive]")]
    fn of_namespace(hint: &str) -> u32;
    #[js(namespace = things, name = "[Symbol.toStringTag]")]
    static TAG: String;

    fn note(text: &str);
    fn named() -> JsValue;
    fn letter() -> char;
    fn maybe_letter() -> Option<char>;
    fn has_length(f: &JsValue, length: u32);
    fn lend_three(f: &dyn Fn(u32, f64, bool));
    fn lend_many(f: &mut dyn FnMut(u32, &str, String, u8, u8));
    fn keep_scoped_two(f: &Closure<dyn Fn(String, u32)>);
    fn counted() -> u32;
    fn counted_sum(a: f64, b: f64) -> f64;
    fn counted_text(text: &str) -> String;
    fn counted_many(a: u32, b: u32, c: u32, d: u32, e: &str) -> u32;
    #[js(variadic)]
    fn counted_all(numbers: &[u32]) -> u32;
    fn counted_lent(f: &mut dyn FnMut()) -> u32;
    fn counted_caught() -> Result<u32, JsValue>;
}

closures_extern! {
    #[js(name = "[Symbol.replace]")]
    fn of_global() -> u32;
    #[js(namespace = not_there, name = "x")]
    static NO_NAMESPACE: Option<String>;
    #[js(namespace = "lateNames.deep.deeper", name = "x")]
    static NO_PATH: Option<u32>;
    #[js(namespace = not_there)]
    static NO_VALUE: JsValue;
}

/// Each form of an import whose name is a symbol.
#[unsafe(no_mangle)]
extern "C" fn name_symbols() {
    let things = Things::new();
    note(&format!("{:?} {:?}", things.iter(), things.async_iter()));
    things.set_tag("set");
    note(&format!("{} {} {}", things.tag(), Things::is_thing(1), TAG.get()));
    note(&format!("{} {}", of_namespace("number"), of_global()));
    for import in IMPORTS.iter().filter(|import| import.to_string().contains("[Symbol.")) {
        note(&import.to_string());
    }
}

#[unsafe(no_mangle)]
extern "C" fn name_symbol_missing() {
    drop(Things::new().iter());
}

#[unsafe(no_mangle)]
extern "C" fn name_shown() {
    note(&format!("{:?}", named()));
}

#[unsafe(no_mangle)]
extern "C" fn name_unwrapped() {
    std::hint::black_box(Err::<(), JsValue>(named())).unwrap();
}

#[unsafe(no_mangle)]
extern "C" fn name_letter() {
    note(&letter().to_string());
}

#[unsafe(no_mangle)]
extern "C" fn name_maybe_letter() {
    note(&format!("{:?}", maybe_letter()));
}

#[unsafe(no_mangle)]
extern "C" fn name_absent() {
    note(&format!("{:?} {:?}", NO_NAMESPACE.get(), NO_PATH.get()));
}

#[unsafe(no_mangle)]
extern "C" fn name_absent_value() {
    drop(NO_VALUE.get());
}

/// Calls what stands right in the module, in each form that crosses in its own way.
#[unsafe(no_mangle)]
extern "C" fn name_counted() {
    note(&format!("{} {}", counted(), counted_sum(1.0, 2.0)));
    note(&format!("{} {}", counted_text("t"), counted_many(1, 2, 3, 4, "e")));
    let mut calls = 0;
    note(&format!("{} {}", counted_all(&[1, 2]), counted_lent(&mut || calls += 1)));
    note(&format!("{:?} {calls}", counted_caught()));
}

#[unsafe(no_mangle)]
extern "C" fn name_counted_once() {
    note(&counted().to_string());
}

/// Closures of each kind, with the number of parameters that their functions should have.
#[unsafe(no_mangle)]
extern "C" fn name_lengths() {
    macro_rules! lengths {
        ($($length:literal ($($arg:ident: $ty:ty),*) $(-> $result:ty)? $body:block)*) => {$(
            let closure = Closure::<dyn Fn($($ty),*) $(-> $result)?>::new(|$($arg: $ty),*| $body);
            has_length(closure.as_js_value(), $length);
            has_length(&closure.into_js_value(), $length);
            let closure = Closure::<dyn FnMut($($ty),*) $(-> $result)?>::once(|$($arg: $ty),*| $body);
            has_length(closure.as_js_value(), $length);
            keep(closure);
        )*};
    }
    lengths! {
        0 () {}
        1 (_a: u32) {}
        2 (_a: bool, _b: f64) -> bool { true }
        3 (_a: String, _b: JsValue, _c: Option<u32>) -> String { String::new() }
        2 (_a: &str, _b: &JsValue) {}
        4 (_a: u32, _b: u32, _c: u32, _d: u32) {}
        5 (_a: u32, _b: u32, _c: u32, _d: u32, _e: u32) {}
        6 (_a: u32, _b: u32, _c: u32, _d: u32, _e: u32, _f: u32) {}
        7 (_a: u32, _b: u32, _c: u32, _d: u32, _e: u32, _f: u32, _g: u32) {}
        8 (_a: u32, _b: u32, _c: u32, _d: u32, _e: u32, _f: u32, _g: u32, _h: u32) {}
        0 (_this: This<JsValue>) {}
        2 (_this: This<JsValue>, _a: u32, _b: u32) {}
        0 (_all: Rest<JsValue>) {}
        1 (_this: This<JsValue>, _a: u32, _rest: Rest<JsValue>) {}
    }
    has_length(&Closure::<dyn FnMut(u32, u32)>::once_into_js(|_, _| {}), 2);
    lend_three(&|_, _, _| {});
    lend_many(&mut |_, _, _, _, _| {});
    closures_extern::scope(|s| {
        let closure: ScopedClosure<'_, dyn Fn(String, u32)> = s.closure(|_, _| {});
        keep_scoped_two(&closure);
    });
}
