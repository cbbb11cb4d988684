//! Numbers, big integers, `bool` and `char`.

use crate::abi::lasting::IntoJs;
use crate::abi::{to_uint32, FromJs, Itself, Pass, Receive, Slotted, ToJs};
use crate::descriptor::types::{BigInt, Number, Type};
use crate::types::value::JsValue;

macro_rules! integers {
    ($($int:ident $slot:ident $number:ident,)*) => {$(
        // SAFETY: JS reads a number of at most 32 bits as it comes, and by `WIDER` in js/src/types/number.js u32 and usize as f64.
        unsafe impl ToJs for $int {
            type Way = Itself;
        }

        // SAFETY: as above.
        unsafe impl Pass<$int> for Itself {
            type Frame = $int;
            const TYPE: &'static Type = &Type::Number(Number::$number);
            #[inline]
            fn lower(value: $int) -> $int {
                value
            }
            #[inline]
            fn slot(frame: &mut $int) -> $slot {
                *frame as $slot
            }
        }

        impl Slotted for $int {
            type Slot = $slot;
            // The engine's conversion of an import's result to i32 is ToInt32: the same low bits.
            type Returned = i32;
        }

        // SAFETY: any number becomes one, and so do the low bits that the engine makes of it; of an `Option`, `lower` puts it into a cell.
        unsafe impl FromJs for $int {
            type Way = Itself;
        }

        // SAFETY: as above.
        unsafe impl Receive<$int> for Itself {
            type Param = i32;
            const TYPE: &'static Type = &Type::Number(Number::$number);
            #[inline]
            unsafe fn lift(slot: i32) -> $int {
                slot as $int
            }
            #[inline]
            unsafe fn receive(slot: f64) -> $int {
                to_uint32(slot) as $int
            }
            #[inline]
            unsafe fn receive_bits(bits: i32) -> $int {
                bits as u32 as $int
            }
            #[inline]
            unsafe fn receive_some(slot: f64) -> $int {
                // SAFETY: the caller's promise; JS has written the number of an `Option` into a cell.
                unsafe { <$int as FromJs>::receive(*(slot as usize as *const f64)) }
            }
        }

        // SAFETY: a number is a copy, and its own result.
        unsafe impl IntoJs for $int {
            #[inline]
            fn give(self) -> f64 {
                self as f64
            }
        }
    )*};
}

// u32 and usize go as f64: an i32 slot would reach JS signed, and cost an adapter that makes it unsigned.
integers! {
    i8 i32 I8, u8 i32 U8, i16 i32 I16, u16 i32 U16, i32 i32 I32, isize i32 Isize, u32 f64 U32, usize f64 Usize,
}

macro_rules! floats {
    ($($float:ident $number:ident,)*) => {$(
        // SAFETY: as for integers; by `WIDER` in js/src/types/number.js each is read in its own width.
        unsafe impl ToJs for $float {
            type Way = Itself;
        }

        // SAFETY: as above.
        unsafe impl Pass<$float> for Itself {
            type Frame = $float;
            const TYPE: &'static Type = &Type::Number(Number::$number);
            #[inline]
            fn lower(value: $float) -> $float {
                value
            }
            #[inline]
            fn slot(frame: &mut $float) -> $float {
                *frame
            }
        }

        impl Slotted for $float {
            type Slot = $float;
            type Returned = $float;
        }

        // SAFETY: as for integers.
        unsafe impl FromJs for $float {
            type Way = Itself;
        }

        // SAFETY: as above.
        unsafe impl Receive<$float> for Itself {
            type Param = f64;
            const TYPE: &'static Type = &Type::Number(Number::$number);
            #[inline]
            unsafe fn lift(slot: $float) -> $float {
                slot
            }
            #[inline]
            unsafe fn receive(slot: f64) -> $float {
                slot as $float
            }
            #[inline]
            unsafe fn receive_some(slot: f64) -> $float {
                // SAFETY: the caller's promise; JS has written the number of an `Option` into a cell.
                unsafe { <$float as FromJs>::receive(*(slot as usize as *const f64)) }
            }
        }

        // SAFETY: a number is a copy, and its own result.
        unsafe impl IntoJs for $float {
            #[inline]
            fn give(self) -> f64 {
                self.into()
            }
        }
    )*};
}

floats! { f32 F32, f64 F64, }

// SAFETY: `bool` in js/src/types/number.js takes 0 for `false` and all else for `true`.
unsafe impl ToJs for bool {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Pass<bool> for Itself {
    type Frame = bool;
    const TYPE: &'static Type = &Type::Bool;
    #[inline]
    fn lower(value: bool) -> bool {
        value
    }
    #[inline]
    fn slot(frame: &mut bool) -> i32 {
        (*frame).into()
    }
    #[inline]
    fn handle(value: bool) -> u32 {
        if value { JsValue::TRUE } else { JsValue::FALSE }.into_handle()
    }
}

impl Slotted for bool {
    type Slot = i32;
    type Returned = i32;
}

// SAFETY: any number becomes one.
unsafe impl FromJs for bool {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Receive<bool> for Itself {
    type Param = f64;
    const TYPE: &'static Type = &Type::Bool;
    #[inline]
    unsafe fn lift(slot: i32) -> bool {
        slot != 0
    }
    #[inline]
    unsafe fn receive(slot: f64) -> bool {
        // JS passes numbers on as they are, and `Boolean(NaN)` is false.
        slot.abs() > 0.0
    }
}

// SAFETY: a `bool` is a copy, and its result 0 or 1, as its slot.
unsafe impl IntoJs for bool {
    #[inline]
    fn give(self) -> f64 {
        u8::from(self).into()
    }
}

// --- Integers of 64 and 128 bits ---

macro_rules! integers_64 {
    ($($int:ident $big:ident,)*) => {$(
        // SAFETY: a slot of i64 is a bigint in JS, which `wide` in js/src/types/bigint.js makes unsigned where it has to, and reads
        // as 8 bytes.
        unsafe impl ToJs for $int {
            type Way = Itself;
        }

        // SAFETY: as above.
        unsafe impl Pass<$int> for Itself {
            type Frame = $int;
            const TYPE: &'static Type = &Type::BigInt(BigInt::$big);
            #[inline]
            fn lower(value: $int) -> $int {
                value
            }
            #[inline]
            fn slot(frame: &mut $int) -> i64 {
                *frame as i64
            }
        }

        impl Slotted for $int {
            type Slot = i64;
            type Returned = i64;
        }

        // SAFETY: `returning` in js/src/adapters/out.js returns a bigint of that range, and `wide` in js/src/types/bigint.js puts its 64
        // bits into a cell.
        unsafe impl FromJs for $int {
            type Way = Itself;
        }

        // SAFETY: as above.
        unsafe impl Receive<$int> for Itself {
            type Param = f64;
            const TYPE: &'static Type = &Type::BigInt(BigInt::$big);
            #[inline]
            unsafe fn lift(slot: i64) -> $int {
                slot as $int
            }
            #[inline]
            unsafe fn receive(slot: f64) -> $int {
                // SAFETY: the caller's promise; a parameter of a closure is the address of a cell with 64 bits.
                unsafe { *(slot as usize as *const $int) }
            }
        }

        // SAFETY: a bigint is a copy.
        unsafe impl IntoJs for $int {}
    )*};
}

integers_64! { i64 I64, u64 U64, }

/// 128 bits as two halves, the low one first: the alignment of `u128` is none of JavaScript's business.
#[doc(hidden)]
#[repr(C)]
pub struct Halves(u64, u64);

macro_rules! integers_128 {
    ($($int:ident $big:ident,)*) => {$(
        // SAFETY: `readHalves` reads the two in this order, from the frame.
        unsafe impl ToJs for $int {
            type Way = Itself;
        }

        // SAFETY: as above.
        unsafe impl Pass<$int> for Itself {
            type Frame = Halves;
            const TYPE: &'static Type = &Type::BigInt(BigInt::$big);
            #[inline]
            fn lower(value: $int) -> Halves {
                Halves(value as u64, (value >> 64) as u64)
            }
            #[inline]
            fn slot(frame: &mut Halves) -> *const Halves {
                frame
            }
        }

        impl Slotted for $int {
            type Slot = *const Halves;
            type Returned = f64;
        }

        // SAFETY: `lower` writes the two in this order into a cell, also for the result of an import.
        unsafe impl FromJs for $int {
            type Way = Itself;
        }

        // SAFETY: as above.
        unsafe impl Receive<$int> for Itself {
            type Param = f64;
            const TYPE: &'static Type = &Type::BigInt(BigInt::$big);
            #[inline]
            unsafe fn lift(slot: f64) -> $int {
                // SAFETY: the caller's promise.
                unsafe { <$int as FromJs>::receive(slot) }
            }
            #[inline]
            unsafe fn receive(slot: f64) -> $int {
                // SAFETY: the caller's promise; it is the address of a cell with 128 bits, aligned to 8 bytes.
                let Halves(low, high) = unsafe { &*(slot as usize as *const Halves) };
                (u128::from(*high) << 64 | u128::from(*low)) as $int
            }
        }

        // SAFETY: a bigint is a copy.
        unsafe impl IntoJs for $int {}
    )*};
}

integers_128! { i128 I128, u128 U128, }

// --- char ---

// SAFETY: `char` in js/src/types/number.js makes a string of a code point.
unsafe impl ToJs for char {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Pass<char> for Itself {
    type Frame = char;
    const TYPE: &'static Type = &Type::Char;
    #[inline]
    fn lower(value: char) -> char {
        value
    }
    #[inline]
    fn slot(frame: &mut char) -> u32 {
        (*frame).into()
    }
}

impl Slotted for char {
    type Slot = u32;
    type Returned = f64;
}

// SAFETY: any number becomes one.
unsafe impl FromJs for char {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Receive<char> for Itself {
    type Param = f64;
    const TYPE: &'static Type = &Type::Char;
    #[inline]
    unsafe fn lift(slot: f64) -> char {
        // SAFETY: the caller's promise.
        unsafe { char::receive(slot) }
    }
    #[inline]
    unsafe fn receive(slot: f64) -> char {
        // `char` in js/src/types/number.js refuses half of a surrogate pair, which is no `char`.
        char::from_u32(slot as u32).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

// SAFETY: a string of JS is a copy.
unsafe impl IntoJs for char {}
