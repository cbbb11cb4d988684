//! Competitor 4, `by-hand dyn`: `by-hand` with closures as any library has them, of which it knows the signature alone:
//! `&dyn Fn(..)` on the stack, `dyn Fn(..)` in a box. JavaScript gets the address of a reference to the closure where
//! `by-hand` gives that of the closure's state, so `../glue.js` is the same for both, word for word.
//!
//! All are `Fn`, with what they change behind `Cell`, so a closure may be called while it runs, as in `by-hand`.

use std::any::Any;
use std::cell::Cell;
use std::mem::MaybeUninit;
use std::rc::Rc;
use std::sync::atomic::Ordering;

mod shared;
#[path = "../../strings.rs"]
mod strings;

use shared::*;
use strings::{string, STR16};

// SAFETY: glue.js gives each import exactly these parameters. A reference is used until the function returns.
#[allow(improper_ctypes, reason = "JavaScript gets an address, and hands it back")]
#[link(wasm_import_module = "glue")]
unsafe extern "C" {
    safe fn call_once(f: &&dyn Fn());
    safe fn call_once_fn(f: &&dyn Fn());
    safe fn leak(f: &&dyn Fn());

    safe fn loop_stack_fn0(f: &&dyn Fn(), n: u32);
    safe fn loop_stack_fn_u32(f: &&dyn Fn(u32) -> u32, n: u32);
    safe fn loop_stack_fn_mut_f64(f: &&dyn Fn(f64), n: u32);
    safe fn loop_stack_fn_mut_value(f: &&dyn Fn(Value), n: u32);
    safe fn loop_stack_fn_string_result(f: &&dyn Fn(u32) -> String, n: u32);
    safe fn loop_stack_fn_string(f: &&dyn Fn(String), n: u32);
}

// ---- closures ----

/// A heap closure: JavaScript has the function in `slot`, this has the closure.
struct HeapClosure<D: ?Sized + 'static> {
    slot: u32,
    held: *mut Held<D, dyn Any>,
}

/// A closure and, before it, the pointer that JavaScript's calls go through: an allocation for both, with one address.
#[repr(C)]
struct Held<D: ?Sized, F: ?Sized> {
    closure: MaybeUninit<*const D>,
    f: F,
}

impl<D: ?Sized + 'static> HeapClosure<D> {
    /// `as_dyn` returns what it is given; `make` is a `make_*` import of this signature.
    fn new<F: 'static>(
        f: F,
        as_dyn: fn(&F) -> &D,
        make: unsafe extern "C" fn(*const *const D) -> u32,
    ) -> Self {
        let held = Box::into_raw(Box::new(Held { closure: MaybeUninit::uninit(), f }));
        // SAFETY: `held` is a box until `drop`, which calls `drop_closure` first; nobody borrows it as a whole.
        let slot = unsafe {
            let closure: *const D = as_dyn(&(*held).f);
            make((*held).closure.write(closure))
        };
        Self { slot, held }
    }
}

impl<D: ?Sized + 'static> Drop for HeapClosure<D> {
    fn drop(&mut self) {
        drop_closure(self.slot);
        // SAFETY: from `Box::into_raw` in `new`; JavaScript forgot it one line above, and does not drop a
        // closure while it runs, because no closure here calls JavaScript.
        drop(unsafe { Box::from_raw(self.held) });
    }
}

/// A heap closure, made with an import of its signature.
macro_rules! heap {
    ($make:ident, $f:expr) => {
        HeapClosure::new($f, |f| f, $make)
    };
}

/// Passes a stack closure to an import.
macro_rules! pass {
    ($pass:ident, $closure:ty, $f:expr) => {{
        let f: &$closure = &$f;
        $pass(&f);
    }};
}

/// A signature: the imports that take closures of it, and the function by which JavaScript calls them. As in `by-hand`,
/// parameters of type `bool`, `u8` and the like come as 32 bits.
macro_rules! signature {
    (
        $make:ident $(, $pass:ident)?: $closure:ty;
        fn $invoke:ident($f:ident $(, $name:ident: $raw:ty)*) $(-> $result:ty)? $body:block
    ) => {
        // SAFETY: glue.js gives each import exactly these parameters. A reference is used until the function returns,
        // a pointer until `drop_closure`.
        #[allow(improper_ctypes, reason = "JavaScript gets an address, and hands it back")]
        #[link(wasm_import_module = "glue")]
        unsafe extern "C" {
            $(safe fn $pass(f: &&$closure);)?
            fn $make(f: *const *const $closure) -> u32;
        }

        /// Takes an address that came in through an import above, while it is valid.
        #[unsafe(no_mangle)]
        extern "C" fn $invoke($f: &&$closure $(, $name: $raw)*) $(-> $result)? $body
    };
}

signature! { make_fn0: dyn Fn(); fn invoke_count(f) { f() } }
signature! { make_touch: dyn Fn(); fn invoke_touch(f) { f() } }
signature! { make_fn_u32: dyn Fn(u32) -> u32; fn invoke_count_u32(f, x: u32) -> u32 { f(x) } }
signature! { make_fn_mut_f64: dyn Fn(f64); fn invoke_add(f, x: f64) { f(x) } }
signature! { make_fn_mut_value: dyn Fn(Value); fn invoke_value(f, handle: u32) { f(Value { handle }) } }
signature! {
    make_fn_string_result: dyn Fn(u32) -> String;
    fn invoke_string_result(f, i: u32) {
        let text = f(i);
        // SAFETY: the pointer and the length of a live string, read and not kept.
        unsafe { return_string(text.as_ptr(), text.len()) }
    }
}
signature! { make_fn_string: dyn Fn(String); fn invoke_string(f, len: usize) { f(scratch_string(len)) } }

signature! { make_a, pass_a: dyn Fn(); fn invoke_a(f) { f() } }
signature! { make_b, pass_b: dyn Fn() -> u32; fn invoke_b(f) -> u32 { f() } }
signature! { make_c, pass_c: dyn Fn() -> f64; fn invoke_c(f) -> f64 { f() } }
signature! { make_d, pass_d: dyn Fn() -> bool; fn invoke_d(f) -> bool { f() } }
signature! { make_e, pass_e: dyn Fn(u32); fn invoke_e(f, x: u32) { f(x) } }
signature! { make_f, pass_f: dyn Fn(f64); fn invoke_f(f, x: f64) { f(x) } }
signature! { make_g, pass_g: dyn Fn(bool); fn invoke_g(f, x: u32) { f(x != 0) } }
signature! { make_h, pass_h: dyn Fn(u32) -> u32; fn invoke_h(f, x: u32) -> u32 { f(x) } }
signature! { make_i, pass_i: dyn Fn(f64) -> f64; fn invoke_i(f, x: f64) -> f64 { f(x) } }
signature! { make_j, pass_j: dyn Fn(i32) -> bool; fn invoke_j(f, x: i32) -> bool { f(x) } }
signature! { make_k, pass_k: dyn Fn(u8) -> i16; fn invoke_k(f, x: u32) -> i16 { f(x as u8) } }
signature! { make_l, pass_l: dyn Fn(i16) -> i32; fn invoke_l(f, x: i32) -> i32 { f(x as i16) } }
signature! { make_m, pass_m: dyn Fn(u32, f64); fn invoke_m(f, x: u32, y: f64) { f(x, y) } }
signature! { make_n, pass_n: dyn Fn(i32, bool) -> i32; fn invoke_n(f, x: i32, y: u32) -> i32 { f(x, y != 0) } }
signature! { make_o, pass_o: dyn Fn(f64, f64) -> f64; fn invoke_o(f, x: f64, y: f64) -> f64 { f(x, y) } }
signature! {
    make_p, pass_p: dyn Fn(u8, u16) -> u32;
    fn invoke_p(f, x: u32, y: u32) -> u32 { f(x as u8, y as u16) }
}
signature! { make_q, pass_q: dyn Fn(u32, f64, i32); fn invoke_q(f, x: u32, y: f64, z: i32) { f(x, y, z) } }
signature! {
    make_r, pass_r: dyn Fn(bool, bool, bool) -> bool;
    fn invoke_r(f, x: u32, y: u32, z: u32) -> bool { f(x != 0, y != 0, z != 0) }
}
signature! {
    make_s, pass_s: dyn Fn(f32, i8, u16) -> f64;
    fn invoke_s(f, x: f32, y: i32, z: u32) -> f64 { f(x, y as i8, z as u16) }
}
signature! {
    make_t, pass_t: dyn Fn(f64, f64, f64) -> f64;
    fn invoke_t(f, x: f64, y: f64, z: f64) -> f64 { f(x, y, z) }
}

// ---- rows: the same operations as in rows.rs ----

#[unsafe(no_mangle)]
extern "C" fn run_pass_stack(n: u32) -> f64 {
    let calls = Cell::new(0u32);
    for _ in 0..n {
        pass!(call_once, dyn Fn(), || calls.set(calls.get() + 1));
    }
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
extern "C" fn run_pass_stack_fn(n: u32) -> f64 {
    let calls = Cell::new(0u32);
    for _ in 0..n {
        pass!(call_once_fn, dyn Fn(), || calls.set(calls.get() + 1));
    }
    f64::from(calls.get())
}

/// Not a row: the host keeps this closure and throws, and `measure.js` then tries to call it.
#[unsafe(no_mangle)]
extern "C" fn leak_stack() {
    let calls = Cell::new(0u32);
    pass!(leak, dyn Fn(), || calls.set(calls.get() + 1));
}

#[unsafe(no_mangle)]
extern "C" fn run_call_stack_fn0(n: u32) -> f64 {
    let calls = Cell::new(0u32);
    let f: &dyn Fn() = &|| calls.set(calls.get() + 1);
    loop_stack_fn0(&f, n);
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
extern "C" fn run_call_stack_fn_u32(n: u32) -> f64 {
    let calls = Cell::new(0u32);
    let f: &dyn Fn(u32) -> u32 = &|x| {
        calls.set(calls.get() + 1);
        x + 1
    };
    loop_stack_fn_u32(&f, n);
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
extern "C" fn run_call_stack_fn_mut_f64(n: u32) -> f64 {
    let sum = Cell::new(0.0);
    let f: &dyn Fn(f64) = &|x| sum.set(sum.get() + x);
    loop_stack_fn_mut_f64(&f, n);
    sum.get()
}

#[unsafe(no_mangle)]
extern "C" fn run_call_stack_fn_mut_value(n: u32) -> f64 {
    let calls = Cell::new(0u32);
    let last = Cell::new(None);
    let f: &dyn Fn(Value) = &|value| {
        calls.set(calls.get() + 1);
        last.set(Some(value));
    };
    loop_stack_fn_mut_value(&f, n);
    check_value(last.take().unwrap().handle);
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
extern "C" fn run_call_stack_fn_string_result(n: u32) -> f64 {
    let calls = Cell::new(0u32);
    let f: &dyn Fn(u32) -> String = &|i| {
        calls.set(calls.get() + 1);
        string(&STR16, i).to_owned()
    };
    loop_stack_fn_string_result(&f, n);
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
extern "C" fn run_call_stack_fn_string(n: u32) -> f64 {
    let sum = Cell::new(0.0);
    let f: &dyn Fn(String) = &|s| sum.set(sum.get() + count(&s));
    loop_stack_fn_string(&f, n);
    sum.get()
}

#[unsafe(no_mangle)]
extern "C" fn run_call_heap_fn0(n: u32) -> f64 {
    let calls = Rc::new(Cell::new(0u32));
    let captured = Rc::clone(&calls);
    let closure = heap!(make_fn0, move || captured.set(captured.get() + 1));
    loop_heap_fn0(closure.slot, n);
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
extern "C" fn run_call_heap_fn_u32(n: u32) -> f64 {
    let calls = Rc::new(Cell::new(0u32));
    let captured = Rc::clone(&calls);
    let closure = heap!(make_fn_u32, move |x: u32| {
        captured.set(captured.get() + 1);
        x + 1
    });
    loop_heap_fn_u32(closure.slot, n);
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
extern "C" fn run_call_heap_fn_mut_f64(n: u32) -> f64 {
    let sum = Rc::new(Cell::new(0.0));
    let captured = Rc::clone(&sum);
    let closure = heap!(make_fn_mut_f64, move |x: f64| captured.set(captured.get() + x));
    loop_heap_fn_mut_f64(closure.slot, n);
    sum.get()
}

#[unsafe(no_mangle)]
extern "C" fn run_call_heap_fn_mut_value(n: u32) -> f64 {
    let kept = Rc::new((Cell::new(0u32), Cell::new(None)));
    let captured = Rc::clone(&kept);
    let closure = heap!(make_fn_mut_value, move |value: Value| {
        captured.0.set(captured.0.get() + 1);
        captured.1.set(Some(value));
    });
    loop_heap_fn_mut_value(closure.slot, n);
    check_value(kept.1.take().unwrap().handle);
    f64::from(kept.0.get())
}

#[unsafe(no_mangle)]
extern "C" fn run_call_heap_fn_string_result(n: u32) -> f64 {
    let calls = Rc::new(Cell::new(0u32));
    let captured = Rc::clone(&calls);
    let closure = heap!(make_fn_string_result, move |i: u32| {
        captured.set(captured.get() + 1);
        string(&STR16, i).to_owned()
    });
    loop_heap_fn_string_result(closure.slot, n);
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
extern "C" fn run_call_heap_fn_string(n: u32) -> f64 {
    let sum = Rc::new(Cell::new(0.0));
    let captured = Rc::clone(&sum);
    let closure = heap!(make_fn_string, move |s: String| captured.set(captured.get() + count(&s)));
    loop_heap_fn_string(closure.slot, n);
    sum.get()
}

#[unsafe(no_mangle)]
extern "C" fn run_heap_make_drop(n: u32) -> f64 {
    let before = DROPS.load(Ordering::Relaxed);
    for _ in 0..n {
        let captured = CountsItsDrop { by: 1 };
        drop(heap!(make_touch, move || captured.touch()));
    }
    f64::from(DROPS.load(Ordering::Relaxed).wrapping_sub(before))
}

#[unsafe(no_mangle)]
extern "C" fn run_heap_make_call_drop(n: u32) -> f64 {
    let before = DROPS.load(Ordering::Relaxed);
    for _ in 0..n {
        let captured = CountsItsDrop { by: 2 };
        let closure = heap!(make_touch, move || captured.touch());
        call_heap(closure.slot);
    }
    f64::from(DROPS.load(Ordering::Relaxed).wrapping_sub(before))
}

#[unsafe(no_mangle)]
extern "C" fn run_twenty_pass(n: u32) -> f64 {
    let sum = Cell::new(0.0);
    let add = |x: f64| sum.set(sum.get() + x);
    for _ in 0..n / 20 {
        pass!(pass_a, dyn Fn(), || add(1.0));
        pass!(pass_b, dyn Fn() -> u32, || (add(1.0), 7).1);
        pass!(pass_c, dyn Fn() -> f64, || (add(1.0), 0.5).1);
        pass!(pass_d, dyn Fn() -> bool, || (add(1.0), true).1);
        pass!(pass_e, dyn Fn(u32), |x| add(f64::from(x)));
        pass!(pass_f, dyn Fn(f64), |x| add(x));
        pass!(pass_g, dyn Fn(bool), |x| add(f64::from(x)));
        pass!(pass_h, dyn Fn(u32) -> u32, |x| (add(1.0), x + 1).1);
        pass!(pass_i, dyn Fn(f64) -> f64, |x| (add(1.0), x * 0.5).1);
        pass!(pass_j, dyn Fn(i32) -> bool, |x| (add(1.0), x < 0).1);
        pass!(pass_k, dyn Fn(u8) -> i16, |x| (add(1.0), -i16::from(x)).1);
        pass!(pass_l, dyn Fn(i16) -> i32, |x| (add(1.0), i32::from(x) * 1_000).1);
        pass!(pass_m, dyn Fn(u32, f64), |x, y| add(f64::from(x) + y));
        pass!(pass_n, dyn Fn(i32, bool) -> i32, |x, y| (add(1.0), if y { x } else { 0 }).1);
        pass!(pass_o, dyn Fn(f64, f64) -> f64, |x, y| (add(1.0), x + y).1);
        pass!(pass_p, dyn Fn(u8, u16) -> u32, |x, y| (add(1.0), u32::from(x) + u32::from(y)).1);
        pass!(pass_q, dyn Fn(u32, f64, i32), |x, y, z| add(f64::from(x) + y + f64::from(z)));
        pass!(pass_r, dyn Fn(bool, bool, bool) -> bool, |x, y, z| (add(1.0), x && y && z).1);
        pass!(pass_s, dyn Fn(f32, i8, u16) -> f64, |x, y, z| {
            (add(1.0), f64::from(x) + f64::from(y) + f64::from(z)).1
        });
        pass!(pass_t, dyn Fn(f64, f64, f64) -> f64, |x, y, z| (add(1.0), x + y + z).1);
    }
    sum.get()
}

#[unsafe(no_mangle)]
extern "C" fn run_twenty_call(times: u32) -> f64 {
    let sum = Rc::new(Cell::new(0.0));
    /// One closure that owns its share of `sum` and may call `add(x)`.
    macro_rules! adding {
        ($make:ident, |$add:ident $(, $arg:ident: $ty:ty)*| $body:expr) => {{
            let sum = Rc::clone(&sum);
            let $add = move |x: f64| sum.set(sum.get() + x);
            heap!($make, move |$($arg: $ty),*| $body)
        }};
    }
    let a = adding!(make_a, |add| add(1.0));
    let b = adding!(make_b, |add| (add(1.0), 7).1);
    let c = adding!(make_c, |add| (add(1.0), 0.5).1);
    let d = adding!(make_d, |add| (add(1.0), true).1);
    let e = adding!(make_e, |add, x: u32| add(f64::from(x)));
    let f = adding!(make_f, |add, x: f64| add(x));
    let g = adding!(make_g, |add, x: bool| add(f64::from(x)));
    let h = adding!(make_h, |add, x: u32| (add(1.0), x + 1).1);
    let i = adding!(make_i, |add, x: f64| (add(1.0), x * 0.5).1);
    let j = adding!(make_j, |add, x: i32| (add(1.0), x < 0).1);
    let k = adding!(make_k, |add, x: u8| (add(1.0), -i16::from(x)).1);
    let l = adding!(make_l, |add, x: i16| (add(1.0), i32::from(x) * 1_000).1);
    let m = adding!(make_m, |add, x: u32, y: f64| add(f64::from(x) + y));
    let n = adding!(make_n, |add, x: i32, y: bool| (add(1.0), if y { x } else { 0 }).1);
    let o = adding!(make_o, |add, x: f64, y: f64| (add(1.0), x + y).1);
    let p = adding!(make_p, |add, x: u8, y: u16| (add(1.0), u32::from(x) + u32::from(y)).1);
    let q = adding!(make_q, |add, x: u32, y: f64, z: i32| add(f64::from(x) + y + f64::from(z)));
    let r = adding!(make_r, |add, x: bool, y: bool, z: bool| (add(1.0), x && y && z).1);
    let s = adding!(make_s, |add, x: f32, y: i8, z: u16| {
        (add(1.0), f64::from(x) + f64::from(y) + f64::from(z)).1
    });
    let t = adding!(make_t, |add, x: f64, y: f64, z: f64| (add(1.0), x + y + z).1);
    keep_a(a.slot);
    keep_b(b.slot);
    keep_c(c.slot);
    keep_d(d.slot);
    keep_e(e.slot);
    keep_f(f.slot);
    keep_g(g.slot);
    keep_h(h.slot);
    keep_i(i.slot);
    keep_j(j.slot);
    keep_k(k.slot);
    keep_l(l.slot);
    keep_m(m.slot);
    keep_n(n.slot);
    keep_o(o.slot);
    keep_p(p.slot);
    keep_q(q.slot);
    keep_r(r.slot);
    keep_s(s.slot);
    keep_t(t.slot);
    loop_twenty(times);
    sum.get()
}
