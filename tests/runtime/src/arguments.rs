//! Arguments of calls that do not come about: what came before the one that is refused, or finds no room, is given back. And
//! closures of a scope that others use when they end.

use crate::keep;
use closures_extern::{
    closures_export, closures_extern, scope, Closure, JsFunction, JsValue, Rest, ScopedClosure, This,
};

closures_extern! {
    #![js(module = "./host.js")]
    fn note(text: &str);
    #[js(name = "give")]
    fn give_things() -> Result<Vec<Thing>, JsValue>;
    #[js(name = "give")]
    fn give_texts() -> Result<Vec<String>, JsValue>;
    #[js(name = "give")]
    fn give_values() -> Result<Vec<JsValue>, JsValue>;
    #[js(name = "give")]
    fn give_list() -> Result<Vec<f64>, JsValue>;
    #[js(name = "give")]
    fn give_text() -> Result<Option<String>, JsValue>;
    #[js(name = "give")]
    fn give_text_or_end() -> String;
    fn take(text: &str, value: JsValue, list: Vec<f64>, thing: Thing, owned: Closure<dyn Fn()>) -> Result<(), JsValue>;
    #[js(name = "take")]
    fn take_lending(text: &str, value: JsValue, f: &mut dyn FnMut()) -> Result<(), JsValue>;
    #[js(name = "hold")]
    fn hold_1(f: &Closure<dyn Fn(Vec<f64>)>);
    #[js(name = "hold")]
    fn hold_2(f: &Closure<dyn Fn(JsValue, Vec<f64>)>);
    #[js(name = "hold")]
    fn hold_3(f: &Closure<dyn FnMut(JsValue, String, Vec<f64>)>);
    #[js(name = "hold")]
    fn hold_3_refs(f: &Closure<dyn FnMut(&str, &[u8], &[f64])>);
    #[js(name = "hold")]
    fn hold_4(f: &Closure<dyn FnMut(Thing, JsValue, String, Vec<f64>)>);
    #[js(name = "hold")]
    fn hold_5(f: &Closure<dyn FnMut(Vec<String>, Option<String>, &Thing, i64, Vec<f64>)>);
    #[js(name = "hold")]
    fn hold_6(f: &Closure<dyn Fn(Vec<JsValue>, u128, Thing, String, bool, Vec<f64>)>);
    #[js(name = "hold")]
    fn hold_7(f: &Closure<dyn Fn(This<JsValue>, JsValue, Vec<Thing>, String, char, Option<Thing>, Vec<f64>)>);
    #[js(name = "hold")]
    fn hold_8(f: &Closure<dyn Fn(Thing, String, JsValue, JsFunction<dyn Fn()>, Vec<u8>, f32, Thing, Rest<String>)>);
    #[js(name = "hold")]
    fn hold_once(f: &Closure<dyn FnMut(Thing, String, Vec<f64>) -> u32>);
    #[js(name = "hold")]
    fn hold_once_1(f: &Closure<dyn FnMut(String) -> usize>);
    fn use_scoped(f: &Closure<dyn Fn() -> u32>);
    #[js(name = "useScoped")]
    fn use_value(f: &JsValue);
    fn keep_other(f: &Closure<dyn Fn(u32) -> u32>);
}

closures_extern! {
    #[js(namespace = Math, variadic)]
    fn max(list: &[f64]) -> f64;
    #[js(namespace = Math, name = "max", variadic)]
    fn try_max(list: &[f64]) -> Result<f64, JsValue>;
}

/// A value that says when it is dropped.
pub(crate) struct Thing(u32);

impl Drop for Thing {
    fn drop(&mut self) {
        note(&format!("dropped {}", self.0));
    }
}

/// Uses a closure of the same scope when it ends, after it has made others.
struct Holder<'scope> {
    inner: ScopedClosure<'scope, dyn Fn() -> u32>,
    make: u32,
}

impl Drop for Holder<'_> {
    fn drop(&mut self) {
        for _ in 0..self.make {
            let other = Closure::<dyn Fn(u32) -> u32>::new(|n| 1000 + n);
            keep_other(&other);
            keep(other);
        }
        use_scoped(&self.inner);
        use_value(self.inner.as_js_value());
    }
}

closures_export! {
    pub type Thing;

    #[js(constructor)]
    fn argument_thing(n: u32) -> Thing {
        Thing(n)
    }
    fn number(self: &Thing) -> u32 {
        self.0
    }
    fn add(self: &mut Thing, n: u32) -> u32 {
        self.0 += n;
        self.0
    }
    fn with_list(self: &mut Thing, text: &str, list: Vec<f64>) -> usize {
        text.len() + list.len()
    }
    fn into_list(self: Thing, value: JsValue, list: Vec<f64>) -> usize {
        drop(value);
        list.len()
    }

    fn argument_everything(a: Thing, b: String, c: JsValue, d: Vec<String>, e: Vec<Thing>, f: JsFunction<dyn Fn()>, g: &Thing, h: &mut Thing, i: &[u8], j: Option<String>, k: i128, l: Option<i64>, m: Vec<JsValue>, n: Option<&mut Thing>, last: Vec<f64>) -> u32 {
        drop((b, c, d, f, j, k, l, m, last));
        a.0 + e.len() as u32 + g.0 + h.0 + i.len() as u32 + n.map_or(0, |n| n.0)
    }
    /// The last is refused when it is lent already.
    fn argument_refused(a: Thing, b: String, c: JsValue, d: Vec<Thing>, e: &Thing, last: &mut Thing) {
        drop((a, b, c, d, e.0, last.0));
    }
    /// A closure that takes an object, and can be called once.
    fn argument_once() -> JsValue {
        Closure::<dyn FnMut(Thing)>::once_into_js(drop)
    }
    /// The same, as often as one likes.
    fn argument_often() -> JsValue {
        Closure::<dyn FnMut(Thing)>::new(drop).into_js_value()
    }
    fn argument_this(this: This<JsValue>, a: Vec<f64>) {
        drop((this, a));
    }
    fn argument_rest(a: Thing, rest: Rest<Thing>) -> u32 {
        a.0 + rest.0.iter().map(|thing| thing.0).sum::<u32>()
    }
    fn argument_texts(a: JsValue, rest: Rest<String>) -> usize {
        drop(a);
        rest.0.len()
    }
    fn argument_lists(a: JsValue, rest: Rest<Vec<u8>>) -> usize {
        drop(a);
        rest.0.len()
    }
    fn argument_bytes(list: Vec<u8>) -> usize {
        list.len()
    }
    fn argument_floats(list: &[f64]) -> usize {
        list.len()
    }
    fn argument_both(a: &Thing, n: f64) -> f64 {
        f64::from(a.0) + n
    }
    fn argument_take(a: Thing, n: f64) -> f64 {
        f64::from(a.0) + n
    }
    fn argument_strings(list: Vec<String>, n: f64) -> String {
        format!("{list:?} {n}")
    }

    fn argument_results(way: u32) -> bool {
        match way {
            0 => give_things().is_ok(),
            1 => give_texts().is_ok(),
            2 => give_values().is_ok(),
            3 => give_list().is_ok(),
            4 => give_text().is_ok(),
            _ => give_text_or_end().is_empty(),
        }
    }

    /// Gives values away beside a text that is too long for JavaScript.
    fn argument_too_long(length: usize, lending: bool) -> bool {
        let text = String::from_utf8(vec![0; length]).unwrap_or_default();
        if lending {
            return take_lending(&text, JsValue::from("value"), &mut || ()).is_ok();
        }
        take(&text, JsValue::from("value"), vec![1.0; 8], Thing(1), Closure::new(|| ())).is_ok()
    }
    fn argument_long_text(length: usize) -> String {
        String::from_utf8(vec![0; length]).unwrap_or_default()
    }

    fn argument_max(n: usize) -> f64 {
        max(&vec![1.5; n])
    }
    fn argument_try_max(n: usize) -> f64 {
        try_max(&vec![1.5; n]).unwrap_or(-1.0)
    }

    /// Closures of one to eight parameters, the last of which may find no room; and two for one call.
    fn argument_closures() {
        let one = Closure::<dyn Fn(Vec<f64>)>::new(|_| note("called"));
        hold_1(&one);
        let two = Closure::<dyn Fn(JsValue, Vec<f64>)>::new(|_, _| note("called"));
        hold_2(&two);
        let three = Closure::<dyn FnMut(JsValue, String, Vec<f64>)>::new(|_, _, _| note("called"));
        hold_3(&three);
        let refs = Closure::<dyn FnMut(&str, &[u8], &[f64])>::new(|_: &str, _: &[u8], _: &[f64]| note("called"));
        hold_3_refs(&refs);
        let four = Closure::<dyn FnMut(Thing, JsValue, String, Vec<f64>)>::new(|_: Thing, _, _, _| note("called"));
        hold_4(&four);
        let five = Closure::<dyn FnMut(Vec<String>, Option<String>, &Thing, i64, Vec<f64>)>::new(
            |_: Vec<String>, _: Option<String>, _: &Thing, _: i64, _: Vec<f64>| note("called"),
        );
        hold_5(&five);
        keep((one, two, three, refs, four, five));
        let six = Closure::<dyn Fn(Vec<JsValue>, u128, Thing, String, bool, Vec<f64>)>::new(
            |_: Vec<JsValue>, _: u128, _: Thing, _: String, _: bool, _: Vec<f64>| note("called"),
        );
        hold_6(&six);
        let seven = Closure::<dyn Fn(This<JsValue>, JsValue, Vec<Thing>, String, char, Option<Thing>, Vec<f64>)>::new(
            |_: This<JsValue>, _: JsValue, _: Vec<Thing>, _: String, _: char, _: Option<Thing>, _: Vec<f64>| note("called"),
        );
        hold_7(&seven);
        let eight = Closure::<dyn Fn(Thing, String, JsValue, JsFunction<dyn Fn()>, Vec<u8>, f32, Thing, Rest<String>)>::new(
            |_: Thing, _: String, _: JsValue, _: JsFunction<dyn Fn()>, _: Vec<u8>, _: f32, _: Thing, _: Rest<String>| note("called"),
        );
        hold_8(&eight);
        let once = Closure::<dyn FnMut(Thing, String, Vec<f64>) -> u32>::once(|thing: Thing, _: String, _: Vec<f64>| thing.0);
        hold_once(&once);
        let text = Closure::<dyn FnMut(String) -> usize>::once(|text: String| text.len());
        hold_once_1(&text);
        keep((six, seven, eight, once, text));
    }

    /// A closure of a scope that another of it uses when it ends.
    fn argument_scope(make: u32) {
        let n = 7;
        scope(|s| {
            let inner = s.closure(|| n);
            use_scoped(&inner);
            let holder = Holder { inner, make };
            let _outer: ScopedClosure<'_, dyn Fn() -> u32> = s.closure(move || {
                let _captured = &holder;
                0
            });
        });
        note("the scope has ended");
    }
}
