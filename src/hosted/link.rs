//! How a module that the command of wasm-bindgen processes reaches JavaScript: the start, and calls through the table.
//!
//! Such a module has no wasm import of our names. So a declared import is a function pointer, an index of the module's function
//! table: at the first call js/hosted.js puts its function there, with the very signature of the pointer. From then on a call
//! is one `call_indirect`, and the slots are those of `abi.rs`, as without wasm-bindgen.

use core::sync::atomic::{AtomicI32, AtomicUsize, Ordering::Relaxed};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::JsValue as HostValue;

#[cfg(target_feature = "atomics")]
compile_error! { "closures_extern: the feature `wasm-bindgen` does not support threads: build without `+atomics`" }

// --- The start ---

mod snippet {
    use super::{wasm_bindgen, HostValue};

    #[wasm_bindgen(module = "/js/hosted.js")]
    extern "C" {
        // Subtle: a `u32` needs glue. So the command refuses the target `no-modules`, which has no snippets ("the target
        // no-modules is refused by the command" in tests/hosted); the other functions it would link without a look.
        pub(super) fn begin(exports: &HostValue, table: &HostValue, debug: u32) -> i32;
        pub(super) fn bind(instance: i32, record: i32, signature: i32, length: i32, index: i32) -> i32;
    }

    /// The modules that js/hosted.js imports, and that they import. The command does not follow imports, so each file that is to come
    /// along is named; and a block without an item would bring nothing (`js/hosted.test.js` compares the list with the imports).
    macro_rules! brings {
        ($($path:literal)*) => {$(
            const _: () = {
                #[wasm_bindgen(module = $path)]
                extern "C" {
                    type Brought;
                }
            };
        )*};
    }

    brings! {
        "/js/src/adapters/adapters.js"
        "/js/src/adapters/into.js"
        "/js/src/adapters/lend.js"
        "/js/src/adapters/numbers.js"
        "/js/src/adapters/out.js"
        "/js/src/buffers.js"
        "/js/src/errors.js"
        "/js/src/lists.js"
        "/js/src/protocol.js"
        "/js/src/registry.js"
        "/js/src/runtime/closures.js"
        "/js/src/runtime/exports.js"
        "/js/src/runtime/gate.js"
        "/js/src/runtime/handles.js"
        "/js/src/runtime/heap.js"
        "/js/src/runtime/host.js"
        "/js/src/runtime/imports.js"
        "/js/src/runtime/instance.js"
        "/js/src/runtime/intrinsics.js"
        "/js/src/runtime/life.js"
        "/js/src/runtime/memory.js"
        "/js/src/runtime/objects.js"
        "/js/src/runtime/promises.js"
        "/js/src/runtime/shown.js"
        "/js/src/runtime/text.js"
        "/js/src/section/check.js"
        "/js/src/section/names.js"
        "/js/src/section/reader.js"
        "/js/src/section/records.js"
        "/js/src/section/types.js"
        "/js/src/types/bigint.js"
        "/js/src/types/block.js"
        "/js/src/types/choice.js"
        "/js/src/types/combinators.js"
        "/js/src/types/entry.js"
        "/js/src/types/fields.js"
        "/js/src/types/list.js"
        "/js/src/types/number.js"
        "/js/src/types/of.js"
        "/js/src/types/promise.js"
        "/js/src/types/value.js"
        "/js/src/utf8.js"
    }
}

/// The number of this instance in js/hosted.js; 0 before JS has it.
static INSTANCE: AtomicI32 = AtomicI32::new(0);

/// The number that tells JS with each call whose it is: one snippet serves every instance of a page. When it is asked for the
/// first time, and so before anything else crosses, JS gets hold of the instance.
#[inline]
pub(crate) fn instance() -> i32 {
    match INSTANCE.load(Relaxed) {
        0 => begin(),
        instance => instance,
    }
}

#[cold]
fn begin() -> i32 {
    let (exports, table) = (wasm_bindgen::exports(), wasm_bindgen::function_table());
    let instance = snippet::begin(&exports, &table, cfg!(debug_assertions).into());
    INSTANCE.store(instance, Relaxed);
    instance
}

// --- What this crate imports, without glue ---

/// What a parameter or a result crosses as: `i32`, `f64` or nothing.
pub(crate) trait Native: Copy {
    type Abi;
    fn native(&self) -> Self::Abi;
    /// # Safety
    /// JS has just made it of a value, for this type.
    unsafe fn back(abi: Self::Abi) -> Self;
}

macro_rules! native {
    ($([$($generic:ident)?] $ty:ty, $abi:ty;)*) => {$(
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
        }
    )*};
}

native! {
    [] u32, i32;
    [] usize, i32;
    [] f64, f64;
    [T] *const T, i32;
    [T] *mut T, i32;
}

impl Native for () {
    type Abi = ();
    #[inline]
    fn native(&self) {}
    #[inline]
    unsafe fn back((): ()) {}
}

// --- Declared imports ---

/// The type of a slot, as wasm encodes it; 0 for no slot.
///
/// # Safety
/// `CODE` is the wasm type as which `Self` is passed and returned.
#[doc(hidden)]
pub unsafe trait Slot {
    const CODE: u8;
}

macro_rules! slots {
    ($([$($generic:ident)?] $ty:ty, $code:literal;)*) => {$(
        // SAFETY: of the types below, the C ABI of wasm passes each as the one beside it.
        unsafe impl$(<$generic>)? Slot for $ty {
            const CODE: u8 = $code;
        }
    )*};
}

slots! {
    [] (), 0;
    [] i32, 0x7f;
    [] u32, 0x7f;
    [] usize, 0x7f;
    [T] *const T, 0x7f;
    [T] *mut T, 0x7f;
    [] i64, 0x7e;
    [] u64, 0x7e;
    [] f32, 0x7d;
    [] f64, 0x7c;
}

/// A declared import.
#[doc(hidden)]
pub struct Import {
    /// Of a block with this import alone.
    record: &'static [u8],
    /// The [`Slot::CODE`]s of its parameters, and that of its result.
    signature: &'static [u8],
    /// A function of its own, whose entry in the table JS takes for the import. It is never called.
    entry: extern "C" fn(),
    /// The index of that entry, when JS has taken it; 0 before, which is no function's.
    bound: AtomicUsize,
}

impl Import {
    #[must_use]
    #[inline]
    pub const fn new(record: &'static [u8], signature: &'static [u8], entry: extern "C" fn()) -> Import {
        Import { record, signature, entry, bound: AtomicUsize::new(0) }
    }

    /// What the entry does. With the import's address in it, it is like no other's, and the compiler folds no two.
    #[cold]
    pub fn unbound(&'static self) {
        unreachable!("{:p} is called before it is bound", self)
    }

    #[cold]
    fn bind(&self) -> usize {
        let [record, signature] = [self.record, self.signature].map(|bytes| bytes.as_ptr().native());
        // Subtle: the index as JS returns it. If rustc knew that it is that of `entry`, it would call that.
        let (length, entry) = (self.signature.len().native(), (self.entry as usize).native());
        let index = snippet::bind(instance(), record, signature, length, entry);
        self.bound.store(index as usize, Relaxed);
        index as usize
    }

    /// The function pointer for the import: of an `unsafe extern "C" fn` with its slots.
    ///
    /// # Safety
    /// `new` was given a whole record of one import, the signature of its slots, and a function that is like no other and is
    /// never called: JS reads the first two by their addresses, and puts its own function into the table in place of the third.
    #[must_use]
    #[inline]
    pub unsafe fn function(&self) -> *const () {
        let index = match self.bound.load(Relaxed) {
            0 => self.bind(),
            index => index,
        };
        index as *const ()
    }
}
