//! Competitor 3, `by-hand`: the limit. What an expert writes for exactly these functions, without a library:
//! imports with native wasm types, and closures whose captured state has one known type, so that JavaScript
//! calls one exported function with one pointer, and no `dyn` stands between. The other half is `../glue.js`,
//! which imports `../../host.js`.
//!
//! As safe as the other two: `glue.js` forgets a stack closure's pointer in `finally`, and a heap closure's
//! when Rust drops it; a call after that throws. The state is behind `Cell`, so calling a closure while it
//! runs is sound, and no flag is needed to refuse it.

use std::cell::{Cell, UnsafeCell};
use std::sync::atomic::{AtomicU32, Ordering};

#[path = "../../strings.rs"]
mod strings;

use strings::{string, STR100, STR100_MIXED, STR16, STR1K};

// SAFETY:
// - glue.js gives each import exactly these parameters and results; wasm checks that when it is instantiated,
//   except for the meaning of numbers: small integers and booleans come back as i32 and are cast here, so no
//   value is invalid.
// - A reference parameter is a pointer that glue.js uses until the function returns (`pass_*`, `loop_*`,
//   `call_*`), or until `drop_closure` (`make_*`, hence `unsafe`).
// - `take_*` and `return_string` only read `len` elements, before they return.
// - `give_*` write only where they were told to: into the scratch memory, and into the list that `new_list` made.
#[link(wasm_import_module = "glue")]
unsafe extern "C" {
    safe fn import_void();
    safe fn import_f64(x: f64, y: f64) -> f64;
    safe fn max(x: f64, y: f64) -> f64;
    safe fn import_i32(x: i32) -> i32;
    safe fn import_u64(x: u64) -> u64;
    fn take_str(at: *const u8, len: usize);
    fn take_str100(at: *const u8, len: usize);
    fn take_str100_mixed(at: *const u8, len: usize);
    fn take_str1k(at: *const u8, len: usize);
    /// Writes the string into the scratch memory (see `scratch`) and returns its length.
    safe fn give_string(i: u32) -> usize;
    fn take_vec(at: *const f64, len: usize);
    /// Writes the numbers into a list that it asks for with `new_list`.
    safe fn give_vec(i: u32);

    /// Returns a handle, to be freed with `drop_handle`.
    safe fn thing() -> u32;
    safe fn ping(thing: u32, x: f64) -> f64;
    safe fn size(thing: u32) -> f64;
    safe fn drop_handle(handle: u32);
    safe fn check_value(handle: u32);
    /// Makes the string that the closure which runs returns.
    fn return_string(at: *const u8, len: usize);

    safe fn call_once(state: &Cell<u32>);
    safe fn call_once_fn(state: &Cell<u32>);
    safe fn call_heap(slot: u32);
    safe fn leak(state: &Cell<u32>);

    safe fn loop_stack_fn0(state: &Cell<u32>, n: u32);
    safe fn loop_stack_fn_u32(state: &Cell<u32>, n: u32);
    safe fn loop_stack_fn_mut_f64(state: &Cell<f64>, n: u32);
    safe fn loop_stack_fn_mut_value(state: &LastValue, n: u32);
    safe fn loop_stack_fn_string_result(state: &Cell<u32>, n: u32);
    safe fn loop_stack_fn_string(state: &Cell<f64>, n: u32);
    safe fn loop_heap_fn0(slot: u32, n: u32);
    safe fn loop_heap_fn_u32(slot: u32, n: u32);
    safe fn loop_heap_fn_mut_f64(slot: u32, n: u32);
    safe fn loop_heap_fn_mut_value(slot: u32, n: u32);
    safe fn loop_heap_fn_string_result(slot: u32, n: u32);
    safe fn loop_heap_fn_string(slot: u32, n: u32);
    safe fn loop_twenty(n: u32);

    /// Makes a JavaScript function around `state` and returns its slot; the same for all the `make_*`.
    fn make_touch(state: *const CountsItsDrop) -> u32;
    fn make_fn0(state: *const Cell<u32>) -> u32;
    fn make_fn_u32(state: *const Cell<u32>) -> u32;
    fn make_fn_mut_f64(state: *const Cell<f64>) -> u32;
    fn make_fn_mut_value(state: *const LastValue) -> u32;
    fn make_fn_string_result(state: *const Cell<u32>) -> u32;
    fn make_fn_string(state: *const Cell<f64>) -> u32;
    /// Makes what is in `slot` throw when called, and frees the slot.
    safe fn drop_closure(slot: u32);

    safe fn import_a();
    safe fn import_b() -> u32;
    safe fn import_c() -> f64;
    safe fn import_d() -> i32;
    safe fn import_e(x: u32);
    safe fn import_f(x: f64);
    safe fn import_g(x: bool);
    safe fn import_h(x: u32) -> u32;
    safe fn import_i(x: f64) -> f64;
    safe fn import_j(x: i32) -> i32;
    safe fn import_k(x: u8) -> i32;
    safe fn import_l(x: i16) -> i32;
    safe fn import_m(x: u32, y: f64);
    safe fn import_n(x: i32, y: bool) -> i32;
    safe fn import_o(x: f64, y: f64) -> f64;
    safe fn import_p(x: u8, y: u16) -> u32;
    safe fn import_q(x: u32, y: f64, z: i32);
    safe fn import_r(x: bool, y: bool, z: bool) -> i32;
    safe fn import_s(x: f32, y: i8, z: u16) -> f64;
    safe fn import_t(x: f64, y: f64, z: f64) -> f64;

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

    safe fn keep_a(slot: u32);
    safe fn keep_b(slot: u32);
    safe fn keep_c(slot: u32);
    safe fn keep_d(slot: u32);
    safe fn keep_e(slot: u32);
    safe fn keep_f(slot: u32);
    safe fn keep_g(slot: u32);
    safe fn keep_h(slot: u32);
    safe fn keep_i(slot: u32);
    safe fn keep_j(slot: u32);
    safe fn keep_k(slot: u32);
    safe fn keep_l(slot: u32);
    safe fn keep_m(slot: u32);
    safe fn keep_n(slot: u32);
    safe fn keep_o(slot: u32);
    safe fn keep_p(slot: u32);
    safe fn keep_q(slot: u32);
    safe fn keep_r(slot: u32);
    safe fn keep_s(slot: u32);
    safe fn keep_t(slot: u32);
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

/// What a heap closure captures: a box that must be allocated, and a drop that must happen.
#[repr(transparent)]
struct CountsItsDrop {
    by: u32,
}

static DROPS: AtomicU32 = AtomicU32::new(0);

impl Drop for CountsItsDrop {
    fn drop(&mut self) {
        DROPS.fetch_add(self.by, Ordering::Relaxed);
    }
}

// ---- what crosses as memory ----

/// A page for strings on their way from JavaScript. It only grows, so nothing is allocated for most of them.
struct Scratch(UnsafeCell<Vec<u8>>);

// SAFETY: this file runs on one thread.
unsafe impl Sync for Scratch {}

static SCRATCH: Scratch = Scratch(UnsafeCell::new(Vec::new()));

/// Where JavaScript may write `len` bytes: until it asks for more, always the same address.
#[unsafe(no_mangle)]
extern "C" fn scratch(len: usize) -> *mut u8 {
    // SAFETY: no other borrow of the cell's content is alive: `scratch_string` copies, and calls nobody.
    let bytes = unsafe { &mut *SCRATCH.0.get() };
    if bytes.len() < len {
        bytes.resize(len, 0);
    }
    bytes.as_mut_ptr()
}

/// The string that JavaScript has written.
fn scratch_string(len: usize) -> String {
    // SAFETY: as in `scratch`.
    let bytes = unsafe { &*SCRATCH.0.get() };
    let text = bytes[..len].to_vec();
    // SAFETY: glue.js writes nothing but ASCII and what `TextEncoder` makes.
    unsafe { String::from_utf8_unchecked(text) }
}

/// The list on its way from JavaScript.
struct List(UnsafeCell<Vec<f64>>);

// SAFETY: this file runs on one thread.
unsafe impl Sync for List {}

static LIST: List = List(UnsafeCell::new(Vec::new()));

/// Makes the list, and says where JavaScript writes its `len` numbers.
#[unsafe(no_mangle)]
extern "C" fn new_list(len: usize) -> *mut f64 {
    // SAFETY: no borrow of the cell's content outlives `new_list` and `take_list`.
    let list = unsafe { &mut *LIST.0.get() };
    *list = Vec::with_capacity(len);
    // SAFETY: room for `len` numbers was made, and any bytes are a number; JavaScript writes them all before anyone reads.
    unsafe { list.set_len(len) };
    list.as_mut_ptr()
}

fn take_list() -> Vec<f64> {
    // SAFETY: as in `new_list`.
    std::mem::take(unsafe { &mut *LIST.0.get() })
}

/// A JavaScript value that Rust owns.
struct Value {
    handle: u32,
}

impl Drop for Value {
    fn drop(&mut self) {
        drop_handle(self.handle);
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
    DROPS.fetch_add(captured.by - 1, Ordering::Relaxed);
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

// ---- rows: the same operations as in rows.rs, things.rs and exports.rs ----

#[unsafe(no_mangle)]
extern "C" fn run_import_void(n: u32) -> f64 {
    for _ in 0..n {
        import_void();
    }
    0.0
}

#[unsafe(no_mangle)]
extern "C" fn run_import_f64(n: u32) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        sum += import_f64(f64::from(i) + 0.5, 0.25);
    }
    sum
}

#[unsafe(no_mangle)]
extern "C" fn run_import_global(n: u32) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        sum += max(f64::from(i) + 0.5, 0.25);
    }
    sum
}

#[unsafe(no_mangle)]
extern "C" fn run_import_i32(n: u32) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        sum += f64::from(import_i32(-(i as i32)));
    }
    sum
}

/// Above 2^63, where a number that arrives as a signed one is negative.
const U64_BASE: u64 = 1 << 63;

#[unsafe(no_mangle)]
extern "C" fn run_import_u64(n: u32) -> f64 {
    let mut sum = 0;
    for i in 0..n {
        sum += import_u64(U64_BASE + u64::from(i)) - U64_BASE;
    }
    sum as f64
}

#[unsafe(no_mangle)]
extern "C" fn run_import_str16(n: u32) -> f64 {
    for i in 0..n {
        let s = string(&STR16, i);
        // SAFETY: the pointer and the length of a live string, read and not kept.
        unsafe { take_str(s.as_ptr(), s.len()) }
    }
    0.0
}

#[unsafe(no_mangle)]
extern "C" fn run_import_str16_same(n: u32) -> f64 {
    for _ in 0..n {
        let s = "get-element-by00";
        // SAFETY: the pointer and the length of a live string, read and not kept.
        unsafe { take_str(s.as_ptr(), s.len()) }
    }
    0.0
}

#[unsafe(no_mangle)]
extern "C" fn run_import_str100(n: u32) -> f64 {
    for i in 0..n {
        let s = string(&STR100, i);
        // SAFETY: the pointer and the length of a live string, read and not kept.
        unsafe { take_str100(s.as_ptr(), s.len()) }
    }
    0.0
}

#[unsafe(no_mangle)]
extern "C" fn run_import_str100_mixed(n: u32) -> f64 {
    for i in 0..n {
        let s = string(&STR100_MIXED, i);
        // SAFETY: the pointer and the length of a live string, read and not kept.
        unsafe { take_str100_mixed(s.as_ptr(), s.len()) }
    }
    0.0
}

#[unsafe(no_mangle)]
extern "C" fn run_import_str1k(n: u32) -> f64 {
    for i in 0..n {
        let s = string(&STR1K, i);
        // SAFETY: the pointer and the length of a live string, read and not kept.
        unsafe { take_str1k(s.as_ptr(), s.len()) }
    }
    0.0
}

/// What Rust counts of a string: its length and its last character.
fn count(s: &str) -> f64 {
    (s.len() + usize::from(s.as_bytes()[s.len() - 1])) as f64
}

#[unsafe(no_mangle)]
extern "C" fn run_import_string(n: u32) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        sum += count(&scratch_string(give_string(i)));
    }
    sum
}

#[unsafe(no_mangle)]
extern "C" fn run_import_vec(n: u32) -> f64 {
    let numbers = vec![0.5; 1_000];
    for i in 0..n {
        let mut numbers = numbers.clone();
        numbers[999] = f64::from(i & 63);
        // SAFETY: the pointer and the length of a live list, read and not kept.
        unsafe { take_vec(numbers.as_ptr(), numbers.len()) }
    }
    0.0
}

#[unsafe(no_mangle)]
extern "C" fn run_import_vec_result(n: u32) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        give_vec(i);
        let numbers = take_list();
        sum += numbers.len() as f64 + numbers[999];
    }
    sum
}

#[unsafe(no_mangle)]
extern "C" fn run_import_method(n: u32) -> f64 {
    let thing = Value { handle: thing() };
    let mut sum = 0.0;
    for i in 0..n {
        sum += ping(thing.handle, f64::from(i) + 0.5);
    }
    sum
}

#[unsafe(no_mangle)]
extern "C" fn run_import_getter(n: u32) -> f64 {
    let thing = Value { handle: thing() };
    let mut sum = 0.0;
    for _ in 0..n {
        sum += size(thing.handle);
    }
    sum
}

static EXPORT_CALLS: AtomicU32 = AtomicU32::new(0);

#[unsafe(no_mangle)]
extern "C" fn sum(x: f64, y: f64) -> f64 {
    EXPORT_CALLS.fetch_add(1, Ordering::Relaxed);
    x + y
}

#[unsafe(no_mangle)]
extern "C" fn take_export_calls() -> f64 {
    f64::from(EXPORT_CALLS.swap(0, Ordering::Relaxed))
}

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
extern "C" fn run_twenty_import(n: u32) -> f64 {
    let mut sum = 0.0;
    for _ in 0..n / 20 {
        import_a();
        sum += f64::from(import_b());
        sum += import_c();
        sum += f64::from(import_d() != 0);
        import_e(3);
        import_f(0.5);
        import_g(true);
        sum += f64::from(import_h(5));
        sum += import_i(2.5);
        sum += f64::from(import_j(-1) != 0);
        sum += f64::from(import_k(200) as i16);
        sum += f64::from(import_l(-3));
        import_m(3, 0.25);
        sum += f64::from(import_n(-7, true));
        sum += import_o(1.5, 2.25);
        sum += f64::from(import_p(200, 60_000));
        import_q(3, 0.25, -1);
        sum += f64::from(import_r(true, true, true) != 0);
        sum += import_s(0.5, -2, 60_000);
        sum += import_t(0.5, 0.25, 0.125);
    }
    sum
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
