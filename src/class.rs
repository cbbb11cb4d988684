//! The parts of the `type` and `static` items of `closures_extern!`: the trait of imported classes, and a value that is
//! read each time. The macro writes the types themselves: `src/macros/types.rs`; their casts are in `cast.rs`.
//!
//! An imported type is a [`JsValue`] under another name, also in memory. So the code that is the same for all of them
//! is here once, for any [`JsClass`], and the macro writes little, because rustc checks that again at each edit of the
//! block.
//!
//! When a value arrives, its class is not checked, not even in debug builds: an object from another frame is not an
//! instance of this frame's class, and some types have no class at all. `TryFrom<JsValue>` checks, with `instanceof`.

use crate::abi::{handle_slot, Checked, FromJs, Hold, Lend, Pass, Receive, RefSlot, Slotted, ToJs};
use crate::descriptor::import::JsPath;
use crate::descriptor::types::Type;
use crate::section::encoding::{Described, Encoded, Encoding};
use crate::types::value::JsValue;
use core::fmt;
use core::marker::PhantomData;
use core::mem::{size_of, transmute_copy, ManuallyDrop};

/// A type that `closures_extern!` declares with `type Name;`.
///
/// Do not implement this by hand: the declaration does it.
///
/// # Safety
/// `Self` is a `#[repr(transparent)]` struct of a [`JsValue`], or of another such type, and promises nothing else of it: any value is one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a type that `closures_extern!` has declared",
    label = "expected an imported type",
    note = "declare it: `type {Self};` in a block of `closures_extern!`"
)]
pub unsafe trait JsClass: Sized + 'static {
    /// Where its class is.
    #[doc(hidden)]
    const PATH: &'static JsPath;
    /// The type of a reference to one, encoded for the JS side.
    #[doc(hidden)]
    const THIS: &'static Encoding = &Encoded::<AsThis<Self>>::ENCODING;
    /// JS `value instanceof` the class that has this name now.
    #[doc(hidden)]
    fn is_instance(value: &JsValue) -> bool;
}

/// The type of the object that a method is called of.
pub(crate) struct AsThis<T>(PhantomData<T>);

impl<T: JsClass> Described for AsThis<T> {
    const TYPE: &'static Type = <Class as Lend<T>>::TYPE;
}

/// An error where it is compiled, if a `T` is more than a `JsValue`: an attribute macro on a `type` might have made it so.
#[inline(always)]
fn transparent<T: JsClass>() {
    const {
        assert!(
            size_of::<T>() == size_of::<JsValue>(),
            "closures_extern!: an attribute has changed what a `type` is made of"
        )
    }
}

/// Gives a value a type, without a question.
#[doc(hidden)]
#[inline]
#[must_use]
pub fn imported<T: JsClass>(value: JsValue) -> T {
    transparent::<T>();
    // SAFETY: by the promise of `JsClass` a `T` is a `JsValue` in memory, and any value is a `T`. The value is the result's.
    unsafe { transmute_copy(&ManuallyDrop::new(value)) }
}

/// What an object is made of.
#[doc(hidden)]
#[inline]
pub fn value_of<T: JsClass>(object: &T) -> &JsValue {
    transparent::<T>();
    // SAFETY: by the promise of `JsClass` a `T` is a `JsValue` in memory.
    unsafe { &*core::ptr::from_ref(object).cast() }
}

/// What an object is made of.
#[doc(hidden)]
#[inline]
pub fn into_value<T: JsClass>(object: T) -> JsValue {
    transparent::<T>();
    // SAFETY: as above. The value is the result's.
    unsafe { transmute_copy(&ManuallyDrop::new(object)) }
}

impl AsRef<JsValue> for JsValue {
    #[inline]
    fn as_ref(&self) -> &JsValue {
        self
    }
}

/// What a method is called of, where it is written as something else than `&T`: asked for the sake of the answer.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`this`, the object that a method is called of, cannot be a `{Self}`",
    label = "write `&T`, where `T` is an imported type",
    note = "a function whose first argument is called `this` is a method of its type; give the argument another name if it is none"
)]
pub trait This {
    const IS_ONE: () = ();
}

impl<T: JsClass> This for &T {}

/// What a constructor returns without saying more.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a constructor returns an imported type, and `{Self}` is none",
    label = "expected a `type` of `closures_extern!`",
    note = "to catch what the constructor throws, name the class: `#[js(constructor = T)] fn new(..) -> Result<T, JsValue>;`"
)]
pub trait Constructed {
    const CLASS: &'static JsPath;
}

impl<T: JsClass> Constructed for T {
    const CLASS: &'static JsPath = T::PATH;
}

/// A parent that has been asked whether it is one.
#[doc(hidden)]
pub trait Parent<Checked> {
    type Class;
}

impl<T: JsClass> Parent<Checked<true>> for T {
    type Class = T;
}

/// `Element(..)`, with the value as [`JsValue`] shows it.
#[inline]
#[doc(hidden)]
pub fn debug<T: JsClass>(object: &T, class: &str, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    out.debug_tuple(class).field(value_of(object)).finish()
}

// --- How it crosses: as its `JsValue` ---

/// The slot of an imported type by value: a handle.
#[doc(hidden)]
pub type ClassSlot = <JsValue as Slotted>::Slot;

/// The way of imported types.
#[doc(hidden)]
pub struct Class;

// SAFETY: here and below, the type crosses as its `JsValue`, by what that promises; `type` in js/src/section/reader.js reads the
// types `Imported` and `ImportedRef` as `Value` and `ValueRef`.
unsafe impl<T: JsClass> Lend<T> for Class {
    type Frame<'a> = u32;
    const TYPE: &'static Type = &Type::ImportedRef(T::PATH.class_name());
    #[inline]
    fn lower(object: &T) -> u32 {
        value_of(object).handle()
    }
    #[inline]
    fn slot(frame: &mut u32) -> RefSlot {
        handle_slot(*frame)
    }
    #[inline]
    fn handle(object: &T) -> u32 {
        value_of(object).clone().into_handle()
    }
}

// SAFETY: as above.
unsafe impl<T: JsClass> Hold<T> for Class {
    type Held = T;
    const TYPE: &'static Type = <Class as Lend<T>>::TYPE;
    #[inline]
    unsafe fn hold(slot: f64) -> T {
        // SAFETY: the caller's promise.
        imported(unsafe { JsValue::receive(slot) })
    }
    #[inline]
    fn borrow(held: &T) -> &T {
        held
    }
}

// SAFETY: as above.
unsafe impl<T: JsClass + ToJs<Slot = ClassSlot>> Pass<T> for Class {
    type Frame = ClassSlot;
    const TYPE: &'static Type = &Type::Imported(T::PATH.class_name());
    #[inline]
    fn lower(object: T) -> ClassSlot {
        into_value(object).into_handle()
    }
    #[inline]
    fn slot(frame: &mut ClassSlot) -> ClassSlot {
        *frame
    }
    #[inline]
    fn handle(object: T) -> u32 {
        into_value(object).into_handle()
    }
}

// SAFETY: as above.
unsafe impl<T: JsClass + Slotted<Returned = ClassSlot>> Receive<T> for Class {
    type Param = f64;
    const TYPE: &'static Type = &Type::Imported(T::PATH.class_name());
    #[inline]
    unsafe fn lift(slot: ClassSlot) -> T {
        // SAFETY: the caller's promise.
        imported(unsafe { JsValue::lift(slot) })
    }
    #[inline]
    unsafe fn receive(slot: f64) -> T {
        // SAFETY: the caller's promise.
        imported(unsafe { JsValue::receive(slot) })
    }
}

/// A `static` of `closures_extern!`: a JavaScript value that each call of `get` reads again.
///
/// ```no_run
/// use closures_extern::{closures_extern, JsValue};
///
/// closures_extern! {
///     #[js(name = "document")]
///     static DOCUMENT: JsValue;
///     #[js(namespace = navigator, name = "onLine")]
///     static ON_LINE: bool;
/// }
///
/// if ON_LINE.get() {
///     DOCUMENT.get().set("title", "online").unwrap();
/// }
/// ```
///
/// It is [`Sync`] for every type, because it holds nothing, and each thread has its own JavaScript values.
pub struct JsStatic<T: 'static> {
    read: fn() -> T,
}

impl<T> JsStatic<T> {
    #[inline]
    #[doc(hidden)]
    #[must_use]
    pub const fn new(read: fn() -> T) -> JsStatic<T> {
        JsStatic { read }
    }

    /// Reads the current value. If it is missing, it is `undefined`.
    #[inline]
    pub fn get(&self) -> T {
        (self.read)()
    }
}

impl<T> fmt::Debug for JsStatic<T> {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "JsStatic<{}>", core::any::type_name::<T>())
    }
}
