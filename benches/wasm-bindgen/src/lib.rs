//! Competitor 2, `wasm-bindgen`: the imports of `../host.js` as users of wasm-bindgen declare them. The
//! measured loops stand in `../rows.rs`, `../things.rs` and `../exports.rs`.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local as spawn;

#[path = "../../exports.rs"]
mod exports;
#[path = "../../promises.rs"]
mod promises;
#[path = "../../rows.rs"]
mod rows;
#[path = "../../strings.rs"]
mod strings;
#[path = "../../structs.rs"]
mod structs;
#[path = "../../things.rs"]
mod things;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Math)]
    fn max(x: f64, y: f64) -> f64;
}

// `raw_module` and not `module`: the text goes into the generated `import` as it stands, seen from
// `target/wasm-bindgen/`. The query gives this competitor an instance of host.js of its own (see run.js).
#[wasm_bindgen(raw_module = "../../host.js?wasm-bindgen")]
extern "C" {
    #[wasm_bindgen(js_name = importVoid)]
    fn import_void();
    #[wasm_bindgen(js_name = importF64)]
    fn import_f64(x: f64, y: f64) -> f64;
    #[wasm_bindgen(js_name = importI32)]
    fn import_i32(x: i32) -> i32;
    #[wasm_bindgen(js_name = importU64)]
    fn import_u64(x: u64) -> u64;
    #[wasm_bindgen(js_name = takeStr)]
    fn take_str(s: &str);
    #[wasm_bindgen(js_name = takeStr100)]
    fn take_str100(s: &str);
    #[wasm_bindgen(js_name = takeStr100Mixed)]
    fn take_str100_mixed(s: &str);
    #[wasm_bindgen(js_name = takeStr1k)]
    fn take_str1k(s: &str);
    #[wasm_bindgen(js_name = giveString)]
    fn give_string(i: u32) -> String;
    #[wasm_bindgen(js_name = takeVec)]
    fn take_vec(numbers: Vec<f64>);
    #[wasm_bindgen(js_name = giveVec)]
    fn give_vec(i: u32) -> Vec<f64>;

    type Thing;
    fn thing() -> Thing;
    #[wasm_bindgen(method)]
    fn ping(this: &Thing, x: f64) -> f64;
    #[wasm_bindgen(method, getter)]
    fn size(this: &Thing) -> f64;

    #[wasm_bindgen(js_name = takePoint)]
    fn take_point_value(point: JsValue);
    #[wasm_bindgen(js_name = givePoint)]
    fn give_point_value(i: u32) -> JsValue;
    #[wasm_bindgen(js_name = samePoints)]
    fn same_points_value(points: JsValue) -> JsValue;
    #[wasm_bindgen(js_name = takePoint)]
    fn take_point_object(point: &PointObject);
    #[wasm_bindgen(js_name = givePoint)]
    fn give_point_object(i: u32) -> PointObject;

    #[wasm_bindgen(js_name = callOnce)]
    fn call_once(f: &mut dyn FnMut());
    #[wasm_bindgen(js_name = callOnceFn)]
    fn call_once_fn(f: &dyn Fn());
    #[wasm_bindgen(js_name = callHeap)]
    fn call_heap(f: &Closure<dyn FnMut()>);
    fn leak(f: &dyn Fn());

    #[wasm_bindgen(js_name = loopStackFn0)]
    fn loop_stack_fn0(f: &dyn Fn(), n: u32);
    #[wasm_bindgen(js_name = loopStackFnU32)]
    fn loop_stack_fn_u32(f: &dyn Fn(u32) -> u32, n: u32);
    #[wasm_bindgen(js_name = loopStackFnMutF64)]
    fn loop_stack_fn_mut_f64(f: &mut dyn FnMut(f64), n: u32);
    #[wasm_bindgen(js_name = loopStackFnMutValue)]
    fn loop_stack_fn_mut_value(f: &mut dyn FnMut(JsValue), n: u32);
    #[wasm_bindgen(js_name = loopStackFnStringResult)]
    fn loop_stack_fn_string_result(f: &dyn Fn(u32) -> String, n: u32);
    #[wasm_bindgen(js_name = loopStackFnString)]
    fn loop_stack_fn_string(f: &dyn Fn(String), n: u32);
    #[wasm_bindgen(js_name = loopHeapFn0)]
    fn loop_heap_fn0(f: &Closure<dyn Fn()>, n: u32);
    #[wasm_bindgen(js_name = loopHeapFnU32)]
    fn loop_heap_fn_u32(f: &Closure<dyn Fn(u32) -> u32>, n: u32);
    #[wasm_bindgen(js_name = loopHeapFnMutF64)]
    fn loop_heap_fn_mut_f64(f: &Closure<dyn FnMut(f64)>, n: u32);
    #[wasm_bindgen(js_name = loopHeapFnMutValue)]
    fn loop_heap_fn_mut_value(f: &Closure<dyn FnMut(JsValue)>, n: u32);
    #[wasm_bindgen(js_name = loopHeapFnStringResult)]
    fn loop_heap_fn_string_result(f: &Closure<dyn Fn(u32) -> String>, n: u32);
    #[wasm_bindgen(js_name = loopHeapFnString)]
    fn loop_heap_fn_string(f: &Closure<dyn Fn(String)>, n: u32);
    #[wasm_bindgen(js_name = checkValue)]
    fn check_value(value: &JsValue);

    #[wasm_bindgen(catch, js_name = valueLater)]
    async fn import_later(x: f64, y: f64) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = loopTwenty)]
    fn loop_twenty(n: u32);

    #[wasm_bindgen(js_name = importA)]
    fn import_a();
    #[wasm_bindgen(js_name = importB)]
    fn import_b() -> u32;
    #[wasm_bindgen(js_name = importC)]
    fn import_c() -> f64;
    #[wasm_bindgen(js_name = importD)]
    fn import_d() -> bool;
    #[wasm_bindgen(js_name = importE)]
    fn import_e(x: u32);
    #[wasm_bindgen(js_name = importF)]
    fn import_f(x: f64);
    #[wasm_bindgen(js_name = importG)]
    fn import_g(x: bool);
    #[wasm_bindgen(js_name = importH)]
    fn import_h(x: u32) -> u32;
    #[wasm_bindgen(js_name = importI)]
    fn import_i(x: f64) -> f64;
    #[wasm_bindgen(js_name = importJ)]
    fn import_j(x: i32) -> bool;
    #[wasm_bindgen(js_name = importK)]
    fn import_k(x: u8) -> i16;
    #[wasm_bindgen(js_name = importL)]
    fn import_l(x: i16) -> i32;
    #[wasm_bindgen(js_name = importM)]
    fn import_m(x: u32, y: f64);
    #[wasm_bindgen(js_name = importN)]
    fn import_n(x: i32, y: bool) -> i32;
    #[wasm_bindgen(js_name = importO)]
    fn import_o(x: f64, y: f64) -> f64;
    #[wasm_bindgen(js_name = importP)]
    fn import_p(x: u8, y: u16) -> u32;
    #[wasm_bindgen(js_name = importQ)]
    fn import_q(x: u32, y: f64, z: i32);
    #[wasm_bindgen(js_name = importR)]
    fn import_r(x: bool, y: bool, z: bool) -> bool;
    #[wasm_bindgen(js_name = importS)]
    fn import_s(x: f32, y: i8, z: u16) -> f64;
    #[wasm_bindgen(js_name = importT)]
    fn import_t(x: f64, y: f64, z: f64) -> f64;

    #[wasm_bindgen(js_name = passA)]
    fn pass_a(f: &dyn Fn());
    #[wasm_bindgen(js_name = passB)]
    fn pass_b(f: &dyn Fn() -> u32);
    #[wasm_bindgen(js_name = passC)]
    fn pass_c(f: &dyn Fn() -> f64);
    #[wasm_bindgen(js_name = passD)]
    fn pass_d(f: &dyn Fn() -> bool);
    #[wasm_bindgen(js_name = passE)]
    fn pass_e(f: &dyn Fn(u32));
    #[wasm_bindgen(js_name = passF)]
    fn pass_f(f: &dyn Fn(f64));
    #[wasm_bindgen(js_name = passG)]
    fn pass_g(f: &dyn Fn(bool));
    #[wasm_bindgen(js_name = passH)]
    fn pass_h(f: &dyn Fn(u32) -> u32);
    #[wasm_bindgen(js_name = passI)]
    fn pass_i(f: &dyn Fn(f64) -> f64);
    #[wasm_bindgen(js_name = passJ)]
    fn pass_j(f: &dyn Fn(i32) -> bool);
    #[wasm_bindgen(js_name = passK)]
    fn pass_k(f: &dyn Fn(u8) -> i16);
    #[wasm_bindgen(js_name = passL)]
    fn pass_l(f: &dyn Fn(i16) -> i32);
    #[wasm_bindgen(js_name = passM)]
    fn pass_m(f: &dyn Fn(u32, f64));
    #[wasm_bindgen(js_name = passN)]
    fn pass_n(f: &dyn Fn(i32, bool) -> i32);
    #[wasm_bindgen(js_name = passO)]
    fn pass_o(f: &dyn Fn(f64, f64) -> f64);
    #[wasm_bindgen(js_name = passP)]
    fn pass_p(f: &dyn Fn(u8, u16) -> u32);
    #[wasm_bindgen(js_name = passQ)]
    fn pass_q(f: &dyn Fn(u32, f64, i32));
    #[wasm_bindgen(js_name = passR)]
    fn pass_r(f: &dyn Fn(bool, bool, bool) -> bool);
    #[wasm_bindgen(js_name = passS)]
    fn pass_s(f: &dyn Fn(f32, i8, u16) -> f64);
    #[wasm_bindgen(js_name = passT)]
    fn pass_t(f: &dyn Fn(f64, f64, f64) -> f64);

    #[wasm_bindgen(js_name = keepA)]
    fn keep_a(f: &Closure<dyn Fn()>);
    #[wasm_bindgen(js_name = keepB)]
    fn keep_b(f: &Closure<dyn Fn() -> u32>);
    #[wasm_bindgen(js_name = keepC)]
    fn keep_c(f: &Closure<dyn Fn() -> f64>);
    #[wasm_bindgen(js_name = keepD)]
    fn keep_d(f: &Closure<dyn Fn() -> bool>);
    #[wasm_bindgen(js_name = keepE)]
    fn keep_e(f: &Closure<dyn Fn(u32)>);
    #[wasm_bindgen(js_name = keepF)]
    fn keep_f(f: &Closure<dyn Fn(f64)>);
    #[wasm_bindgen(js_name = keepG)]
    fn keep_g(f: &Closure<dyn Fn(bool)>);
    #[wasm_bindgen(js_name = keepH)]
    fn keep_h(f: &Closure<dyn Fn(u32) -> u32>);
    #[wasm_bindgen(js_name = keepI)]
    fn keep_i(f: &Closure<dyn Fn(f64) -> f64>);
    #[wasm_bindgen(js_name = keepJ)]
    fn keep_j(f: &Closure<dyn Fn(i32) -> bool>);
    #[wasm_bindgen(js_name = keepK)]
    fn keep_k(f: &Closure<dyn Fn(u8) -> i16>);
    #[wasm_bindgen(js_name = keepL)]
    fn keep_l(f: &Closure<dyn Fn(i16) -> i32>);
    #[wasm_bindgen(js_name = keepM)]
    fn keep_m(f: &Closure<dyn Fn(u32, f64)>);
    #[wasm_bindgen(js_name = keepN)]
    fn keep_n(f: &Closure<dyn Fn(i32, bool) -> i32>);
    #[wasm_bindgen(js_name = keepO)]
    fn keep_o(f: &Closure<dyn Fn(f64, f64) -> f64>);
    #[wasm_bindgen(js_name = keepP)]
    fn keep_p(f: &Closure<dyn Fn(u8, u16) -> u32>);
    #[wasm_bindgen(js_name = keepQ)]
    fn keep_q(f: &Closure<dyn Fn(u32, f64, i32)>);
    #[wasm_bindgen(js_name = keepR)]
    fn keep_r(f: &Closure<dyn Fn(bool, bool, bool) -> bool>);
    #[wasm_bindgen(js_name = keepS)]
    fn keep_s(f: &Closure<dyn Fn(f32, i8, u16) -> f64>);
    #[wasm_bindgen(js_name = keepT)]
    fn keep_t(f: &Closure<dyn Fn(f64, f64, f64) -> f64>);
}

#[wasm_bindgen]
pub fn sum(x: f64, y: f64) -> f64 {
    exports::counted_sum(x, y)
}

#[wasm_bindgen(js_name = sumLater)]
pub async fn sum_later(x: f64, y: f64) -> f64 {
    exports::counted_sum(x, y)
}

#[wasm_bindgen(js_name = runAwaitImport)]
pub async fn run_await_import(n: u32) -> f64 {
    promises::await_imports(n).await
}

#[wasm_bindgen(js_name = runSpawnWake)]
pub async fn run_spawn_wake(n: u32) -> f64 {
    promises::spawn_wakes(n).await
}

async fn value_later(x: f64, y: f64) -> f64 {
    import_later(x, y).await.unwrap().as_f64().unwrap()
}

/// Eight numbers.
#[derive(Serialize, Deserialize)]
pub struct Point {
    a: f64,
    b: f64,
    c: f64,
    d: f64,
    e: f64,
    f: f64,
    g: f64,
    h: f64,
}

fn take_point(point: Point) {
    take_point_value(serde_wasm_bindgen::to_value(&point).unwrap());
}

fn give_point(i: u32) -> Point {
    serde_wasm_bindgen::from_value(give_point_value(i)).unwrap()
}

fn same_points(points: Vec<Point>) -> Vec<Point> {
    let points = same_points_value(serde_wasm_bindgen::to_value(&points).unwrap());
    serde_wasm_bindgen::from_value(points).unwrap()
}

// Without serde: an object that is written and read property by property.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Object)]
    type PointObject;
    #[wasm_bindgen(constructor, js_class = "Object")]
    fn new() -> PointObject;
    #[wasm_bindgen(method, getter)]
    fn a(this: &PointObject) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_a(this: &PointObject, value: f64);
    #[wasm_bindgen(method, getter)]
    fn b(this: &PointObject) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_b(this: &PointObject, value: f64);
    #[wasm_bindgen(method, getter)]
    fn c(this: &PointObject) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_c(this: &PointObject, value: f64);
    #[wasm_bindgen(method, getter)]
    fn d(this: &PointObject) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_d(this: &PointObject, value: f64);
    #[wasm_bindgen(method, getter)]
    fn e(this: &PointObject) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_e(this: &PointObject, value: f64);
    #[wasm_bindgen(method, getter)]
    fn f(this: &PointObject) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_f(this: &PointObject, value: f64);
    #[wasm_bindgen(method, getter)]
    fn g(this: &PointObject) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_g(this: &PointObject, value: f64);
    #[wasm_bindgen(method, getter)]
    fn h(this: &PointObject) -> f64;
    #[wasm_bindgen(method, setter)]
    fn set_h(this: &PointObject, value: f64);
}

fn take_point_written(point: Point) {
    let object = PointObject::new();
    object.set_a(point.a);
    object.set_b(point.b);
    object.set_c(point.c);
    object.set_d(point.d);
    object.set_e(point.e);
    object.set_f(point.f);
    object.set_g(point.g);
    object.set_h(point.h);
    take_point_object(&object);
}

fn give_point_read(i: u32) -> Point {
    let object = give_point_object(i);
    Point {
        a: object.a(),
        b: object.b(),
        c: object.c(),
        d: object.d(),
        e: object.e(),
        f: object.f(),
        g: object.g(),
        h: object.h(),
    }
}
