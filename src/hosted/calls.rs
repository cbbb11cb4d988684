//! How a module that the command of wasm-bindgen processes reaches JavaScript: the start, and calls by number.

use super::HostValue;
use crate::abi::{FromJs, Returned, Slot as ArgumentSlot, ToJs};
use core::marker::PhantomData;
use core::mem::size_of;
use core::sync::atomic::{AtomicBool, AtomicI32, Ordering::Relaxed};
use wasm_bindgen::prelude::wasm_bindgen;

mod snippet {
    use super::{wasm_bindgen, HostValue};

    #[wasm_bindgen(module = "/js/hosted.js")]
    extern "C" {
        // Subtle: a `u32` needs glue. So the command refuses the target `no-modules`, which has no snippets ("the target
        // no-modules is refused by the command" in tests/hosted); the other functions it would link without a look.
        pub(super) fn begin(exports: &HostValue, debug: u32);
        pub(super) fn bind(record: i32) -> i32;
        pub(super) fn call_0(number: i32) -> f64;
        pub(super) fn call_1(number: i32, a: f64) -> f64;
        pub(super) fn call_2(number: i32, a: f64, b: f64) -> f64;
        pub(super) fn call_3(number: i32, a: f64, b: f64, c: f64) -> f64;
        pub(super) fn call_many(number: i32, slots: i32, count: i32) -> f64;
        pub(super) fn run_0(number: i32);
        pub(super) fn run_1(number: i32, a: f64);
        pub(super) fn run_2(number: i32, a: f64, b: f64);
        pub(super) fn run_3(number: i32, a: f64, b: f64, c: f64);
        pub(super) fn run_many(number: i32, slots: i32, count: i32);
    }

    // The other half, which js/hosted.js imports: only a file that is named here comes along.
    #[wasm_bindgen(module = "/js/closures_extern.js")]
    extern "C" {
        type ClosureError;
    }
}

/// Numbers that cross as they are, so that the command writes no glue for them: `i32` and `f64`.
pub(crate) trait Plain {
    type Abi;
    fn plain(self) -> Self::Abi;
    fn of(abi: Self::Abi) -> Self;
}

macro_rules! plain {
    ($([$($generic:ident)?] $ty:ty, $abi:ty;)*) => {$(
        impl$(<$generic>)? Plain for $ty {
            type Abi = $abi;
            #[inline]
            fn plain(self) -> $abi {
                self as $abi
            }
            #[inline]
            fn of(abi: $abi) -> $ty {
                abi as $ty
            }
        }
    )*};
}

plain! {
    [] u32, i32;
    [] usize, i32;
    [] f64, f64;
    [T] *const T, i32;
    [T] *mut T, i32;
}

impl Plain for () {
    type Abi = ();
    #[inline]
    fn plain(self) {}
    #[inline]
    fn of((): ()) {}
}

static STARTED: AtomicBool = AtomicBool::new(false);

/// Before anything else crosses: JS gets hold of the instance.
#[inline]
pub(crate) fn start() {
    if !STARTED.load(Relaxed) {
        begin();
    }
}

#[cold]
fn begin() {
    STARTED.store(true, Relaxed);
    snippet::begin(&wasm_bindgen::exports(), cfg!(debug_assertions).into());
}

/// A declared import, which has a number once it has been called.
#[doc(hidden)]
pub struct Import {
    /// Of a block with this import alone.
    record: &'static [u8],
    /// 0 before the first call.
    number: AtomicI32,
}

impl Import {
    #[must_use]
    #[inline]
    pub const fn new(record: &'static [u8]) -> Import {
        Import { record, number: AtomicI32::new(0) }
    }

    #[cold]
    fn bind(&self) -> i32 {
        start();
        let number = snippet::bind(Plain::plain(self.record.as_ptr()));
        self.number.store(number, Relaxed);
        number
    }

    /// Calls the JavaScript function with the slots of its arguments.
    #[must_use]
    #[inline]
    pub fn call<T: FromJs, const N: usize>(&self, slots: [f64; N]) -> Returned<T> {
        let number = match self.number.load(Relaxed) {
            0 => self.bind(),
            number => number,
        };
        let many = || (Plain::plain(slots.as_ptr()), N as i32);
        let result = if size_of::<T::Slot>() == 0 {
            match *slots.as_slice() {
                [] => snippet::run_0(number),
                [a] => snippet::run_1(number, a),
                [a, b] => snippet::run_2(number, a, b),
                [a, b, c] => snippet::run_3(number, a, b, c),
                _ => {
                    let (slots, count) = many();
                    snippet::run_many(number, slots, count);
                }
            }
            0.0
        } else {
            match *slots.as_slice() {
                [] => snippet::call_0(number),
                [a] => snippet::call_1(number, a),
                [a, b] => snippet::call_2(number, a, b),
                [a, b, c] => snippet::call_3(number, a, b, c),
                _ => {
                    let (slots, count) = many();
                    snippet::call_many(number, slots, count)
                }
            }
        };
        Returned(result, PhantomData)
    }
}

/// The slot of an argument as an `f64`: itself, or the address of 64 bits.
#[doc(hidden)]
#[must_use]
#[inline]
pub fn slot<T: ToJs<Slot: Wide>>(slot: &ArgumentSlot<T>) -> f64 {
    slot.0.wide()
}

/// The type of a slot.
#[doc(hidden)]
pub trait Wide {
    fn wide(&self) -> f64;
}

macro_rules! wide {
    ($($ty:ty)*) => {$(
        impl Wide for $ty {
            #[inline]
            fn wide(&self) -> f64 {
                (*self).into()
            }
        }
    )*};
}

wide! { i32 u32 f32 f64 }

impl Wide for i64 {
    #[inline]
    fn wide(&self) -> f64 {
        core::ptr::from_ref(self).wide()
    }
}

impl<T> Wide for *const T {
    #[inline]
    fn wide(&self) -> f64 {
        (*self as usize as u32).into()
    }
}

impl<T> Wide for *mut T {
    #[inline]
    fn wide(&self) -> f64 {
        self.cast_const().wide()
    }
}
