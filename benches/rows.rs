//! The measured loops of `ours` and `wasm-bindgen`, shared word for word: the two crates differ in how they
//! declare the imports, and in nothing else. `by-hand` has loops of its own, because it has no closures of
//! library types.
//!
//! Each `run_<row>(n)` does its operation `n` times and returns what the Rust side counted. `measure.js` compares
//! that, and what `host.js` counted, with the row's formula, so a call that the optimiser removed or that
//! arrived with wrong values is an error and not a fast result. Sums stay exact: quarters and eighths below
//! 2^53.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::strings::{string, STR100, STR100_MIXED, STR16, STR1K};
use crate::*;

// ---- imports ----

#[unsafe(no_mangle)]
pub extern "C" fn run_import_void(n: u32) -> f64 {
    for _ in 0..n {
        import_void();
    }
    0.0
}

#[unsafe(no_mangle)]
pub extern "C" fn run_import_f64(n: u32) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        sum += import_f64(f64::from(i) + 0.5, 0.25);
    }
    sum
}

#[unsafe(no_mangle)]
pub extern "C" fn run_import_global(n: u32) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        sum += max(f64::from(i) + 0.5, 0.25);
    }
    sum
}

#[unsafe(no_mangle)]
pub extern "C" fn run_import_i32(n: u32) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        sum += f64::from(import_i32(-(i as i32)));
    }
    sum
}

/// Above 2^63, where a number that arrives as a signed one is negative.
const U64_BASE: u64 = 1 << 63;

#[unsafe(no_mangle)]
pub extern "C" fn run_import_u64(n: u32) -> f64 {
    let mut sum = 0;
    for i in 0..n {
        sum += import_u64(U64_BASE + u64::from(i)) - U64_BASE;
    }
    sum as f64
}

#[unsafe(no_mangle)]
pub extern "C" fn run_import_str16(n: u32) -> f64 {
    for i in 0..n {
        take_str(string(&STR16, i));
    }
    0.0
}

#[unsafe(no_mangle)]
pub extern "C" fn run_import_str16_same(n: u32) -> f64 {
    for _ in 0..n {
        take_str("get-element-by00");
    }
    0.0
}

#[unsafe(no_mangle)]
pub extern "C" fn run_import_str100(n: u32) -> f64 {
    for i in 0..n {
        take_str100(string(&STR100, i));
    }
    0.0
}

#[unsafe(no_mangle)]
pub extern "C" fn run_import_str100_mixed(n: u32) -> f64 {
    for i in 0..n {
        take_str100_mixed(string(&STR100_MIXED, i));
    }
    0.0
}

#[unsafe(no_mangle)]
pub extern "C" fn run_import_str1k(n: u32) -> f64 {
    for i in 0..n {
        take_str1k(string(&STR1K, i));
    }
    0.0
}

/// What Rust counts of a string: its length and its last character.
fn count(s: &str) -> f64 {
    (s.len() + usize::from(s.as_bytes()[s.len() - 1])) as f64
}

#[unsafe(no_mangle)]
pub extern "C" fn run_import_string(n: u32) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        sum += count(&give_string(i));
    }
    sum
}

#[unsafe(no_mangle)]
pub extern "C" fn run_import_vec(n: u32) -> f64 {
    let numbers = vec![0.5; 1_000];
    for i in 0..n {
        let mut numbers = numbers.clone();
        numbers[999] = f64::from(i & 63);
        take_vec(numbers);
    }
    0.0
}

#[unsafe(no_mangle)]
pub extern "C" fn run_import_vec_result(n: u32) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        let numbers = give_vec(i);
        sum += numbers.len() as f64 + numbers[999];
    }
    sum
}

// ---- stack closures, passed once per operation ----

#[unsafe(no_mangle)]
pub extern "C" fn run_pass_stack(n: u32) -> f64 {
    let mut calls = 0u32;
    for _ in 0..n {
        call_once(&mut || calls += 1);
    }
    f64::from(calls)
}

#[unsafe(no_mangle)]
pub extern "C" fn run_pass_stack_fn(n: u32) -> f64 {
    let calls = Cell::new(0u32);
    for _ in 0..n {
        call_once_fn(&|| calls.set(calls.get() + 1));
    }
    f64::from(calls.get())
}

/// Not a row: the host keeps this closure and throws, and `measure.js` then tries to call it.
#[unsafe(no_mangle)]
pub extern "C" fn leak_stack() {
    let calls = Cell::new(0u32);
    leak(&|| calls.set(calls.get() + 1));
}

// ---- closures that JavaScript calls n times: the loop stands in host.js. Stack closures first, then the same on the
// heap ----

#[unsafe(no_mangle)]
pub extern "C" fn run_call_stack_fn0(n: u32) -> f64 {
    let calls = Cell::new(0u32);
    loop_stack_fn0(&|| calls.set(calls.get() + 1), n);
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
pub extern "C" fn run_call_stack_fn_u32(n: u32) -> f64 {
    let calls = Cell::new(0u32);
    loop_stack_fn_u32(
        &|x| {
            calls.set(calls.get() + 1);
            x + 1
        },
        n,
    );
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
pub extern "C" fn run_call_stack_fn_mut_f64(n: u32) -> f64 {
    let mut sum = 0.0;
    loop_stack_fn_mut_f64(&mut |x| sum += x, n);
    sum
}

#[unsafe(no_mangle)]
pub extern "C" fn run_call_stack_fn_mut_value(n: u32) -> f64 {
    let mut calls = 0u32;
    let mut last = None;
    loop_stack_fn_mut_value(
        &mut |value| {
            calls += 1;
            last = Some(value);
        },
        n,
    );
    check_value(&last.unwrap());
    f64::from(calls)
}

#[unsafe(no_mangle)]
pub extern "C" fn run_call_stack_fn_string_result(n: u32) -> f64 {
    let calls = Cell::new(0u32);
    loop_stack_fn_string_result(
        &|i| {
            calls.set(calls.get() + 1);
            string(&STR16, i).to_owned()
        },
        n,
    );
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
pub extern "C" fn run_call_stack_fn_string(n: u32) -> f64 {
    let sum = Cell::new(0.0);
    loop_stack_fn_string(&|s| sum.set(sum.get() + count(&s)), n);
    sum.get()
}

#[unsafe(no_mangle)]
pub extern "C" fn run_call_heap_fn0(n: u32) -> f64 {
    let calls = Rc::new(Cell::new(0u32));
    let captured = Rc::clone(&calls);
    let closure = Closure::<dyn Fn()>::new(move || captured.set(captured.get() + 1));
    loop_heap_fn0(&closure, n);
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
pub extern "C" fn run_call_heap_fn_u32(n: u32) -> f64 {
    let calls = Rc::new(Cell::new(0u32));
    let captured = Rc::clone(&calls);
    let closure = Closure::<dyn Fn(u32) -> u32>::new(move |x| {
        captured.set(captured.get() + 1);
        x + 1
    });
    loop_heap_fn_u32(&closure, n);
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
pub extern "C" fn run_call_heap_fn_mut_f64(n: u32) -> f64 {
    let sum = Rc::new(Cell::new(0.0));
    let captured = Rc::clone(&sum);
    let closure = Closure::<dyn FnMut(f64)>::new(move |x| captured.set(captured.get() + x));
    loop_heap_fn_mut_f64(&closure, n);
    sum.get()
}

#[unsafe(no_mangle)]
pub extern "C" fn run_call_heap_fn_mut_value(n: u32) -> f64 {
    let kept = Rc::new((Cell::new(0u32), Cell::new(None)));
    let captured = Rc::clone(&kept);
    let closure = Closure::<dyn FnMut(JsValue)>::new(move |value| {
        captured.0.set(captured.0.get() + 1);
        captured.1.set(Some(value));
    });
    loop_heap_fn_mut_value(&closure, n);
    check_value(&kept.1.take().unwrap());
    f64::from(kept.0.get())
}

#[unsafe(no_mangle)]
pub extern "C" fn run_call_heap_fn_string_result(n: u32) -> f64 {
    let calls = Rc::new(Cell::new(0u32));
    let captured = Rc::clone(&calls);
    let closure = Closure::<dyn Fn(u32) -> String>::new(move |i| {
        captured.set(captured.get() + 1);
        string(&STR16, i).to_owned()
    });
    loop_heap_fn_string_result(&closure, n);
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
pub extern "C" fn run_call_heap_fn_string(n: u32) -> f64 {
    let sum = Rc::new(Cell::new(0.0));
    let captured = Rc::clone(&sum);
    let closure = Closure::<dyn Fn(String)>::new(move |s: String| captured.set(captured.get() + count(&s)));
    loop_heap_fn_string(&closure, n);
    sum.get()
}

// ---- heap closures, made and dropped once per operation ----

static DROPS: AtomicU32 = AtomicU32::new(0);

/// What the heap closures capture: a box that must be allocated, and a drop that must happen.
struct CountsItsDrop {
    by: u32,
}

impl CountsItsDrop {
    fn touch(&self) {
        DROPS.fetch_add(self.by - 1, Ordering::Relaxed);
    }
}

impl Drop for CountsItsDrop {
    fn drop(&mut self) {
        DROPS.fetch_add(self.by, Ordering::Relaxed);
    }
}

#[unsafe(no_mangle)]
pub extern "C" fn run_heap_make_drop(n: u32) -> f64 {
    let before = DROPS.load(Ordering::Relaxed);
    for _ in 0..n {
        let captured = CountsItsDrop { by: 1 };
        drop(Closure::<dyn FnMut()>::new(move || captured.touch()));
    }
    f64::from(DROPS.load(Ordering::Relaxed).wrapping_sub(before))
}

#[unsafe(no_mangle)]
pub extern "C" fn run_heap_make_call_drop(n: u32) -> f64 {
    let before = DROPS.load(Ordering::Relaxed);
    for _ in 0..n {
        let captured = CountsItsDrop { by: 2 };
        let closure = Closure::<dyn FnMut()>::new(move || captured.touch());
        call_heap(&closure);
    }
    // 1 from each call, 2 from each drop.
    f64::from(DROPS.load(Ordering::Relaxed).wrapping_sub(before))
}

// ---- twenty signatures in turns: what each returns and adds is the same table in host.js ----

#[unsafe(no_mangle)]
pub extern "C" fn run_twenty_import(n: u32) -> f64 {
    let mut sum = 0.0;
    for _ in 0..n / 20 {
        import_a();
        sum += f64::from(import_b());
        sum += import_c();
        sum += f64::from(import_d());
        import_e(3);
        import_f(0.5);
        import_g(true);
        sum += f64::from(import_h(5));
        sum += import_i(2.5);
        sum += f64::from(import_j(-1));
        sum += f64::from(import_k(200));
        sum += f64::from(import_l(-3));
        import_m(3, 0.25);
        sum += f64::from(import_n(-7, true));
        sum += import_o(1.5, 2.25);
        sum += f64::from(import_p(200, 60_000));
        import_q(3, 0.25, -1);
        sum += f64::from(import_r(true, true, true));
        sum += import_s(0.5, -2, 60_000);
        sum += import_t(0.5, 0.25, 0.125);
    }
    sum
}

#[unsafe(no_mangle)]
pub extern "C" fn run_twenty_pass(n: u32) -> f64 {
    let sum = Cell::new(0.0);
    let add = |x: f64| sum.set(sum.get() + x);
    for _ in 0..n / 20 {
        pass_a(&|| add(1.0));
        pass_b(&|| (add(1.0), 7).1);
        pass_c(&|| (add(1.0), 0.5).1);
        pass_d(&|| (add(1.0), true).1);
        pass_e(&|x| add(f64::from(x)));
        pass_f(&|x| add(x));
        pass_g(&|x| add(f64::from(x)));
        pass_h(&|x| (add(1.0), x + 1).1);
        pass_i(&|x| (add(1.0), x * 0.5).1);
        pass_j(&|x| (add(1.0), x < 0).1);
        pass_k(&|x| (add(1.0), -i16::from(x)).1);
        pass_l(&|x| (add(1.0), i32::from(x) * 1_000).1);
        pass_m(&|x, y| add(f64::from(x) + y));
        pass_n(&|x, y| (add(1.0), if y { x } else { 0 }).1);
        pass_o(&|x, y| (add(1.0), x + y).1);
        pass_p(&|x, y| (add(1.0), u32::from(x) + u32::from(y)).1);
        pass_q(&|x, y, z| add(f64::from(x) + y + f64::from(z)));
        pass_r(&|x, y, z| (add(1.0), x && y && z).1);
        pass_s(&|x, y, z| (add(1.0), f64::from(x) + f64::from(y) + f64::from(z)).1);
        pass_t(&|x, y, z| (add(1.0), x + y + z).1);
    }
    sum.get()
}

#[unsafe(no_mangle)]
pub extern "C" fn run_twenty_call(times: u32) -> f64 {
    let sum = Rc::new(Cell::new(0.0));
    /// One closure that owns its share of `sum` and may call `add(x)`.
    macro_rules! heap {
        ($dyn:ty, |$add:ident $(, $arg:ident)*| $body:expr) => {{
            let sum = Rc::clone(&sum);
            let $add = move |x: f64| sum.set(sum.get() + x);
            Closure::<$dyn>::new(move |$($arg),*| $body)
        }};
    }
    let a = heap!(dyn Fn(), |add| add(1.0));
    let b = heap!(dyn Fn() -> u32, |add| (add(1.0), 7).1);
    let c = heap!(dyn Fn() -> f64, |add| (add(1.0), 0.5).1);
    let d = heap!(dyn Fn() -> bool, |add| (add(1.0), true).1);
    let e = heap!(dyn Fn(u32), |add, x| add(f64::from(x)));
    let f = heap!(dyn Fn(f64), |add, x| add(x));
    let g = heap!(dyn Fn(bool), |add, x| add(f64::from(x)));
    let h = heap!(dyn Fn(u32) -> u32, |add, x| (add(1.0), x + 1).1);
    let i = heap!(dyn Fn(f64) -> f64, |add, x| (add(1.0), x * 0.5).1);
    let j = heap!(dyn Fn(i32) -> bool, |add, x| (add(1.0), x < 0).1);
    let k = heap!(dyn Fn(u8) -> i16, |add, x| (add(1.0), -i16::from(x)).1);
    let l = heap!(dyn Fn(i16) -> i32, |add, x| (add(1.0), i32::from(x) * 1_000).1);
    let m = heap!(dyn Fn(u32, f64), |add, x, y| add(f64::from(x) + y));
    let n = heap!(dyn Fn(i32, bool) -> i32, |add, x, y| (add(1.0), if y { x } else { 0 }).1);
    let o = heap!(dyn Fn(f64, f64) -> f64, |add, x, y| (add(1.0), x + y).1);
    let p = heap!(dyn Fn(u8, u16) -> u32, |add, x, y| (add(1.0), u32::from(x) + u32::from(y)).1);
    let q = heap!(dyn Fn(u32, f64, i32), |add, x, y, z| add(f64::from(x) + y + f64::from(z)));
    let r = heap!(dyn Fn(bool, bool, bool) -> bool, |add, x, y, z| (add(1.0), x && y && z).1);
    let s = heap!(dyn Fn(f32, i8, u16) -> f64, |add, x, y, z| {
        (add(1.0), f64::from(x) + f64::from(y) + f64::from(z)).1
    });
    let t = heap!(dyn Fn(f64, f64, f64) -> f64, |add, x, y, z| (add(1.0), x + y + z).1);
    keep_a(&a);
    keep_b(&b);
    keep_c(&c);
    keep_d(&d);
    keep_e(&e);
    keep_f(&f);
    keep_g(&g);
    keep_h(&h);
    keep_i(&i);
    keep_j(&j);
    keep_k(&k);
    keep_l(&l);
    keep_m(&m);
    keep_n(&n);
    keep_o(&o);
    keep_p(&p);
    keep_q(&q);
    keep_r(&r);
    keep_s(&s);
    keep_t(&t);
    loop_twenty(times);
    sum.get()
}
