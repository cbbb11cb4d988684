//! Who is inside: how many calls of JavaScript into this instance are under way, and whether it has ended.
//!
//! JavaScript can skip Rust frames in three ways: an exception, a trap (a panic is one), and a script that the engine stops, which
//! runs no `catch` and no `finally`. What these frames held is torn then: no destructor has run, and because this target aborts
//! on panics the compiler has left out stores that only they could have seen. So no frame around them goes on, and nothing is entered any
//! more. Both are known by one number, because a skipped frame has not counted down. It is odd while Rust runs, and even while JavaScript
//! does:
//!
//! ```text
//! export, trampoline, drop:  enter()   even? + 1 .. the Rust function .. leave()  - 1
//! import:                    around()  to the next even .. JavaScript .. back()   still the same? back to what it was
//! ```
//!
//! So what a stopped script leaves in the middle of Rust is known when JavaScript next calls: the number is odd. (Not in a wasm-bindgen app,
//! where imports of that crate do not count.)
//!
//! JavaScript writes the number too, in memory: it sets [`ENDED`] by a statement that calls nothing, because after a trap or at the end of
//! the stack there may be nothing left to call with. `byHand` in js/closures_extern.js counts for imports that an app declares by hand.

#[cfg(target_family = "wasm")]
use crate::runtime;
use core::cell::Cell;

/// The bit of [`CROSSINGS`] that says that the instance has ended. In memory it is the highest of the last byte.
const ENDED: u32 = 1 << 31;

/// The bit that says that Rust is running, if it was entered by [`enter`].
const INSIDE: u32 = 1;

/// What refuses an entry.
const CLOSED: u32 = if cfg!(feature = "wasm-bindgen") { ENDED } else { ENDED | INSIDE };

thread_local! {
    /// How often the boundary was crossed by calls that are under way, and [`ENDED`].
    static CROSSINGS: Cell<u32> = const { Cell::new(0) };
}

/// Where JavaScript finds the number.
#[cfg(target_family = "wasm")]
pub(crate) fn address() -> *mut u32 {
    CROSSINGS.with(Cell::as_ptr)
}

/// Stands before a call of an import: the result is for [`back`].
#[doc(hidden)]
#[must_use]
#[inline(always)]
pub fn around() -> u32 {
    let crossings = CROSSINGS.get();
    CROSSINGS.set((crossings | INSIDE) + 1);
    crossings
}

/// Hands on what an import has returned, if no frame was skipped meanwhile.
#[doc(hidden)]
#[inline(always)]
pub fn back<S>(crossings: u32, slot: S) -> S {
    if CROSSINGS.get() != (crossings & !ENDED | INSIDE) + 1 {
        skipped();
    }
    CROSSINGS.set(crossings);
    slot
}

/// Stands at the head of whatever JavaScript calls.
///
/// Subtle: `panicking`, because std makes a panic's message before it calls the hook, and what is in the message may run JavaScript
/// (`a panic's message` in tests/runtime/faults.test.js).
#[doc(hidden)]
#[inline(always)]
pub fn enter() {
    let crossings = CROSSINGS.get();
    if crossings & CLOSED != 0 || std::thread::panicking() {
        refuse();
    }
    CROSSINGS.set(crossings + 1);
}

/// The end of what [`enter`] began. [`ENDED`] stays.
#[doc(hidden)]
#[inline(always)]
pub fn leave() {
    CROSSINGS.set(CROSSINGS.get() - 1);
}

/// Frames were skipped between this one and JavaScript: it does not go on.
#[cold]
#[inline(never)]
fn skipped() {
    // A panic goes on with its message; a call that was refused meanwhile has set `ENDED`.
    if std::thread::panicking() {
        return;
    }
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
        } else if CROSSINGS.get() & ENDED == 0 {
            runtime::skipped();
        }
        core::arch::wasm32::unreachable() // JS answers with the `PanicError`: `ended` in js/closures_extern.js
    }
    #[cfg(not(target_family = "wasm"))]
    unreachable!("outside WebAssembly nothing is entered");
}
