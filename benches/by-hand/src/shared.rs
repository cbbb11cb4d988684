//! What `by-hand` and `by-hand dyn` have in common: all but closures. The imports, what crosses as memory, and the rows
//! without a closure. The other half is `../glue.js`.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::strings::{string, STR100, STR100_MIXED, STR16, STR1K};

// SAFETY:
// - glue.js gives each import exactly these parameters and results; wasm checks that when it is instantiated,
//   except for the meaning of numbers: small integers and booleans come back as i32 and are cast here, so no
//   value is invalid.
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
    pub(crate) safe fn drop_handle(handle: u32);
    pub(crate) safe fn check_value(handle: u32);
    /// Makes the string that the closure which runs returns.
    pub(crate) fn return_string(at: *const u8, len: usize);

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

    // Heap closures, by the slot that JavaScript has them in.
    pub(crate) safe fn call_heap(slot: u32);
    pub(crate) safe fn loop_heap_fn0(slot: u32, n: u32);
    pub(crate) safe fn loop_heap_fn_u32(slot: u32, n: u32);
    pub(crate) safe fn loop_heap_fn_mut_f64(slot: u32, n: u32);
    pub(crate) safe fn loop_heap_fn_mut_value(slot: u32, n: u32);
    pub(crate) safe fn loop_heap_fn_string_result(slot: u32, n: u32);
    pub(crate) safe fn loop_heap_fn_string(slot: u32, n: u32);
    pub(crate) safe fn loop_twenty(n: u32);
    /// Makes what is in `slot` throw when called, and frees the slot.
    pub(crate) safe fn drop_closure(slot: u32);

    pub(crate) safe fn keep_a(slot: u32);
    pub(crate) safe fn keep_b(slot: u32);
    pub(crate) safe fn keep_c(slot: u32);
    pub(crate) safe fn keep_d(slot: u32);
    pub(crate) safe fn keep_e(slot: u32);
    pub(crate) safe fn keep_f(slot: u32);
    pub(crate) safe fn keep_g(slot: u32);
    pub(crate) safe fn keep_h(slot: u32);
    pub(crate) safe fn keep_i(slot: u32);
    pub(crate) safe fn keep_j(slot: u32);
    pub(crate) safe fn keep_k(slot: u32);
    pub(crate) safe fn keep_l(slot: u32);
    pub(crate) safe fn keep_m(slot: u32);
    pub(crate) safe fn keep_n(slot: u32);
    pub(crate) safe fn keep_o(slot: u32);
    pub(crate) safe fn keep_p(slot: u32);
    pub(crate) safe fn keep_q(slot: u32);
    pub(crate) safe fn keep_r(slot: u32);
    pub(crate) safe fn keep_s(slot: u32);
    pub(crate) safe fn keep_t(slot: u32);
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
pub(crate) fn scratch_string(len: usize) -> String {
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
pub(crate) struct Value {
    pub(crate) handle: u32,
}

impl Drop for Value {
    fn drop(&mut self) {
        drop_handle(self.handle);
    }
}

// ---- what heap closures capture ----

/// What a heap closure captures: a box that must be allocated, and a drop that must happen.
#[repr(transparent)]
pub(crate) struct CountsItsDrop {
    pub(crate) by: u32,
}

pub(crate) static DROPS: AtomicU32 = AtomicU32::new(0);

impl CountsItsDrop {
    pub(crate) fn touch(&self) {
        DROPS.fetch_add(self.by - 1, Ordering::Relaxed);
    }
}

impl Drop for CountsItsDrop {
    fn drop(&mut self) {
        DROPS.fetch_add(self.by, Ordering::Relaxed);
    }
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
pub(crate) fn count(s: &str) -> f64 {
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
