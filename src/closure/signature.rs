//! Which closure types there are, and the thunk of each: where slots become parameters, and the result a slot.
//!
//! The implementations are spelled by a macro: `Fn` and `FnMut`, 0 to 8 parameters, each of the first four owned or
//! a reference. `dyn Fn(A)` and `dyn for<'a> Fn(&'a A)` are different types, though rustc's future-compatibility
//! lint `coherence_leak_check` doubts every such pair; `lib.rs` allows it.
//!
//! There are 51 choices of parameters, and rustc checks each item of each: so a choice has one function, for `Fn`,
//! `FnMut` and `FnOnce` alike ([`Access`] tells them apart), and what follows from types alone is said once, for all.

use super::{
    Access, Borrowed, ClosureType, Exclusive, FormOf, Header, IntoClosure, IntoOnceClosure, Once, Owned,
    Shared, Thunk,
};
use crate::abi::{FromJs, RefFromJs, ReturnToJs};

/// Implements the closure types of one choice of parameters. For each parameter: a type variable with its bound, a
/// name, its type, whether it is owned or borrowed, and how it is received from its slot.
macro_rules! closure_types {
    ($(($P:ident [$($bound:tt)+] $p:ident: $ty:ty, $Param:ident $pass:expr))*) => {
        const _: () = {
            /// Where slots become parameters, and the result a slot.
            ///
            /// # Safety
            /// - `env` is that of a closure of these types, and open to `K` ([`Access::closure`]).
            /// - The JS side has just lowered the slots by the signature. They are fresh, and each is received once;
            ///   nothing else runs until all are.
            #[allow(clippy::too_many_arguments, reason = "as many as a closure may have, and the env")]
            unsafe extern "C" fn thunk<K: Access<F>, F: FnOnce($($ty),*) -> R, $($P: $($bound)+,)* R: ReturnToJs>(
                env: *mut Header,
                $($p: f64,)*
            ) -> R::Out {
                // Subtle: what is held for a reference is dropped at the end of this statement, when the result is given. If
                // an exception passes through, JS frees it instead; and to give an `Err` calls `Display`, which may call
                // JS (`a throw through a closure leaks no reference parameter` in tests/runtime/lifetimes.test.js).
                //
                // SAFETY: the caller's promise is that of `closure`, and that of `receive` and `hold`.
                let out = unsafe { K::closure(env)($($pass),*).give() };
                out
            }

            // SAFETY: the thunk for `&Self`, which is a closure of the same signature.
            unsafe impl<'f, $($P: $($bound)+,)* R: ReturnToJs> ClosureType for dyn Fn($($ty),*) -> R + 'f {
                type Form = FormOf<Shared, ($($Param<$P>,)*), R>;
                const BORROWED: Thunk = Thunk(thunk::<Shared, &&Self, $($P,)* R> as *const ());
            }

            #[cfg(feature = "wasm-bindgen")]
            super::shared_stack_closure! {
                ['f, $($P: $($bound)+,)* R: ReturnToJs] dyn Fn($($ty),*) -> R + 'f
            }

            // SAFETY: the thunk for `&mut Self`, which is a closure of the same signature.
            unsafe impl<'f, $($P: $($bound)+,)* R: ReturnToJs> ClosureType for dyn FnMut($($ty),*) -> R + 'f {
                type Form = FormOf<Exclusive, ($($Param<$P>,)*), R>;
                const BORROWED: Thunk = Thunk(thunk::<Exclusive, &mut &mut Self, $($P,)* R> as *const ());
            }

            // SAFETY: the thunk for `F`, which is a closure of that signature.
            unsafe impl<'f, F: Fn($($ty),*) -> R, $($P: $($bound)+,)* R: ReturnToJs>
                IntoClosure<dyn Fn($($ty),*) -> R + 'f, FormOf<Shared, ($($Param<$P>,)*), R>> for F
            {
                const THUNK: Thunk = Thunk(thunk::<Shared, &F, $($P,)* R> as *const ());
            }

            // SAFETY: as above.
            unsafe impl<'f, F: FnMut($($ty),*) -> R, $($P: $($bound)+,)* R: ReturnToJs>
                IntoClosure<dyn FnMut($($ty),*) -> R + 'f, FormOf<Exclusive, ($($Param<$P>,)*), R>> for F
            {
                const THUNK: Thunk = Thunk(thunk::<Exclusive, &mut F, $($P,)* R> as *const ());
            }

            // SAFETY: as above.
            unsafe impl<'f, F: FnOnce($($ty),*) -> R, $($P: $($bound)+,)* R: ReturnToJs>
                IntoOnceClosure<dyn FnMut($($ty),*) -> R + 'f, FormOf<Exclusive, ($($Param<$P>,)*), R>> for F
            {
                const THUNK: Thunk = Thunk(thunk::<Once, F, $($P,)* R> as *const ());
            }
        };
    };
}

/// Chooses for each parameter of `open` both ways, owned and reference; those of `rest` are owned.
macro_rules! each_way {
    (@reference [$($O:ident $o:ident)*] $P:ident $p:ident $rest:tt) => {
        each_way! {
            [$(($O [FromJs] $o: $O, Owned $O::receive($o)))*
             ($P [?Sized + RefFromJs] $p: &$P, Borrowed $P::borrow(&$P::hold($p)))] [] $rest
        }
    };
    ([$($chosen:tt)*] [] [$($P:ident $p:ident)*]) => {
        closure_types! { $($chosen)* $(($P [FromJs] $p: $P, Owned $P::receive($p)))* }
    };
    ([$($chosen:tt)*] [$P:ident $p:ident $($open:ident)*] $rest:tt) => {
        each_way! { [$($chosen)* ($P [FromJs] $p: $P, Owned $P::receive($p))] [$($open)*] $rest }
        each_way! {
            [$($chosen)* ($P [?Sized + RefFromJs] $p: &$P, Borrowed $P::borrow(&$P::hold($p)))]
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
