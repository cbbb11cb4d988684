//! Competitor 3, `by-hand`: the limit. What an expert writes for exactly these functions, without a library:
//! imports with native wasm types, and closures whose captured state has one known type, so that JavaScript
//! calls one exported function with one pointer, and no `dyn` stands between. The other half is `../glue.js`,
//! which imports `../../host.js`.
//!
//! As safe as the libraries: `glue.js` forgets a stack closure's pointer in `finally`, and a heap closure's
//! when Rust drops it; a call after that throws. The state is behind `Cell`, so calling a closure while it
//! runs is sound, and no flag is needed to refuse it.

use std::cell::Cell;
use std::sync::atomic::Ordering;

mod shared;
#[path = "../../strings.rs"]
mod strings;

use shared::*;
use strings::{string, STR16};

// SAFETY: glue.js gives each import exactly these parameters and results. A reference parameter is a pointer that
// glue.js uses until the function returns (`pass_*`, `loop_*`, `call_*`), or until `drop_closure` (`make_*`, hence
// `unsafe`).
#[link(wasm_import_module = "glue")]
unsafe extern "C" {
    safe fn call_once(state: &Cell<u32>);
    safe fn call_once_fn(state: &Cell<u32>);
    safe fn leak(state: &Cell<u32>);

    safe fn loop_stack_fn0(state: &Cell<u32>, n: u32);
    safe fn loop_stack_fn_u32(state: &Cell<u32>, n: u32);
    safe fn loop_stack_fn_mut_f64(state: &Cell<f64>, n: u32);
    safe fn loop_stack_fn_mut_value(state: &LastValue, n: u32);
    safe fn loop_stack_fn_string_result(state: &Cell<u32>, n: u32);
    safe fn loop_stack_fn_string(state: &Cell<f64>, n: u32);

    /// Makes a JavaScript function around `state` and returns its slot; the same for all the `make_*`.
    fn make_touch(state: *const CountsItsDrop) -> u32;
    fn make_fn0(state: *const Cell<u32>) -> u32;
    fn make_fn_u32(state: *const Cell<u32>) -> u32;
    fn make_fn_mut_f64(state: *const Cell<f64>) -> u32;
    fn make_fn_mut_value(state: *const LastValue) -> u32;
    fn make_fn_string_result(state: *const Cell<u32>) -> u32;
    fn make_fn_string(state: *const Cell<f64>) -> u32;

    safe fn pass_a(sum: &Cell<f64>);
    safe fn pass_b(sum: &Cell<f64>);
    safe fn pass_c(sum: &Cell<f64>);
    safe fn pass_d(sum: &Cell<f64>);
    safe fn pass_e(sum: &Cell<f64>);
    safe fn pass_f(sum: &Cell<f64>);
    safe fn pass_g(sum: &Cell<f64>);
    safe fn pass_h(sum: &Cell<f64>);
    safe fn pass_i(sum: &Cell<f64>);
    safe fn pass_j(sum: &Cell<f64>);
    safe fn pass_k(sum: &Cell<f64>);
    safe fn pass_l(sum: &Cell<f64>);
    safe fn pass_m(sum: &Cell<f64>);
    safe fn pass_n(sum: &Cell<f64>);
    safe fn pass_o(sum: &Cell<f64>);
    safe fn pass_p(sum: &Cell<f64>);
    safe fn pass_q(sum: &Cell<f64>);
    safe fn pass_r(sum: &Cell<f64>);
    safe fn pass_s(sum: &Cell<f64>);
    safe fn pass_t(sum: &Cell<f64>);

    fn make_a(sum: *const Cell<f64>) -> u32;
    fn make_b(sum: *const Cell<f64>) -> u32;
    fn make_c(sum: *const Cell<f64>) -> u32;
    fn make_d(sum: *const Cell<f64>) -> u32;
    fn make_e(sum: *const Cell<f64>) -> u32;
    fn make_f(sum: *const Cell<f64>) -> u32;
    fn make_g(sum: *const Cell<f64>) -> u32;
    fn make_h(sum: *const Cell<f64>) -> u32;
    fn make_i(sum: *const Cell<f64>) -> u32;
    fn make_j(sum: *const Cell<f64>) -> u32;
    fn make_k(sum: *const Cell<f64>) -> u32;
    fn make_l(sum: *const Cell<f64>) -> u32;
    fn make_m(sum: *const Cell<f64>) -> u32;
    fn make_n(sum: *const Cell<f64>) -> u32;
    fn make_o(sum: *const Cell<f64>) -> u32;
    fn make_p(sum: *const Cell<f64>) -> u32;
    fn make_q(sum: *const Cell<f64>) -> u32;
    fn make_r(sum: *const Cell<f64>) -> u32;
    fn make_s(sum: *const Cell<f64>) -> u32;
    fn make_t(sum: *const Cell<f64>) -> u32;
}

// ---- closures ----

/// A heap closure: JavaScript has the function in `slot`, this has the state it points to.
struct HeapClosure<T> {
    slot: u32,
    state: *mut T,
}

impl<T> HeapClosure<T> {
    /// `make` is the `make_*` import that goes with this state.
    fn new(state: T, make: unsafe extern "C" fn(*const T) -> u32) -> Self {
        let state = Box::into_raw(Box::new(state));
        // SAFETY: `state` is valid until `drop`, which calls `drop_closure` first.
        let slot = unsafe { make(state) };
        Self { slot, state }
    }

    fn state(&self) -> &T {
        // SAFETY: from `Box::into_raw` in `new`, freed in `drop` only; JavaScript too has shared references
        // only.
        unsafe { &*self.state }
    }
}

impl<T> Drop for HeapClosure<T> {
    fn drop(&mut self) {
        drop_closure(self.slot);
        // SAFETY: from `Box::into_raw` in `new`; JavaScript forgot it one line above, and does not drop a
        // closure while it runs, because no closure here calls JavaScript.
        drop(unsafe { Box::from_raw(self.state) });
    }
}

/// The state of the closures that are called with values: they own the last one. 0 is no handle.
#[repr(C)]
struct LastValue {
    calls: Cell<u32>,
    last: Cell<u32>,
}

impl LastValue {
    fn new() -> Self {
        Self { calls: Cell::new(0), last: Cell::new(0) }
    }

    fn keep(&self, handle: u32) {
        let before = self.last.replace(handle);
        if before != 0 {
            drop_handle(before);
        }
    }

    fn finish(&self) -> f64 {
        check_value(self.last.get());
        self.keep(0);
        f64::from(self.calls.get())
    }
}

// What JavaScript calls. Each takes the address of its closure's state as a reference: glue.js passes only
// addresses that came in through an import above, and only while they are valid.

#[unsafe(no_mangle)]
extern "C" fn invoke_count(calls: &Cell<u32>) {
    calls.set(calls.get() + 1);
}

#[unsafe(no_mangle)]
extern "C" fn invoke_count_u32(calls: &Cell<u32>, x: u32) -> u32 {
    calls.set(calls.get() + 1);
    x + 1
}

#[unsafe(no_mangle)]
extern "C" fn invoke_add(sum: &Cell<f64>, x: f64) {
    add(sum, x);
}

#[unsafe(no_mangle)]
extern "C" fn invoke_value(state: &LastValue, handle: u32) {
    state.calls.set(state.calls.get() + 1);
    state.keep(handle);
}

#[unsafe(no_mangle)]
extern "C" fn invoke_string_result(calls: &Cell<u32>, i: u32) {
    calls.set(calls.get() + 1);
    let text = string(&STR16, i).to_owned();
    // SAFETY: the pointer and the length of a live string, read and not kept.
    unsafe { return_string(text.as_ptr(), text.len()) }
}

#[unsafe(no_mangle)]
extern "C" fn invoke_string(sum: &Cell<f64>, len: usize) {
    add(sum, count(&scratch_string(len)));
}

#[unsafe(no_mangle)]
extern "C" fn invoke_touch(captured: &CountsItsDrop) {
    captured.touch();
}

fn add(sum: &Cell<f64>, x: f64) {
    sum.set(sum.get() + x);
}

#[unsafe(no_mangle)]
extern "C" fn invoke_a(sum: &Cell<f64>) {
    add(sum, 1.0);
}

#[unsafe(no_mangle)]
extern "C" fn invoke_b(sum: &Cell<f64>) -> u32 {
    add(sum, 1.0);
    7
}

#[unsafe(no_mangle)]
extern "C" fn invoke_c(sum: &Cell<f64>) -> f64 {
    add(sum, 1.0);
    0.5
}

#[unsafe(no_mangle)]
extern "C" fn invoke_d(sum: &Cell<f64>) -> bool {
    add(sum, 1.0);
    true
}

#[unsafe(no_mangle)]
extern "C" fn invoke_e(sum: &Cell<f64>, x: u32) {
    add(sum, f64::from(x));
}

#[unsafe(no_mangle)]
extern "C" fn invoke_f(sum: &Cell<f64>, x: f64) {
    add(sum, x);
}

// Parameters of type `bool`, `u8` and the like would make Rust rely on what JavaScript passes: they come as
// 32 bits.
#[unsafe(no_mangle)]
extern "C" fn invoke_g(sum: &Cell<f64>, x: u32) {
    add(sum, f64::from(x != 0));
}

#[unsafe(no_mangle)]
extern "C" fn invoke_h(sum: &Cell<f64>, x: u32) -> u32 {
    add(sum, 1.0);
    x + 1
}

#[unsafe(no_mangle)]
extern "C" fn invoke_i(sum: &Cell<f64>, x: f64) -> f64 {
    add(sum, 1.0);
    x * 0.5
}

#[unsafe(no_mangle)]
extern "C" fn invoke_j(sum: &Cell<f64>, x: i32) -> bool {
    add(sum, 1.0);
    x < 0
}

#[unsafe(no_mangle)]
extern "C" fn invoke_k(sum: &Cell<f64>, x: u32) -> i16 {
    add(sum, 1.0);
    -i16::from(x as u8)
}

#[unsafe(no_mangle)]
extern "C" fn invoke_l(sum: &Cell<f64>, x: i32) -> i32 {
    add(sum, 1.0);
    i32::from(x as i16) * 1_000
}

#[unsafe(no_mangle)]
extern "C" fn invoke_m(sum: &Cell<f64>, x: u32, y: f64) {
    add(sum, f64::from(x) + y);
}

#[unsafe(no_mangle)]
extern "C" fn invoke_n(sum: &Cell<f64>, x: i32, y: u32) -> i32 {
    add(sum, 1.0);
    if y != 0 {
        x
    } else {
        0
    }
}

#[unsafe(no_mangle)]
extern "C" fn invoke_o(sum: &Cell<f64>, x: f64, y: f64) -> f64 {
    add(sum, 1.0);
    x + y
}

#[unsafe(no_mangle)]
extern "C" fn invoke_p(sum: &Cell<f64>, x: u32, y: u32) -> u32 {
    add(sum, 1.0);
    u32::from(x as u8) + u32::from(y as u16)
}

#[unsafe(no_mangle)]
extern "C" fn invoke_q(sum: &Cell<f64>, x: u32, y: f64, z: i32) {
    add(sum, f64::from(x) + y + f64::from(z));
}

#[unsafe(no_mangle)]
extern "C" fn invoke_r(sum: &Cell<f64>, x: u32, y: u32, z: u32) -> bool {
    add(sum, 1.0);
    x != 0 && y != 0 && z != 0
}

#[unsafe(no_mangle)]
extern "C" fn invoke_s(sum: &Cell<f64>, x: f32, y: i32, z: u32) -> f64 {
    add(sum, 1.0);
    f64::from(x) + f64::from(y as i8) + f64::from(z as u16)
}

#[unsafe(no_mangle)]
extern "C" fn invoke_t(sum: &Cell<f64>, x: f64, y: f64, z: f64) -> f64 {
    add(sum, 1.0);
    x + y + z
}

// ---- rows: the same operations as in rows.rs ----

#[unsafe(no_mangle)]
extern "C" fn run_pass_stack(n: u32) -> f64 {
    let calls = Cell::new(0);
    for _ in 0..n {
        call_once(&calls);
    }
    f64::from(calls.get())
}

#[unsafe(no_mangle)]
extern "C" fn run_pass_stack_fn(n: u32) -> f64 {
    let calls = Cell::new(0);
    for _ in 0..n {
        call_once_fn(&calls);
    }
    f64::from(calls.get())
}

/// Not a row: the host keeps this closure and throws, and `measure.js` then tries to call it.
#[unsafe(no_mangle)]
extern "C" fn leak_stack() {
    leak(&Cell::new(0));
}

#[unsafe(no_mangle)]
extern "C" fn run_call_stack_fn0(n: u32) -> f64 {
    let state = Cell::new(0);
    loop_stack_fn0(&state, n);
    f64::from(state.get())
}

#[unsafe(no_mangle)]
extern "C" fn run_call_stack_fn_u32(n: u32) -> f64 {
    let state = Cell::new(0);
    loop_stack_fn_u32(&state, n);
    f64::from(state.get())
}

#[unsafe(no_mangle)]
extern "C" fn run_call_stack_fn_mut_f64(n: u32) -> f64 {
    let state = Cell::new(0.0);
    loop_stack_fn_mut_f64(&state, n);
    state.get()
}

#[unsafe(no_mangle)]
extern "C" fn run_call_stack_fn_mut_value(n: u32) -> f64 {
    let state = LastValue::new();
    loop_stack_fn_mut_value(&state, n);
    state.finish()
}

#[unsafe(no_mangle)]
extern "C" fn run_call_stack_fn_string_result(n: u32) -> f64 {
    let state = Cell::new(0);
    loop_stack_fn_string_result(&state, n);
    f64::from(state.get())
}

#[unsafe(no_mangle)]
extern "C" fn run_call_stack_fn_string(n: u32) -> f64 {
    let state = Cell::new(0.0);
    loop_stack_fn_string(&state, n);
    state.get()
}

#[unsafe(no_mangle)]
extern "C" fn run_call_heap_fn0(n: u32) -> f64 {
    let closure = HeapClosure::new(Cell::new(0), make_fn0);
    loop_heap_fn0(closure.slot, n);
    f64::from(closure.state().get())
}

#[unsafe(no_mangle)]
extern "C" fn run_call_heap_fn_u32(n: u32) -> f64 {
    let closure = HeapClosure::new(Cell::new(0), make_fn_u32);
    loop_heap_fn_u32(closure.slot, n);
    f64::from(closure.state().get())
}

#[unsafe(no_mangle)]
extern "C" fn run_call_heap_fn_mut_f64(n: u32) -> f64 {
    let closure = HeapClosure::new(Cell::new(0.0), make_fn_mut_f64);
    loop_heap_fn_mut_f64(closure.slot, n);
    closure.state().get()
}

#[unsafe(no_mangle)]
extern "C" fn run_call_heap_fn_mut_value(n: u32) -> f64 {
    let closure = HeapClosure::new(LastValue::new(), make_fn_mut_value);
    loop_heap_fn_mut_value(closure.slot, n);
    closure.state().finish()
}

#[unsafe(no_mangle)]
extern "C" fn run_call_heap_fn_string_result(n: u32) -> f64 {
    let closure = HeapClosure::new(Cell::new(0), make_fn_string_result);
    loop_heap_fn_string_result(closure.slot, n);
    f64::from(closure.state().get())
}

#[unsafe(no_mangle)]
extern "C" fn run_call_heap_fn_string(n: u32) -> f64 {
    let closure = HeapClosure::new(Cell::new(0.0), make_fn_string);
    loop_heap_fn_string(closure.slot, n);
    closure.state().get()
}

#[unsafe(no_mangle)]
extern "C" fn run_heap_make_drop(n: u32) -> f64 {
    let before = DROPS.load(Ordering::Relaxed);
    for _ in 0..n {
        drop(HeapClosure::new(CountsItsDrop { by: 1 }, make_touch));
    }
    f64::from(DROPS.load(Ordering::Relaxed).wrapping_sub(before))
}

#[unsafe(no_mangle)]
extern "C" fn run_heap_make_call_drop(n: u32) -> f64 {
    let before = DROPS.load(Ordering::Relaxed);
    for _ in 0..n {
        let closure = HeapClosure::new(CountsItsDrop { by: 2 }, make_touch);
        call_heap(closure.slot);
    }
    f64::from(DROPS.load(Ordering::Relaxed).wrapping_sub(before))
}

#[unsafe(no_mangle)]
extern "C" fn run_twenty_pass(n: u32) -> f64 {
    let sum = Cell::new(0.0);
    for _ in 0..n / 20 {
        pass_a(&sum);
        pass_b(&sum);
        pass_c(&sum);
        pass_d(&sum);
        pass_e(&sum);
        pass_f(&sum);
        pass_g(&sum);
        pass_h(&sum);
        pass_i(&sum);
        pass_j(&sum);
        pass_k(&sum);
        pass_l(&sum);
        pass_m(&sum);
        pass_n(&sum);
        pass_o(&sum);
        pass_p(&sum);
        pass_q(&sum);
        pass_r(&sum);
        pass_s(&sum);
        pass_t(&sum);
    }
    sum.get()
}

#[unsafe(no_mangle)]
extern "C" fn run_twenty_call(n: u32) -> f64 {
    let makes = [
        make_a, make_b, make_c, make_d, make_e, make_f, make_g, make_h, make_i, make_j, make_k, make_l,
        make_m, make_n, make_o, make_p, make_q, make_r, make_s, make_t,
    ];
    let keeps = [
        keep_a, keep_b, keep_c, keep_d, keep_e, keep_f, keep_g, keep_h, keep_i, keep_j, keep_k, keep_l,
        keep_m, keep_n, keep_o, keep_p, keep_q, keep_r, keep_s, keep_t,
    ];
    let closures = makes.map(|make| HeapClosure::new(Cell::new(0.0), make));
    for (closure, keep) in closures.iter().zip(keeps) {
        keep(closure.slot);
    }
    loop_twenty(n);
    closures.iter().map(|closure| closure.state().get()).sum()
}
