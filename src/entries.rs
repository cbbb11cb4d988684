//! Who is inside: how many calls between JavaScript and this instance are under way, and whether it has ended.
//!
//! JavaScript can skip Rust frames in three ways: an exception, a trap (a panic is one), and a script that the engine stops, which
//! runs no `catch` and no `finally`. What these frames held is torn then: no destructor has run, and because this target aborts
//! on panics the compiler has left out stores that only they could have seen. So no frame around them goes on, and nothing is entered any
//! more. Both are known by one number, because a skipped frame has not counted down:
//!
//! ```text
//! export, trampoline, drop:  enter()  ENTRIES + 1 .. the Rust function ..  leave()  the same as before?  ENTRIES - 1
//! import:                    around() ENTRIES + 1 .. JavaScript ..         back()   the same as before?  ENTRIES - 1
//! ```
//!
//! Imports count too, because the frames between them and JavaScript may be those of a plain `#[no_mangle]` export, which does not.
//!
//! JavaScript reads and writes the number too, in memory: `end` in js/closures_extern.js sets [`ENDED`], by a statement that calls
//! nothing, because after a trap or at the end of the stack there may be nothing left to call with.

#[cfg(target_family = "wasm")]
use crate::runtime;
use core::cell::Cell;

/// The bit of [`ENTRIES`] that says that the instance has ended. In memory it is the highest of the last byte.
const ENDED: u32 = 1 << 31;

thread_local! {
    /// Calls of JavaScript into this instance and back that are under way, and [`ENDED`].
    static ENTRIES: Cell<u32> = const { Cell::new(0) };
}

/// Where JavaScript finds the number.
#[cfg(target_family = "wasm")]
pub(crate) fn address() -> *mut u32 {
    ENTRIES.with(Cell::as_ptr)
}

/// Stands before a call of an import: the result is for [`back`].
#[doc(hidden)]
#[must_use]
#[inline(always)]
pub fn around() -> u32 {
    let entries = ENTRIES.get();
    ENTRIES.set(entries + 1);
    entries
}

/// Hands on what an import has returned, if no frame was skipped meanwhile.
#[doc(hidden)]
#[inline(always)]
pub fn back<S>(around: u32, slot: S) -> S {
    if ENTRIES.get() != around + 1 {
        changed(around);
    }
    ENTRIES.set(around);
    slot
}

/// Stands at the head of whatever JavaScript calls: the result is for [`leave`].
///
/// Subtle: `panicking`, because std makes a panic's message before it calls the hook, and what is in the message may run JavaScript
/// (`a panic's message` in tests/runtime/faults.test.js).
#[doc(hidden)]
#[must_use]
#[inline(always)]
pub fn enter() -> u32 {
    let entries = ENTRIES.get();
    if entries >= ENDED || std::thread::panicking() {
        refuse();
    }
    ENTRIES.set(entries + 1);
    entries
}

/// [`enter`] of what only gives or takes memory, and runs nothing of the program: the message of a panic may need it, for a string
/// that JavaScript returns.
#[cfg(target_family = "wasm")]
#[inline(always)]
pub(crate) fn enter_memory() -> u32 {
    let entries = ENTRIES.get();
    if entries >= ENDED && !std::thread::panicking() {
        refuse();
    }
    ENTRIES.set(entries + 1);
    entries
}

/// The end of what [`enter`] began.
#[doc(hidden)]
#[inline(always)]
pub fn leave(entries: u32) {
    if ENTRIES.get() != entries + 1 {
        skipped();
    }
    ENTRIES.set(entries);
}

thread_local! {
    /// Whether the message of a panic has been made.
    static TOLD: Cell<bool> = const { Cell::new(false) };
}

/// Stands at the head of the panic hook: the message is made, and nothing goes on any more.
#[cfg(target_family = "wasm")]
pub(crate) fn told() {
    TOLD.set(true);
}

/// Something has happened while JavaScript had the control.
///
/// Subtle: a call that was refused while the message of a panic is made has set [`ENDED`], and has skipped no frame. That message is
/// finished (`a panic's message` in tests/runtime/faults.test.js). After a panic `panicking` stays true.
#[cold]
#[inline(never)]
fn changed(around: u32) {
    if std::thread::panicking() && !TOLD.get() && ENTRIES.get() == (around + 1) | ENDED {
        return;
    }
    skipped();
}

/// Frames were skipped between this one and JavaScript: it does not go on.
#[cold]
#[inline(never)]
fn skipped() -> ! {
    #[cfg(target_family = "wasm")]
    {
        runtime::skipped();
        core::arch::wasm32::unreachable()
    }
    #[cfg(not(target_family = "wasm"))]
    unreachable!("outside WebAssembly nothing skips a frame");
}

/// The instance has ended, or is about to.
#[cold]
#[inline(never)]
fn refuse() -> ! {
    #[cfg(target_family = "wasm")]
    {
        if std::thread::panicking() {
            runtime::panicking();
        }
        core::arch::wasm32::unreachable() // JS answers with the `PanicError`: `ended` in js/closures_extern.js
    }
    #[cfg(not(target_family = "wasm"))]
    unreachable!("outside WebAssembly nothing is entered");
}
