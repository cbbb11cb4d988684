//! How JavaScript enters a stack closure of plain numbers in a release build: by its type.
//!
//! The thunk of a `&dyn Fn(..)` calls through the closure's vtable, so a trampoline makes two indirect calls, and each is a
//! third of the price (benches/NOTES.md). Here a number in the `Env` tells the type, and the vtable is called at once; an
//! integer crosses as one. Known are the types that take nothing, and those that take one number or `bool` and return
//! nothing, `bool`, or what they take: to know all results would take four times the code. Others are entered by their
//! thunk.

use crate::descriptor::{Signature, Type};

/// The number of a closure type; 0 for one that is not known here.
#[inline]
pub(super) const fn number(signature: &Signature) -> u32 {
    let param = match signature.params {
        [] => Some(0),
        [Type::Unit] => None,
        [param] => digit(param),
        _ => None,
    };
    match (param, digit(signature.result)) {
        (Some(param), Some(result)) => known(param, result, signature.exclusive),
        _ => 0,
    }
}

#[inline]
const fn known(param: u32, result: u32, exclusive: bool) -> u32 {
    1 + (param * 12 + result) * 2 + exclusive as u32
}

/// The digit of a parameter or a result, below 12; 0 for nothing.
#[inline]
const fn digit(ty: &Type) -> Option<u32> {
    match ty {
        Type::Unit => Some(0),
        Type::Bool => Some(1),
        Type::Number(number) => Some(2 + *number as u32),
        _ => None,
    }
}

#[cfg(all(target_family = "wasm", not(debug_assertions)))]
mod export {
    //! What JavaScript takes instead of the trampolines of `runtime.rs`: `entryOf` in js/closures_extern.js.

    use super::known;
    use crate::closure::{Env, Header};
    use crate::descriptor::Number;
    use crate::entries::{enter, leave};

    /// A parameter, and how it crosses: as `i32` or `f64`.
    trait Param {
        type Slot;
        const DIGIT: u32;
        fn receive(slot: Self::Slot) -> Self;
    }

    /// A result, and how it crosses: as `i32`, `f64` or nothing.
    trait Outcome {
        type Slot;
        const DIGIT: u32;
        fn give(self) -> Self::Slot;
    }

    macro_rules! plain {
        ($($ty:ident($digit:expr): $slot:ident -> $result:ident, |$given:ident| $received:expr;)*) => {$(
            impl Param for $ty {
                type Slot = $slot;
                const DIGIT: u32 = $digit;
                #[inline(always)]
                fn receive($given: $slot) -> $ty {
                    $received
                }
            }
            impl Outcome for $ty {
                type Slot = $result;
                const DIGIT: u32 = $digit;
                #[inline(always)]
                fn give(self) -> $result {
                    self as $result
                }
            }
        )*};
    }
    macro_rules! numbers {
        ($($ty:ident $Number:ident $slot:ident,)*) => {
            plain! { $($ty(2 + Number::$Number as u32): $slot -> $slot, |slot| slot as $ty;)* }
        };
    }
    numbers! {
        i8 I8 i32, u8 U8 i32, i16 I16 i32, u16 U16 i32, i32 I32 i32, u32 U32 i32, isize Isize i32, usize Usize i32,
        f32 F32 f64, f64 F64 f64,
    }
    // As `bool::receive` in number.rs.
    plain! { bool(1): f64 -> i32, |slot| slot.abs() > 0.0; }

    impl Outcome for () {
        type Slot = ();
        const DIGIT: u32 = 0;
        #[inline(always)]
        fn give(self) {}
    }

    /// An exported function a way to cross, for the types of its lists.
    macro_rules! entries {
        ($($name:ident($($slot:ident: $Slot:ident)?) $(-> $Out:ident)? = $params:tt $results:tt;)*) => {$(
            #[unsafe(no_mangle)]
            #[allow(clippy::unused_unit, reason = "the types are spelled by one pattern")]
            unsafe extern "C" fn $name(env: *mut Header $(, $slot: $Slot)?) $(-> $Out)? {
                let crossings = enter();
                // SAFETY:
                // - JS calls only while the gate of the closure is open, and an `FnMut` once at a time: as for a thunk.
                // - `Env::on_stack` made the number of the closure's type in the same way as here. `Type::Bool` and
                //   `Type::Number` are what number.rs calls the Rust types of their names, and no others.
                // - For a thunk, JS takes this function by the closure's number of parameters and whether it has a result.
                let out = unsafe { 'entered: {
                    let number = (*env).number;
                    entries! { @params $params $results 'entered number env ($($slot)?) }
                    let thunk: unsafe extern "C" fn(*mut Header $(, entries!(@f64 $slot))?) $(-> entries!(@f64 $Out))? =
                        core::mem::transmute((*env).thunk);
                    entries! { @given $($Out)? = thunk(env $(, $slot.into())?) }
                }};
                leave(crossings);
                out
            }
        )*};
        (@f64 $of:ident) => { f64 };
        (@given i32 = $given:expr) => { $given as i64 as i32 };
        (@given $(f64)? = $given:expr) => { $given };
        (@params [] [$($R:ty)*] $entered:lifetime $number:ident $env:ident ()) => {$(
            if $number == const { known(0, <$R as Outcome>::DIGIT, false) } {
                break $entered ((*$env.cast::<Env<&dyn Fn() -> $R>>()).f)().give();
            }
            if $number == const { known(0, <$R as Outcome>::DIGIT, true) } {
                break $entered ((*$env.cast::<Env<&mut dyn FnMut() -> $R>>()).f)().give();
            }
        )*};
        (@params [$($P:ident)*] $results:tt $entered:lifetime $number:ident $env:ident $slot:tt) => {
            $(entries! { @results $P $results $entered $number $env $slot })*
        };
        (@results $P:ident [$($R:tt)*] $entered:lifetime $number:ident $env:ident $slot:tt) => {
            $(entries! { @one $P $R $entered $number $env $slot })*
        };
        (@one $P:ident same $entered:lifetime $number:ident $env:ident $slot:tt) => {
            entries! { @one $P $P $entered $number $env $slot }
        };
        (@one $P:ident $R:tt $entered:lifetime $number:ident $env:ident ($slot:ident)) => {
            if $number == const { known(<$P as Param>::DIGIT, <$R as Outcome>::DIGIT, false) } {
                break $entered ((*$env.cast::<Env<&dyn Fn($P) -> $R>>()).f)($P::receive($slot)).give();
            }
            if $number == const { known(<$P as Param>::DIGIT, <$R as Outcome>::DIGIT, true) } {
                break $entered ((*$env.cast::<Env<&mut dyn FnMut($P) -> $R>>()).f)($P::receive($slot)).give();
            }
        };
    }

    entries! {
        closures_extern_enter() = [] [()];
        closures_extern_enter_to_i32() -> i32 = [] [bool i8 u8 i16 u16 i32 u32 isize usize];
        closures_extern_enter_to_f64() -> f64 = [] [f32 f64];
        closures_extern_enter_i32(a: i32) = [i8 u8 i16 u16 i32 u32 isize usize] [()];
        closures_extern_enter_i32_to_i32(a: i32) -> i32 = [i8 u8 i16 u16 i32 u32 isize usize] [bool same];
        closures_extern_enter_f64(a: f64) = [bool f32 f64] [()];
        closures_extern_enter_f64_to_i32(a: f64) -> i32 = [bool f32 f64] [bool];
        closures_extern_enter_f64_to_f64(a: f64) -> f64 = [f32 f64] [same];
    }
}
