//! How a module that the command of wasm-bindgen processes reaches JavaScript: the start, and calls by number.
//!
//! The slots are those of `abi.rs`. Up to three cross as they are, as `i32` or `f64`: there is a declaration for each choice,
//! and one function in js/hosted.js for each number of slots. Up to eight all cross as `f64`, and more than that in memory.
//! One of 64 bits crosses as its address, because it would need the command's glue.

use super::HostValue;
use crate::abi::{FromJs, Returned, Slot as ArgumentSlot, ToJs};
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
pub fn native<T: ToJs<Slot: Native>>(slot: &ArgumentSlot<T>) -> <T::Slot as Native>::Abi {
    slot.0.native()
}

/// The same as one of many.
#[doc(hidden)]
#[must_use]
#[inline]
pub fn wide<T: ToJs<Slot: Native>>(slot: &ArgumentSlot<T>) -> f64 {
    slot.0.wide()
}

// --- Calls ---

/// A result that comes of a call with these slots.
#[doc(hidden)]
pub trait Call<Slots> {
    fn call(number: i32, slots: Slots) -> Self;
}

/// Declares one function of js/hosted.js, for one choice of types.
macro_rules! call {
    ($js:ident [$($slot:ident: $ty:ty,)*] $result:ty) => {
        const _: () = {
            #[wasm_bindgen(module = "/js/hosted.js")]
            extern "C" {
                #[wasm_bindgen(js_name = $js)]
                fn call(number: i32, $($slot: $ty),*) -> $result;
            }

            impl Call<($($ty,)*)> for $result {
                #[inline]
                fn call(number: i32, ($($slot,)*): ($($ty,)*)) -> $result {
                    call(number, $($slot),*)
                }
            }
        };
    };
}

/// Declares it for each choice of `i32` and `f64`, and without a result.
macro_rules! calls {
    ($js:ident [$($slots:tt)*] []) => {
        call! { $js [$($slots)*] () }
        call! { $js [$($slots)*] i32 }
        call! { $js [$($slots)*] f64 }
    };
    ($js:ident [$($slots:tt)*] [$slot:ident $($more:ident)*]) => {
        calls! { $js [$($slots)* $slot: i32,] [$($more)*] }
        calls! { $js [$($slots)* $slot: f64,] [$($more)*] }
    };
}

calls! { call_0 [] [] }
calls! { call_1 [] [a] }
calls! { call_2 [] [a b] }
calls! { call_3 [] [a b c] }

/// Declares it for `f64` alone, with a result of each type.
macro_rules! wide_calls {
    ($($js:ident $count:literal [$($slot:ident)*];)*) => {$(
        wide_calls! { @ $js $count [$($slot: f64),*] () }
        wide_calls! { @ $js $count [$($slot: f64),*] i32 }
        wide_calls! { @ $js $count [$($slot: f64),*] f64 }
    )*};
    (@ $js:ident $count:literal [$($slot:ident: $ty:ty),*] $result:ty) => {
        const _: () = {
            #[wasm_bindgen(module = "/js/hosted.js")]
            extern "C" {
                #[wasm_bindgen(js_name = $js)]
                fn call(number: i32, $($slot: $ty),*) -> $result;
            }

            impl Call<[f64; $count]> for $result {
                #[inline]
                fn call(number: i32, [$($slot),*]: [f64; $count]) -> $result {
                    call(number, $($slot),*)
                }
            }
        };
    };
}

wide_calls! {
    call_4 4 [a b c d];
    call_5 5 [a b c d e];
    call_6 6 [a b c d e f];
    call_7 7 [a b c d e f g];
    call_8 8 [a b c d e f g h];
}

/// Slots in memory.
#[doc(hidden)]
pub struct Many(i32, i32);

macro_rules! many {
    ($($result:ty)*) => {$(
        const _: () = {
            #[wasm_bindgen(module = "/js/hosted.js")]
            extern "C" {
                fn call_many(number: i32, slots: i32, count: i32) -> $result;
            }

            impl Call<Many> for $result {
                #[inline]
                fn call(number: i32, Many(slots, count): Many) -> $result {
                    call_many(number, slots, count)
                }
            }
        };
    )*};
}

many! { () i32 f64 }

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
    #[must_use]
    #[inline]
    pub fn call<Slots, T>(&self, slots: Slots) -> Returned<T>
    where
        T: FromJs<Slot: Native<Abi: Call<Slots>>>,
    {
        let number = match self.number.load(Relaxed) {
            0 => self.bind(),
            number => number,
        };
        // SAFETY: `bind` in js/hosted.js has made the function of this number from the descriptor of the very import, whose
        // result is a `T`.
        Returned(unsafe { T::Slot::back(Call::call(number, slots)) })
    }

    /// The same with any number of slots.
    #[must_use]
    #[inline]
    pub fn call_many<T>(&self, slots: &[f64]) -> Returned<T>
    where
        T: FromJs<Slot: Native<Abi: Call<Many>>>,
    {
        self.call(Many(slots.as_ptr().native(), slots.len() as i32))
    }
}
