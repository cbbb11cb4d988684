//! The same loops by both crates, in one app: an export runs its row so many times. `cost.js` takes the time.

use std::hint::black_box;
use wasm_bindgen::prelude::{wasm_bindgen, JsValue};

/// A row is what both modules have under its name.
macro_rules! rows {
    ($($ours:ident $theirs:ident: $row:ident;)*) => {$(
        #[unsafe(no_mangle)]
        extern "C" fn $ours(times: u32) {
            (0..times).for_each(ours::$row);
        }

        #[unsafe(no_mangle)]
        extern "C" fn $theirs(times: u32) {
            (0..times).for_each(theirs::$row);
        }
    )*};
}

rows! {
    ours_nothing theirs_nothing: nothing;
    ours_add_f64 theirs_add_f64: add_f64;
    ours_add_i32 theirs_add_i32: add_i32;
    ours_five_numbers theirs_five_numbers: five_numbers;
    ours_text theirs_text: text;
    ours_object theirs_object: object;
    ours_stack_closure theirs_stack_closure: stack_closure;
    ours_heap_closure theirs_heap_closure: heap_closure;
}

/// What is the same in both modules. They differ in how `host` is declared, and in whose `Closure` it is.
macro_rules! bodies {
    () => {
        pub(crate) fn nothing(_: u32) {
            host::nothing();
        }
        pub(crate) fn add_f64(n: u32) {
            black_box(host::add_f64(n.into(), 2.0));
        }
        pub(crate) fn add_i32(n: u32) {
            black_box(host::add_i32(n as i32, 2));
        }
        pub(crate) fn five_numbers(n: u32) {
            host::five_numbers(n.into(), 2.0, 3.0, 4.0, 5.0);
        }
        pub(crate) fn text(_: u32) {
            host::text("sixteen letters!");
        }
        pub(crate) fn object(_: u32) {
            OBJECT.with(host::object);
        }
        pub(crate) fn stack_closure(n: u32) {
            host::call_stack(&|| {
                black_box(n);
            });
        }
        pub(crate) fn heap_closure(n: u32) {
            host::call_heap(&Closure::<dyn FnMut()>::new(move || {
                black_box(n);
            }));
        }
        pub(crate) fn function() -> JsValue {
            Closure::<dyn FnMut()>::new(|| {
                black_box(0);
            })
            .into_js_value()
            .into()
        }
    };
}

thread_local! {
    static OBJECT: js_sys::Object = js_sys::Object::new();
}

mod ours {
    use super::{black_box, JsValue, OBJECT};
    use closures_extern::Closure;

    mod host {
        use closures_extern::{closures_extern, Closure};
        closures_extern! {
            #![js(module = "./host.js")]
            pub(crate) fn nothing();
            pub(crate) fn add_f64(a: f64, b: f64) -> f64;
            pub(crate) fn add_i32(a: i32, b: i32) -> i32;
            pub(crate) fn five_numbers(a: f64, b: f64, c: f64, d: f64, e: f64);
            pub(crate) fn text(text: &str);
            pub(crate) fn object(object: &js_sys::Object);
            pub(crate) fn call_stack(f: &dyn Fn());
            pub(crate) fn call_heap(f: &Closure<dyn FnMut()>);
        }
    }

    bodies! {}
}

mod theirs {
    use super::{black_box, JsValue, OBJECT};
    use wasm_bindgen::prelude::Closure;

    mod host {
        use wasm_bindgen::prelude::*;
        #[wasm_bindgen(js_namespace = host)]
        extern "C" {
            pub(crate) fn nothing();
            #[wasm_bindgen(js_name = addF64)]
            pub(crate) fn add_f64(a: f64, b: f64) -> f64;
            #[wasm_bindgen(js_name = addI32)]
            pub(crate) fn add_i32(a: i32, b: i32) -> i32;
            #[wasm_bindgen(js_name = fiveNumbers)]
            pub(crate) fn five_numbers(a: f64, b: f64, c: f64, d: f64, e: f64);
            pub(crate) fn text(text: &str);
            pub(crate) fn object(object: &js_sys::Object);
            #[wasm_bindgen(js_name = callStack)]
            pub(crate) fn call_stack(f: &dyn Fn());
            #[wasm_bindgen(js_name = callHeap)]
            pub(crate) fn call_heap(f: &Closure<dyn FnMut()>);
        }
    }

    bodies! {}
}

/// What `./host.js` is, and the exports.
#[wasm_bindgen]
pub fn begin(host: &JsValue) -> JsValue {
    closures_extern::provide_module("./host.js", host);
    wasm_bindgen::exports()
}

#[wasm_bindgen]
pub fn ours_function() -> JsValue {
    ours::function()
}

#[wasm_bindgen]
pub fn theirs_function() -> JsValue {
    theirs::function()
}
