//! Which closure types there are, and the thunk of each: where slots become parameters, and the result a slot.
//!
//! The implementations are spelled by macros: `Fn` and `FnMut`, 0 to 8 parameters, each of the first four owned or
//! a reference. `dyn Fn(A)` and `dyn for<'a> Fn(&'a A)` are different types, though rustc's future-compatibility
//! lint `coherence_leak_check` doubts every such pair; `lib.rs` allows it.

use super::{Borrowed, ClosureType, Env, Exclusive, IntoClosure, IntoOnceClosure, Owned, Shared, Thunk};
use crate::abi::{FromJs, RefFromJs, ReturnToJs};
use crate::descriptor::Signature;

/// Implements the closure types, `Fn` and `FnMut`, of one choice of parameters. For each parameter: a type variable
/// with its bound, a name, its type, its shape, its trait, and how it is received from its slot.
macro_rules! closure_types {
    ($(($P:ident [$($bound:tt)+] $p:ident: $ty:ty, $shape:ident $Trait:ident $pass:expr))*) => {
        const _: () = {
            /// Where slots become parameters, and the result a slot: what all thunks do once they have the closure.
            ///
            /// # Safety
            /// The JS side has just lowered the slots by the signature. They are fresh, and each is received once; nothing
            /// else runs until all are.
            #[inline(always)]
            #[allow(clippy::too_many_arguments, reason = "as many as a closure may have")]
            unsafe fn enter<F: FnOnce($($ty),*) -> R, $($P: $($bound)+,)* R: ReturnToJs>(f: F $(, $p: f64)*) -> R::Out {
                // Subtle: what is held for a reference is dropped with this statement, before the result is given. If
                // an exception passes through, JS frees it instead, so nothing may throw after it was freed here
                // (`a throw through a closure leaks no reference parameter` in tests/runtime/lifetimes.test.js).
                //
                // SAFETY: the caller's promise is that of `receive` and `hold`.
                #[allow(unused_unsafe, reason = "without parameters there is nothing to receive")]
                let result = unsafe { f($($pass),*) };
                result.give()
            }

            closure_types! { @kind Fn Shared false [&] $(($P [$($bound)+] $p: $ty, $shape $Trait $pass))* }
            closure_types! { @kind FnMut Exclusive true [&mut] $(($P [$($bound)+] $p: $ty, $shape $Trait $pass))* }

            /// # Safety
            /// As `enter`, and JS calls it once.
            #[allow(clippy::too_many_arguments, reason = "as many as a closure may have, and the env")]
            unsafe extern "C" fn thunk_once<F: FnOnce($($ty),*) -> R, $($P: $($bound)+,)* R: ReturnToJs>(
                env: *mut Env<Option<F>>,
                $($p: f64,)*
            ) -> R::Out {
                // SAFETY: JS calls only while the gate is open, so the `Env` is alive, and shuts it for good when it
                // enters: there is an `f`. The rest is the caller's promise.
                unsafe { enter::<F, $($P,)* R>((*env).f.take().unwrap_unchecked() $(, $p)*) }
            }

            // SAFETY: the thunk for `F`, which is a closure of that signature.
            unsafe impl<'f, F: FnOnce($($ty),*) -> R, $($P: $($bound)+,)* R: ReturnToJs>
                IntoOnceClosure<dyn FnMut($($ty),*) -> R + 'f, ($($shape,)*)> for F
            {
                const THUNK: Thunk = Thunk(thunk_once::<F, $($P,)* R> as *const ());
            }
        };
    };
    (
        @kind $Fn:ident $Kind:ident $exclusive:literal [$($and:tt)+]
        $(($P:ident [$($bound:tt)+] $p:ident: $ty:ty, $shape:ident $Trait:ident $pass:expr))*
    ) => {
        const _: () = {
            /// # Safety
            /// As `enter`, and JS lets an `FnMut` run once at a time.
            #[allow(clippy::too_many_arguments, reason = "as many as a closure may have, and the env")]
            unsafe extern "C" fn thunk<F: $Fn($($ty),*) -> R, $($P: $($bound)+,)* R: ReturnToJs>(
                env: *mut Env<F>,
                $($p: f64,)*
            ) -> R::Out {
                // SAFETY:
                // - JS calls only while the gate of the closure is open, so the `Env` is alive; one that is dropped
                //   meanwhile it frees after this call.
                // - For `FnMut`, JS keeps the gate closed while a call runs: this exclusive reference is the only one.
                // - The rest is the caller's promise.
                unsafe { enter::<_, $($P,)* R>($($and)+ (*env).f $(, $p)*) }
            }

            // SAFETY: the thunk for `&Self` or `&mut Self`, which are closures of the same signature.
            unsafe impl<'f, $($P: $($bound)+,)* R: ReturnToJs> ClosureType for dyn $Fn($($ty),*) -> R + 'f {
                type Kind = $Kind;
                type Shape = ($($shape,)*);
                const SIGNATURE: &'static Signature = &Signature {
                    exclusive: $exclusive,
                    params: &[$(<$P as $Trait>::TYPE),*],
                    result: R::TYPE,
                };
                const BORROWED: Thunk = Thunk(thunk::<$($and)+ Self, $($P,)* R> as *const ());
            }

            // SAFETY: the thunk for `F`, which is a closure of that signature.
            unsafe impl<'f, F: $Fn($($ty),*) -> R, $($P: $($bound)+,)* R: ReturnToJs>
                IntoClosure<dyn $Fn($($ty),*) -> R + 'f, ($($shape,)*)> for F
            {
                const THUNK: Thunk = Thunk(thunk::<F, $($P,)* R> as *const ());
            }
        };
    };
}

/// Chooses for each parameter of `open` both ways, owned and reference; those of `rest` are owned.
macro_rules! each_way {
    (@reference [$($O:ident $o:ident)*] $P:ident $p:ident $rest:tt) => {
        each_way! {
            [$(($O [FromJs] $o: $O, Owned FromJs $O::receive($o)))*
             ($P [?Sized + RefFromJs] $p: &$P, Borrowed RefFromJs $P::borrow(&$P::hold($p)))] [] $rest
        }
    };
    ([$($chosen:tt)*] [] [$($P:ident $p:ident)*]) => {
        closure_types! { $($chosen)* $(($P [FromJs] $p: $P, Owned FromJs $P::receive($p)))* }
    };
    ([$($chosen:tt)*] [$P:ident $p:ident $($open:ident)*] $rest:tt) => {
        each_way! { [$($chosen)* ($P [FromJs] $p: $P, Owned FromJs $P::receive($p))] [$($open)*] $rest }
        each_way! {
            [$($chosen)* ($P [?Sized + RefFromJs] $p: &$P, Borrowed RefFromJs $P::borrow(&$P::hold($p)))]
            [$($open)*] $rest
        }
    };
}

/// Four owned parameters or one of them a reference, and then those of the rest: all sixteen ways of the four would
/// triple the time that this crate takes to compile, because rustc compares every two implementations.
macro_rules! few_ways {
    ($($rest:ident)*) => {
        each_way! { [] [] [A a B b C c D d $($rest)*] }
        each_way! { @reference [] A a [B b C c D d $($rest)*] }
        each_way! { @reference [A a] B b [C c D d $($rest)*] }
        each_way! { @reference [A a B b] C c [D d $($rest)*] }
        each_way! { @reference [A a B b C c] D d [$($rest)*] }
    };
}

each_way! { [] [] [] }
each_way! { [] [A a] [] }
each_way! { [] [A a B b] [] }
each_way! { [] [A a B b C c] [] }
each_way! { [] [A a B b C c D d] [] }
few_ways! { E e }
few_ways! { E e G g }
few_ways! { E e G g H h }
few_ways! { E e G g H h I i }
