//! How a module that the command of wasm-bindgen processes reaches JavaScript: the start, and calls by number.
//!
//! The slots are those of `abi.rs`. Up to three cross as they are, as `i32` or `f64`: there is a declaration for each choice,
//! and one function in js/hosted.js for each number of slots. Up to eight all cross as `f64`, and more than that in memory.
//! One of 64 bits crosses as its address, because it would need the command's glue.

use super::HostValue;
use core::sync::atomic::{AtomicBool, AtomicI32, Ordering::Relaxed};
use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(target_feature = "atomics")]
compile_error! { "closures_extern: the feature `wasm-bindgen` does not support threads: build without `+atomics`" }

// --- The start ---

mod snippet {
    use super::{wasm_bindgen, HostValue};

    #[wasm_bindgen(module = "/js/hosted.js")]
    extern "C" {
        // Subtle: a `u32` needs glue. So the command refuses the target `no-modules`, which has no snippets ("the target
        // no-modules is refused by the command" in tests/hosted); the other functions it would link without a look.
        pub(super) fn begin(exports: &HostValue, debug: u32);
        pub(super) fn bind(record: i32) -> i32;
    }

    // The other half, which js/hosted.js imports: only a file that is named here comes along.
    #[wasm_bindgen(module = "/js/closures_extern.js")]
    extern "C" {
        type ClosureError;
    }
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

// --- Slots without glue ---

/// What a slot crosses as: `i32`, `f64` or nothing.
#[doc(hidden)]
pub trait Native: Copy {
    type Abi;
    fn native(&self) -> Self::Abi;
    /// # Safety
    /// JS has just made it of a value, for the type of this slot.
    unsafe fn back(abi: Self::Abi) -> Self;
    /// The same as one of many.
    fn wide(&self) -> f64;
}

macro_rules! native {
    ($([$($generic:ident)?] $ty:ty, $abi:ty, $wide:ty;)*) => {$(
        impl$(<$generic>)? Native for $ty {
            type Abi = $abi;
            #[inline]
            fn native(&self) -> $abi {
                *self as $abi
            }
            #[inline]
            unsafe fn back(abi: $abi) -> $ty {
                abi as $ty
            }
            #[inline]
            fn wide(&self) -> f64 {
                (*self as $wide).into()
            }
        }
    )*};
}

native! {
    [] i32, i32, i32;
    [] u32, i32, u32;
    [] usize, i32, u32;
    [] f32, f64, f64;
    [] f64, f64, f64;
    [T] *const T, i32, u32;
    [T] *mut T, i32, u32;
}

impl Native for () {
    type Abi = ();
    #[inline]
    fn native(&self) {}
    #[inline]
    unsafe fn back((): ()) {}
    #[inline]
    fn wide(&self) -> f64 {
        0.0
    }
}

/// As its address.
impl Native for i64 {
    type Abi = i32;
    #[inline]
    fn native(&self) -> i32 {
        core::ptr::from_ref(self).native()
    }
    #[inline]
    unsafe fn back(abi: i32) -> i64 {
        // SAFETY: `widen` in js/hosted.js has written the 64 bits to an aligned cell, and returns its address.
        unsafe { *(abi as usize as *const i64) }
    }
    #[inline]
    fn wide(&self) -> f64 {
        core::ptr::from_ref(self).wide()
    }
}

/// The slot of an argument as it crosses.
#[doc(hidden)]
#[must_use]
#[inline]
pub fn native<S: Native>(slot: &S) -> S::Abi {
    slot.native()
}

/// The same as one of many.
#[doc(hidden)]
#[must_use]
#[inline]
pub fn wide<S: Native>(slot: &S) -> f64 {
    slot.wide()
}

// --- Calls ---

/// A result that comes of a call with these slots.
#[doc(hidden)]
pub trait Call<Slots> {
    fn call(number: i32, slots: Slots) -> Self;
}

/// Declares functions of js/hosted.js: for the types of the slots three times, with no result, an `i32` and an `f64`. Each has
/// a name of its own, because older versions of wasm-bindgen take those of one name for the same.
macro_rules! calls {
    ($($js:ident [$($slot:ident: $ty:ty),*] $unit:ident $int:ident $float:ident;)*) => {
        #[wasm_bindgen(module = "/js/hosted.js")]
        extern "C" {$(
            #[wasm_bindgen(js_name = $js)]
            fn $unit(number: i32, $($slot: $ty),*);
            #[wasm_bindgen(js_name = $js)]
            fn $int(number: i32, $($slot: $ty),*) -> i32;
            #[wasm_bindgen(js_name = $js)]
            fn $float(number: i32, $($slot: $ty),*) -> f64;
        )*}

        $(
            calls! { @ $unit [$($slot: $ty),*] () }
            calls! { @ $int [$($slot: $ty),*] i32 }
            calls! { @ $float [$($slot: $ty),*] f64 }
        )*
    };
    (@ $name:ident [$($slot:ident: $ty:ty),*] $result:ty) => {
        impl Call<($($ty,)*)> for $result {
            #[inline]
            fn call(number: i32, ($($slot,)*): ($($ty,)*)) -> $result {
                $name(number, $($slot),*)
            }
        }
    };
}

calls! {
    call_0 [] unit_0 int_0 float_0;
    call_1 [a: i32] unit_i int_i float_i;
    call_1 [a: f64] unit_f int_f float_f;
    call_2 [a: i32, b: i32] unit_ii int_ii float_ii;
    call_2 [a: i32, b: f64] unit_if int_if float_if;
    call_2 [a: f64, b: i32] unit_fi int_fi float_fi;
    call_2 [a: f64, b: f64] unit_ff int_ff float_ff;
    call_3 [a: i32, b: i32, c: i32] unit_iii int_iii float_iii;
    call_3 [a: i32, b: i32, c: f64] unit_iif int_iif float_iif;
    call_3 [a: i32, b: f64, c: i32] unit_ifi int_ifi float_ifi;
    call_3 [a: i32, b: f64, c: f64] unit_iff int_iff float_iff;
    call_3 [a: f64, b: i32, c: i32] unit_fii int_fii float_fii;
    call_3 [a: f64, b: i32, c: f64] unit_fif int_fif float_fif;
    call_3 [a: f64, b: f64, c: i32] unit_ffi int_ffi float_ffi;
    call_3 [a: f64, b: f64, c: f64] unit_fff int_fff float_fff;
    call_4 [a: f64, b: f64, c: f64, d: f64] unit_4 int_4 float_4;
    call_5 [a: f64, b: f64, c: f64, d: f64, e: f64] unit_5 int_5 float_5;
    call_6 [a: f64, b: f64, c: f64, d: f64, e: f64, f: f64] unit_6 int_6 float_6;
    call_7 [a: f64, b: f64, c: f64, d: f64, e: f64, f: f64, g: f64] unit_7 int_7 float_7;
    call_8 [a: f64, b: f64, c: f64, d: f64, e: f64, f: f64, g: f64, h: f64] unit_8 int_8 float_8;
}

/// The same for slots in memory.
macro_rules! calls_in_memory {
    ($unit:ident $int:ident $float:ident) => {
        #[wasm_bindgen(module = "/js/hosted.js")]
        extern "C" {
            #[wasm_bindgen(js_name = call_many)]
            fn $unit(number: i32, slots: i32, count: i32);
            #[wasm_bindgen(js_name = call_many)]
            fn $int(number: i32, slots: i32, count: i32) -> i32;
            #[wasm_bindgen(js_name = call_many)]
            fn $float(number: i32, slots: i32, count: i32) -> f64;
        }

        calls_in_memory! { $unit () }
        calls_in_memory! { $int i32 }
        calls_in_memory! { $float f64 }
    };
    ($name:ident $result:ty) => {
        impl Call<&[f64]> for $result {
            #[inline]
            fn call(number: i32, slots: &[f64]) -> $result {
                $name(number, slots.as_ptr().native(), slots.len() as i32)
            }
        }
    };
}

calls_in_memory! { unit_many int_many float_many }

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
        let number = snippet::bind(self.record.as_ptr().native());
        self.number.store(number, Relaxed);
        number
    }

    /// Calls the JavaScript function with the slots of its arguments.
    ///
    /// # Safety
    /// They are those of the descriptor in the record, in order, and so is the result.
    #[inline]
    pub unsafe fn call<Slots, S>(&self, slots: Slots) -> S
    where
        S: Native<Abi: Call<Slots>>,
    {
        let number = match self.number.load(Relaxed) {
            0 => self.bind(),
            number => number,
        };
        // SAFETY: `bind` in js/hosted.js has made the function of this number from that very descriptor.
        unsafe { S::back(Call::call(number, slots)) }
    }
}
