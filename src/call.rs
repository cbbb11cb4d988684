//! The call of an import: each argument becomes a slot, and what JavaScript returns is the slot of the result.
//!
//! `closures_extern!` writes one short call into each function, and what happens to the arguments stands here once for each
//! number of them: rustc checks the function again at each edit of its block, but not this.

#[cfg(target_family = "wasm")]
use crate::abi::Frame;
use crate::abi::{ReturnFromJs, ToJs};
#[cfg(target_family = "wasm")]
use crate::wasm::entries::{around, back};
#[cfg(not(target_family = "wasm"))]
use crate::wasm::link::outside_wasm;
use core::marker::PhantomData;
#[cfg(target_family = "wasm")]
use core::mem::transmute;
use core::ops::Deref;

/// The arguments of an import, and the type of its result.
///
/// Subtle: a type that cannot cross is one mistake, and is to be one error, at the type (tests/ui). The block's descriptors say it. Here rustc
/// finds no method for such arguments, so that it takes the one of [`Refused`], which asks for nothing. On wasm the types of the
/// import say it again, at the block, of a struct by value that is not [`Slotted`](crate::abi::Slotted).
#[doc(hidden)]
pub struct Call<T, R>(T, PhantomData<R>);

impl<T, R> Call<T, R> {
    #[inline]
    #[must_use]
    pub const fn of(arguments: T) -> Self {
        Call(arguments, PhantomData)
    }
}

/// What an import can take: types that cross, in a tuple.
#[doc(hidden)]
pub trait Arguments {
    /// # Safety
    /// As [`Call::to`].
    #[cfg(target_family = "wasm")]
    unsafe fn call<S>(self, import: *const ()) -> S;
}

#[cfg(target_family = "wasm")]
impl<T: Arguments, R: ReturnFromJs> Call<T, R> {
    /// Calls the import.
    ///
    /// What the slots point to lies in the frames of the arguments, which end after the call and before the result is lifted. Their end
    /// frees memory of Rust's, and runs nothing else, as [`FromJs`](crate::FromJs) asks: the slot that is returned is a number, a handle or
    /// the address of a cell of the runtime, and stays what it is.
    ///
    /// Subtle: the import comes without its type, which rustc would compare with this one in each function of a block, at each edit of it.
    ///
    /// # Safety
    /// - The import is an `unsafe extern "C" fn` of a slot for each argument, as its [`ToJs`] says, that returns one as [`ReturnFromJs`] does.
    /// - The JS side gives the import a function of these very slots: it builds it from the descriptor, which is made of the same types.
    /// - It keeps no address beyond the call (a stack closure's is cleared in `finally`, and where an engine stops the script, which
    ///   runs none, `back` ends the instance before this frame's stack is used again).
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))] // else a build for size calls the import by a table
    #[cfg_attr(debug_assertions, track_caller)] // a stack closure's place is the call that it is passed to
    pub unsafe fn to(self, import: *const ()) -> R {
        // SAFETY: the caller's promise. The slot is JavaScript's own, and is lifted once.
        unsafe { R::lift(self.0.call(import)) }
    }
}

#[cfg(not(target_family = "wasm"))]
impl<T: Arguments, R: ReturnFromJs> Call<T, R> {
    /// Outside WebAssembly there is nothing to call: a panic that names the import.
    #[inline]
    pub fn outside(self, name: &str) -> R {
        outside_wasm(name)
    }
}

impl<T, R> Deref for Call<T, R> {
    type Target = Refused;
    #[inline]
    fn deref(&self) -> &Refused {
        &Refused
    }
}

/// Stands for arguments of which one cannot cross, in a program that does not compile: its functions are errors where they are compiled.
#[doc(hidden)]
pub struct Refused;

impl Refused {
    /// # Safety
    /// It is never called.
    #[cfg(target_family = "wasm")]
    pub unsafe fn to<R>(&self, _: *const ()) -> R {
        const { panic!("closures_extern!: an argument or a result cannot cross, and nothing has said so") }
    }

    #[cfg(not(target_family = "wasm"))]
    pub fn outside<R>(&self, _: &str) -> R {
        const { panic!("closures_extern!: an argument or a result cannot cross, and nothing has said so") }
    }
}

/// The frame of an argument. Subtle: it has a name, because rustc would find out the type of a frame at each mention, and there are 136 below.
#[cfg(target_family = "wasm")]
struct Lowered<T: ToJs>(Frame<T>);

#[cfg(target_family = "wasm")]
impl<T: ToJs> Lowered<T> {
    #[inline(always)]
    #[cfg_attr(debug_assertions, track_caller)]
    fn of(value: T) -> Self {
        Lowered(value.lower())
    }

    #[inline(always)]
    fn slot(&mut self) -> T::Slot {
        T::slot(&mut self.0)
    }
}

// 16, `this` included, as many as the longest function of the web platform takes (`initMouseEvent`): what an implementation takes to compile
// grows with the square of their number, so four more would take a twentieth of this crate.
macro_rules! arguments {
    ($($T:ident $t:ident)*) => {
        impl<$($T: ToJs),*> Arguments for ($($T,)*) {
            #[cfg_attr(debug_assertions, inline)]
            #[cfg_attr(not(debug_assertions), inline(always))]
            #[cfg_attr(debug_assertions, track_caller)]
            #[cfg(target_family = "wasm")]
            unsafe fn call<S>(self, import: *const ()) -> S {
                // SAFETY: it is one, as the caller promises.
                let import = unsafe { transmute::<*const (), unsafe extern "C" fn($($T::Slot),*) -> S>(import) };
                let ($($t,)*) = self;
                $(let mut $t = Lowered::<$T>::of($t);)*
                // SAFETY: the caller's promise, and the frames outlive the call.
                unsafe { back(around(), import($($t.slot()),*)) }
            }
        }
    };
}

arguments! {}
arguments! { A a }
arguments! { A a B b }
arguments! { A a B b C c }
arguments! { A a B b C c D d }
arguments! { A a B b C c D d E e }
arguments! { A a B b C c D d E e F f }
arguments! { A a B b C c D d E e F f G g }
arguments! { A a B b C c D d E e F f G g H h }
arguments! { A a B b C c D d E e F f G g H h I i }
arguments! { A a B b C c D d E e F f G g H h I i J j }
arguments! { A a B b C c D d E e F f G g H h I i J j K k }
arguments! { A a B b C c D d E e F f G g H h I i J j K k L l }
arguments! { A a B b C c D d E e F f G g H h I i J j K k L l M m }
arguments! { A a B b C c D d E e F f G g H h I i J j K k L l M m N n }
arguments! { A a B b C c D d E e F f G g H h I i J j K k L l M m N n O o }
arguments! { A a B b C c D d E e F f G g H h I i J j K k L l M m N n O o P p }
