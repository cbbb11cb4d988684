//! Competitor 1, `ours`: the imports of `../host.js` as users of `closures_extern` declare them. The measured
//! loops stand in `../rows.rs` and `../things.rs`.

use closures_extern::{closures_export, closures_extern, spawn_local as spawn, Closure, JsValue};

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

closures_extern! {
    #[js(namespace = Math)]
    fn max(x: f64, y: f64) -> f64;
}

closures_extern! {
    #![js(module = "./host.js")]

    fn import_void();
    fn import_f64(x: f64, y: f64) -> f64;
    fn import_i32(x: i32) -> i32;
    fn import_u64(x: u64) -> u64;
    fn take_str(s: &str);
    fn take_str100(s: &str);
    fn take_str100_mixed(s: &str);
    fn take_str1k(s: &str);
    fn give_string(i: u32) -> String;
    fn take_vec(numbers: Vec<f64>);
    fn give_vec(i: u32) -> Vec<f64>;

    type Thing;
    fn thing() -> Thing;
    fn ping(this: &Thing, x: f64) -> f64;
    #[js(getter)]
    fn size(this: &Thing) -> f64;

    /// Eight numbers.
    struct Point {
        a: f64,
        b: f64,
        c: f64,
        d: f64,
        e: f64,
        f: f64,
        g: f64,
        h: f64,
    }
    fn take_point(point: Point);
    fn give_point(i: u32) -> Point;
    fn same_points(points: Vec<Point>) -> Vec<Point>;

    fn call_once(f: &mut dyn FnMut());
    fn call_once_fn(f: &dyn Fn());
    fn call_heap(f: &Closure<dyn FnMut()>);
    fn leak(f: &dyn Fn());

    fn loop_stack_fn0(f: &dyn Fn(), n: u32);
    fn loop_stack_fn_u32(f: &dyn Fn(u32) -> u32, n: u32);
    fn loop_stack_fn_mut_f64(f: &mut dyn FnMut(f64), n: u32);
    fn loop_stack_fn_mut_value(f: &mut dyn FnMut(JsValue), n: u32);
    fn loop_stack_fn_string_result(f: &dyn Fn(u32) -> String, n: u32);
    fn loop_stack_fn_string(f: &dyn Fn(String), n: u32);
    fn loop_heap_fn0(f: &Closure<dyn Fn()>, n: u32);
    fn loop_heap_fn_u32(f: &Closure<dyn Fn(u32) -> u32>, n: u32);
    fn loop_heap_fn_mut_f64(f: &Closure<dyn FnMut(f64)>, n: u32);
    fn loop_heap_fn_mut_value(f: &Closure<dyn FnMut(JsValue)>, n: u32);
    fn loop_heap_fn_string_result(f: &Closure<dyn Fn(u32) -> String>, n: u32);
    fn loop_heap_fn_string(f: &Closure<dyn Fn(String)>, n: u32);
    fn check_value(value: &JsValue);

    #[js(name = "valueLater")]
    async fn import_later(x: f64, y: f64) -> Result<f64, JsValue>;

    fn loop_twenty(n: u32);

    fn import_a();
    fn import_b() -> u32;
    fn import_c() -> f64;
    fn import_d() -> bool;
    fn import_e(x: u32);
    fn import_f(x: f64);
    fn import_g(x: bool);
    fn import_h(x: u32) -> u32;
    fn import_i(x: f64) -> f64;
    fn import_j(x: i32) -> bool;
    fn import_k(x: u8) -> i16;
    fn import_l(x: i16) -> i32;
    fn import_m(x: u32, y: f64);
    fn import_n(x: i32, y: bool) -> i32;
    fn import_o(x: f64, y: f64) -> f64;
    fn import_p(x: u8, y: u16) -> u32;
    fn import_q(x: u32, y: f64, z: i32);
    fn import_r(x: bool, y: bool, z: bool) -> bool;
    fn import_s(x: f32, y: i8, z: u16) -> f64;
    fn import_t(x: f64, y: f64, z: f64) -> f64;

    fn pass_a(f: &dyn Fn());
    fn pass_b(f: &dyn Fn() -> u32);
    fn pass_c(f: &dyn Fn() -> f64);
    fn pass_d(f: &dyn Fn() -> bool);
    fn pass_e(f: &dyn Fn(u32));
    fn pass_f(f: &dyn Fn(f64));
    fn pass_g(f: &dyn Fn(bool));
    fn pass_h(f: &dyn Fn(u32) -> u32);
    fn pass_i(f: &dyn Fn(f64) -> f64);
    fn pass_j(f: &dyn Fn(i32) -> bool);
    fn pass_k(f: &dyn Fn(u8) -> i16);
    fn pass_l(f: &dyn Fn(i16) -> i32);
    fn pass_m(f: &dyn Fn(u32, f64));
    fn pass_n(f: &dyn Fn(i32, bool) -> i32);
    fn pass_o(f: &dyn Fn(f64, f64) -> f64);
    fn pass_p(f: &dyn Fn(u8, u16) -> u32);
    fn pass_q(f: &dyn Fn(u32, f64, i32));
    fn pass_r(f: &dyn Fn(bool, bool, bool) -> bool);
    fn pass_s(f: &dyn Fn(f32, i8, u16) -> f64);
    fn pass_t(f: &dyn Fn(f64, f64, f64) -> f64);

    fn keep_a(f: &Closure<dyn Fn()>);
    fn keep_b(f: &Closure<dyn Fn() -> u32>);
    fn keep_c(f: &Closure<dyn Fn() -> f64>);
    fn keep_d(f: &Closure<dyn Fn() -> bool>);
    fn keep_e(f: &Closure<dyn Fn(u32)>);
    fn keep_f(f: &Closure<dyn Fn(f64)>);
    fn keep_g(f: &Closure<dyn Fn(bool)>);
    fn keep_h(f: &Closure<dyn Fn(u32) -> u32>);
    fn keep_i(f: &Closure<dyn Fn(f64) -> f64>);
    fn keep_j(f: &Closure<dyn Fn(i32) -> bool>);
    fn keep_k(f: &Closure<dyn Fn(u8) -> i16>);
    fn keep_l(f: &Closure<dyn Fn(i16) -> i32>);
    fn keep_m(f: &Closure<dyn Fn(u32, f64)>);
    fn keep_n(f: &Closure<dyn Fn(i32, bool) -> i32>);
    fn keep_o(f: &Closure<dyn Fn(f64, f64) -> f64>);
    fn keep_p(f: &Closure<dyn Fn(u8, u16) -> u32>);
    fn keep_q(f: &Closure<dyn Fn(u32, f64, i32)>);
    fn keep_r(f: &Closure<dyn Fn(bool, bool, bool) -> bool>);
    fn keep_s(f: &Closure<dyn Fn(f32, i8, u16) -> f64>);
    fn keep_t(f: &Closure<dyn Fn(f64, f64, f64) -> f64>);
}

closures_export! {
    pub fn sum(x: f64, y: f64) -> f64 {
        exports::counted_sum(x, y)
    }
    pub async fn sum_later(x: f64, y: f64) -> f64 {
        exports::counted_sum(x, y)
    }
    pub async fn run_await_import(n: u32) -> f64 {
        promises::await_imports(n).await
    }
    pub async fn run_spawn_wake(n: u32) -> f64 {
        promises::spawn_wakes(n).await
    }
}

async fn value_later(x: f64, y: f64) -> f64 {
    import_later(x, y).await.unwrap()
}

use give_point as give_point_read;
use take_point as take_point_written;
