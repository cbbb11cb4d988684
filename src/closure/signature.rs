//! Which closure types there are, and the thunk of each: where slots become parameters, and the result a slot.
//!
//! The implementations are spelled by a macro: `Fn` and `FnMut`, 0 to 8 parameters, each of the first four owned or
//! a reference, or among three at most a `&mut [T]`. `dyn Fn(A)` and `dyn for<'a> Fn(&'a A)` are different types, though rustc's future-compatibility
//! lint `coherence_leak_check` doubts every such pair; `lib.rs` allows it.
//!
//! There are 60 choices of parameters, and rustc checks each item of each: so a choice only says its [`ClosureForm`]. What a
//! closure of that form is, and its thunk, is said once for each number of parameters: [`Param`] tells what is owned and
//! what is a reference. One thunk is for `Fn`, `FnMut` and `FnOnce` alike; [`Access`] tells them apart.

use super::env::Header;
use super::forms::{
    Access, ByMutList, ByReference, ClosureForm, Exclusive, First, Form, Formed, Last, MadeOf, MadeOnceOf,
    Middle, Once, Only, Param, Says, Shared, StandsAt, Thunk,
};
#[cfg(feature = "wasm-bindgen")]
use super::stack::shared_stack_closure;
use crate::abi::lasting::ReturnToJs;
use crate::abi::Few;
use crate::descriptor::types::Signature;
#[cfg(feature = "wasm-bindgen")]
use crate::hosted::shown::Shown;
use crate::wasm::entries::{enter, leave};

/// Implements what is said once for a number of parameters: the thunk, and which closures have it. Whether they are few, which
/// have each a slot of its own type; and for each parameter: a type variable, a name, the lifetime of what is passed, and its place.
macro_rules! params {
    (@slot few $P:ident) => { $P::Slot };
    (@slot many $P:ident) => { f64 };
    (@held few $P:ident $p:ident) => { $P::hold($p) };
    (@held many $P:ident $p:ident) => { $P::hold(Few::of($p)) };
    ($few:ident $($P:ident $p:ident $life:lifetime $Place:ident)*) => {
        const _: () = {
            /// Where slots become parameters, and the result a slot. It counts itself as an entry, whoever calls it: a trampoline of this
            /// crate, or JavaScript that was written for the app (js/build).
            ///
            /// # Safety
            /// - `env` is that of a closure of these types, and open to `K` ([`Access::closure`]).
            /// - The JS side has just lowered the slots by the signature. They are fresh, and each is received once;
            ///   nothing else runs until all are.
            #[allow(clippy::too_many_arguments, reason = "as many as a closure may have, and the env")]
            unsafe extern "C" fn thunk<K, F, $($P: Param,)* O, R>(env: *mut Header, $($p: params!(@slot $few $P),)*) -> R::Out
            where
                K: Access<F> + Says<O, R>,
                F: for<$($life),*> FnOnce($($P::Of<$life>),*) -> O,
                R: ReturnToJs,
            {
                let crossings = enter();
                // What is held for a reference is dropped at the end of this statement, when the result is given.
                //
                // SAFETY: the caller's promise is that of `closure`, and that of `hold` and `pass`.
                let out = unsafe { K::result(K::closure(env)($($P::pass(&mut params!(@held $few $P $p))),*)).give() };
                leave(crossings);
                out
            }

            // SAFETY: the thunk for a reference to the closure type of this form, but for the lifetime of what it borrows: the frame that
            // it is lent from outlives each call.
            unsafe impl<$($P: StandsAt<$Place>,)* R: ReturnToJs> Form for ClosureForm<Shared, ($($P,)*), R> {
                type Kind = Shared;
                const SIGNATURE: &'static Signature =
                    &Signature { exclusive: false, params: &[$($P::TYPE),*], result: R::TYPE };
                const BORROWED: Thunk =
                    Thunk(thunk::<Shared, &&dyn for<$($life),*> Fn($($P::Of<$life>),*) -> R, $($P,)* R, R> as *const ());
            }

            // SAFETY: as above.
            unsafe impl<$($P: StandsAt<$Place>,)* R: ReturnToJs> Form for ClosureForm<Exclusive, ($($P,)*), R> {
                type Kind = Exclusive;
                const SIGNATURE: &'static Signature =
                    &Signature { exclusive: true, params: &[$($P::TYPE),*], result: R::TYPE };
                const BORROWED: Thunk = Thunk(
                    thunk::<Exclusive, &mut &mut dyn for<$($life),*> FnMut($($P::Of<$life>),*) -> R, $($P,)* R, R> as *const (),
                );
            }

            // SAFETY: the thunk for `F`, which is a closure of the signature of that form.
            unsafe impl<F, $($P: Param,)* O, R: ReturnToJs> MadeOf<F> for ClosureForm<Shared, ($($P,)*), R>
            where
                F: for<$($life),*> Fn($($P::Of<$life>),*) -> O,
                Shared: Says<O, R>,
            {
                const THUNK: Thunk = Thunk(thunk::<Shared, &F, $($P,)* O, R> as *const ());
            }

            // SAFETY: as above.
            unsafe impl<F, $($P: Param,)* O, R: ReturnToJs> MadeOf<F> for ClosureForm<Exclusive, ($($P,)*), R>
            where
                F: for<$($life),*> FnMut($($P::Of<$life>),*) -> O,
                Exclusive: Says<O, R>,
            {
                const THUNK: Thunk = Thunk(thunk::<Exclusive, &mut F, $($P,)* O, R> as *const ());
            }

            // SAFETY: as above.
            unsafe impl<F, $($P: Param,)* R: ReturnToJs> MadeOnceOf<F> for ClosureForm<Exclusive, ($($P,)*), R>
            where
                F: for<$($life),*> FnOnce($($P::Of<$life>),*) -> R,
            {
                const THUNK: Thunk = Thunk(thunk::<Once, F, $($P,)* R, R> as *const ());
            }
        };
    };
}

params! { few }
params! { few A a 'a Only }
params! { few A a 'a First B b 'b Last }
params! { few A a 'a First B b 'b Middle C c 'c Last }
params! { many A a 'a First B b 'b Middle C c 'c Middle D d 'd Last }
params! { many A a 'a First B b 'b Middle C c 'c Middle D d 'd Middle E e 'e Last }
params! { many A a 'a First B b 'b Middle C c 'c Middle D d 'd Middle E e 'e Middle G g 'g Last }
params! { many A a 'a First B b 'b Middle C c 'c Middle D d 'd Middle E e 'e Middle G g 'g Middle H h 'h Last }
params! { many A a 'a First B b 'b Middle C c 'c Middle D d 'd Middle E e 'e Middle G g 'g Middle H h 'h Middle I i 'i Last }

/// Implements [`Formed`] for the closure types of one choice of parameters. For each parameter: a type variable, how it
/// is declared, its type, and whether it is owned or borrowed.
macro_rules! closure_types {
    ($(($P:ident [$($declared:tt)+] $ty:ty, $Param:ty))*) => {
        impl<'f, $($($declared)+,)* R> Formed for dyn Fn($($ty),*) -> R + 'f {
            type Form = ClosureForm<Shared, ($($Param,)*), R>;
        }

        impl<'f, $($($declared)+,)* R> Formed for dyn FnMut($($ty),*) -> R + 'f {
            type Form = ClosureForm<Exclusive, ($($Param,)*), R>;
        }

        #[cfg(feature = "wasm-bindgen")]
        shared_stack_closure! { ['f, $($($declared)+,)* R] dyn Fn($($ty),*) -> R + 'f }

        #[cfg(feature = "wasm-bindgen")]
        #[diagnostic::do_not_recommend]
        impl<'f, $($($declared)+,)* R> Shown for dyn FnMut($($ty),*) -> R + 'f {
            type Kind = Exclusive;
            fn shown(&self) -> &wasm_bindgen::JsValue {
                unreachable!("it is passed by exclusive reference")
            }
        }
    };
}

/// Chooses for each parameter of `open` both ways, owned and reference; those of `rest` are owned.
macro_rules! each_way {
    (@reference [$($O:ident)*] $P:ident $rest:tt) => {
        each_way! {
            [$(($O [$O] $O, $O))* ($P [$P: ?Sized] &$P, ByReference<$P>)] [] $rest
        }
    };
    ([$($chosen:tt)*] [] [$($P:ident)*]) => {
        closure_types! { $($chosen)* $(($P [$P] $P, $P))* }
    };
    ([$($chosen:tt)*] [$P:ident $($open:ident)*] $rest:tt) => {
        each_way! { [$($chosen)* ($P [$P] $P, $P)] [$($open)*] $rest }
        each_way! { [$($chosen)* ($P [$P: ?Sized] &$P, ByReference<$P>)] [$($open)*] $rest }
    };
}

/// Four owned parameters or one of them a reference, and then those of the rest: all sixteen ways of the four would add a
/// quarter to the time that this crate takes to compile, because rustc compares every two implementations.
macro_rules! few_ways {
    ($($rest:ident)*) => {
        each_way! { [] [] [A B C D $($rest)*] }
        each_way! { @reference [] A [B C D $($rest)*] }
        each_way! { @reference [A] B [C D $($rest)*] }
        each_way! { @reference [A B] C [D $($rest)*] }
        each_way! { @reference [A B C] D [$($rest)*] }
    };
}

each_way! { [] [] [] }
each_way! { [] [A] [] }
each_way! { [] [A B] [] }
each_way! { [] [A B C] [] }
each_way! { [] [A B C D] [] }
few_ways! { E }
few_ways! { E G }
few_ways! { E G H }
few_ways! { E G H I }

// `&mut [T]`: alone, beside another of any kind, and once among three.
closure_types! { (A [A] &mut [A], ByMutList<A>) }
closure_types! { (A [A] &mut [A], ByMutList<A>) (B [B] B, B) }
closure_types! { (A [A] A, A) (B [B] &mut [B], ByMutList<B>) }
closure_types! { (A [A] &mut [A], ByMutList<A>) (B [B: ?Sized] &B, ByReference<B>) }
closure_types! { (A [A: ?Sized] &A, ByReference<A>) (B [B] &mut [B], ByMutList<B>) }
closure_types! { (A [A] &mut [A], ByMutList<A>) (B [B] &mut [B], ByMutList<B>) }
closure_types! { (A [A] &mut [A], ByMutList<A>) (B [B] B, B) (C [C] C, C) }
closure_types! { (A [A] A, A) (B [B] &mut [B], ByMutList<B>) (C [C] C, C) }
closure_types! { (A [A] A, A) (B [B] B, B) (C [C] &mut [C], ByMutList<C>) }
