//! Strings: `&str` and `String`, which are UTF-8 here and UTF-16 in JavaScript.
//!
//! Lone surrogates of a JS string become U+FFFD. A `&str` crosses as the address of a cell that points to its
//! bytes, and JS copies them. A `String` that Rust gives away is first made into a JS string and crosses as a
//! handle, so its memory need not be freed after the call.

use crate::abi::lasting::IntoJs;
use crate::abi::{FromJs, Hold, Itself, Lend, Pass, Receive, RefFromJs, RefSlot, RefToJs, Slotted, ToJs};
use crate::descriptor::types::Type;
use crate::wasm::imports;

/// Where the bytes of a `&str` lie, in the order in which JS reads it.
#[repr(C)]
pub struct StrCell {
    address: *const u8,
    len: usize,
}

// SAFETY: `lent` in js/src/runtime/text.js reads such a cell, in the frame, and copies the bytes, which the argument borrows.
unsafe impl RefToJs for str {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Lend<str> for Itself {
    type Frame<'a> = StrCell;
    const TYPE: &'static Type = &Type::Str;
    #[inline]
    fn lower(text: &str) -> StrCell {
        StrCell { address: text.as_ptr(), len: text.len() }
    }
    #[inline]
    fn slot(frame: &mut StrCell) -> RefSlot {
        core::ptr::from_ref(frame).cast()
    }
    #[inline]
    fn handle(text: &str) -> u32 {
        imports::string_new(text)
    }
}

// SAFETY: a handle that JS takes and nobody else has.
unsafe impl ToJs for String {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Pass<String> for Itself {
    type Frame = u32;
    const TYPE: &'static Type = &Type::String;
    #[inline]
    fn lower(value: String) -> u32 {
        imports::string_new(&value)
    }
    #[inline]
    fn slot(frame: &mut u32) -> u32 {
        *frame
    }
    #[inline]
    fn handle(value: String) -> u32 {
        imports::string_new(&value)
    }
}

impl Slotted for String {
    type Slot = u32;
    type Returned = *const StringCell;
}

// SAFETY: the same handle, of a string that is JavaScript's own.
unsafe impl IntoJs for String {}

// SAFETY: JS copies it.
unsafe impl IntoJs for &str {}

/// A string that JS has encoded into memory of this instance's allocator, in the order in which JS writes it.
#[repr(C)]
pub struct StringCell {
    address: *mut u8,
    len: usize,
    capacity: usize,
}

// SAFETY: `write` in js/src/runtime/text.js makes the cell, for results and parameters.
unsafe impl FromJs for String {
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Receive<String> for Itself {
    type Param = f64;
    const TYPE: &'static Type = &Type::String;
    #[inline]
    unsafe fn lift(slot: *const StringCell) -> String {
        // SAFETY:
        // - The caller has just had `slot` from JS: write() in js/src/runtime/text.js wrote the cell last.
        // - The bytes are `len` of UTF-8, from encodeInto() or ASCII, in a block of `capacity` that
        //   `closures_extern_alloc` gave for this string alone; for an empty string the address is 1, and 0 the rest.
        unsafe {
            let cell = &*slot;
            String::from_raw_parts(cell.address, cell.len, cell.capacity)
        }
    }
    #[inline]
    unsafe fn receive(slot: f64) -> String {
        // SAFETY: the caller's promise; an address is a whole number below 2^32, which f64 holds.
        unsafe { String::lift(slot as usize as *const StringCell) }
    }
}

// SAFETY: as for `String`.
unsafe impl RefFromJs for str {
    type Held = String;
    type Way = Itself;
}

// SAFETY: as above.
unsafe impl Hold<str> for Itself {
    type Held = String;
    const TYPE: &'static Type = &Type::Str;
    #[inline]
    unsafe fn hold(slot: f64) -> String {
        // SAFETY: the caller's promise; JS writes the same cell for `&str` and `String`.
        unsafe { String::receive(slot) }
    }
    #[inline]
    fn borrow(held: &String) -> &str {
        held
    }
}
