//! Who is inside: how many calls of JavaScript into this instance are under way, and whether it has ended.
//!
//! JavaScript can skip Rust frames in three ways: an exception, a trap (a panic is one), and a script that the engine stops, which
//! runs no `catch` and no `finally`. What these frames held is torn then: no destructor has run, and because this target aborts
//! on panics the compiler has left out stores that only they could have seen. So no frame around them goes on, and nothing is entered any
//! more. Both are known by one number, because a skipped frame has not counted down. It is odd while JavaScript runs, and even while Rust
//! does:
//!
//! ```text
//! export, closure, drop:  enter()   odd? + 1 .. the Rust function .. leave()  what it was
//! import:                 around()  | 1, + 2 .. JavaScript ..        back()   still the same? what it was
//! ```
//!
//! So what a stopped script leaves in the middle of Rust is known when JavaScript next calls: the number is even. (Not in a wasm-bindgen
//! app, where imports of that crate do not count.)
//!
//! JavaScript writes the number too, in memory: it sets [`ENDED`] by a statement that calls nothing, because after a trap or at the end of
//! the stack there may be nothing left to call with. `byHand` in js/src/runtime/imports.js counts for imports that an app declares by hand.

#[cfg(target_family = "wasm")]
use super::ending;
use core::cell::Cell;

/// The bit of [`CROSSINGS`] that says that the instance has ended. In memory it is the highest of the last byte.
const ENDED: u32 = 1 << 31;

/// The bit that says that JavaScript is running.
const OUTSIDE: u32 = 1;

/// The bits that an entry looks at, and what they must be.
const ASKED: u32 = if cfg!(feature = "wasm-bindgen") { ENDED } else { ENDED | OUTSIDE };
const OPEN: u32 = ASKED & OUTSIDE;

thread_local! {
    /// Twice the calls in both directions that are under way, [`OUTSIDE`], and [`ENDED`].
    static CROSSINGS: Cell<u32> = const { Cell::new(OUTSIDE) };
}

/// Where JavaScript finds the number.
#[cfg(target_family = "wasm")]
pub(crate) fn address() -> *mut u32 {
    CROSSINGS.with(Cell::as_ptr)
}

/// Subtle: not by `CROSSINGS.set`, which std compiles as a function of its own that may panic: 0.2 kB of each app, with gzip, if
/// that is compiled for size.
#[inline(always)]
fn set(crossings: u32) {
    CROSSINGS.with(|number| number.set(crossings));
}

/// Stands before a call of an import: the result is for [`back`].
#[must_use]
#[inline(always)]
pub(crate) fn around() -> u32 {
    let crossings = CROSSINGS.get();
    set(outside(crossings));
    crossings
}

/// The number while JavaScript runs for an import. Subtle: more than it was, because the frames of a plain `#[no_mangle]` export do not
/// count themselves (`stopped.test.js` and `faults.test.js` in tests/runtime).
#[inline(always)]
const fn outside(crossings: u32) -> u32 {
    (crossings | OUTSIDE) + 2
}

/// The number when the import returns: the same, and the instance has not ended. It may have before the import was called, because nobody
/// asks at a plain export.
#[inline(always)]
const fn expected(crossings: u32) -> u32 {
    outside(crossings & !ENDED)
}

/// Hands on what an import has returned, if no frame was skipped meanwhile.
///
/// Subtle: a panic that JS is not told of, and that comes out of a plain export, has counted nothing.
#[inline(always)]
pub(crate) fn back<S>(crossings: u32, slot: S) -> S {
    if CROSSINGS.get() != expected(crossings) || (!HAS_MESSAGE && std::thread::panicking()) {
        changed(crossings);
    }
    set(crossings);
    slot
}

/// Stands at the head of whatever JavaScript calls: the result is for [`leave`].
///
/// Subtle: `panicking`, because std makes a panic's message before it calls the hook, and what is in the message may call imports
/// (`a panic's message` in tests/runtime/faults.test.js). To ask here costs less than to ask before each import.
#[doc(hidden)]
#[must_use]
#[inline(always)]
pub fn enter() -> u32 {
    let crossings = CROSSINGS.get();
    if crossings & ASKED != OPEN || std::thread::panicking() {
        refuse();
    }
    set(crossings + 1);
    crossings
}

/// The same for what allocates for JavaScript, and runs no code of the program: a panic's message may be made of strings that JavaScript
/// returns. `unwrap` of an `Err` of a `JsValue` has such a message (`panicShown` in tests/runtime/crossings.js).
#[cfg(any(target_family = "wasm", test))]
#[must_use]
#[inline(always)]
pub(crate) fn enter_allocator() -> u32 {
    let crossings = CROSSINGS.get();
    if crossings & ASKED != OPEN && !std::thread::panicking() {
        refuse();
    }
    set(crossings + 1);
    crossings
}

/// The end of what [`enter`] began.
///
/// Subtle: not by counting down, which would have each call wait for the memory that the one before has written (`export_call`). No frame
/// comes here when the instance has ended, because no import returns to it; those of wasm-bindgen do, so there [`ENDED`] is kept.
#[doc(hidden)]
#[inline(always)]
pub fn leave(crossings: u32) {
    let ended = if cfg!(feature = "wasm-bindgen") { CROSSINGS.get() & ENDED } else { 0 };
    set(crossings | ended);
}

/// Whether JS is told of panics by a hook. Otherwise a panic reaches it as a trap, and no message is made.
const HAS_MESSAGE: bool = cfg!(feature = "panic-message");

thread_local! {
    /// Whether the message of a panic has been made.
    static TOLD: Cell<bool> = const { Cell::new(!HAS_MESSAGE) };
}

/// Stands at the head of the panic hook: the message is made, and nothing goes on any more.
#[cfg(all(target_family = "wasm", feature = "panic-message"))]
pub(crate) fn told() {
    TOLD.with(|told| told.set(true));
}

/// The number has changed while JavaScript ran for an import. Frames were skipped between this one and JavaScript, so it does not go on: but
/// for one case. A call that was refused while a panic's message is made has set [`ENDED`], and skipped nothing. That message is
/// finished. (`panicking` alone does not tell: after a panic it stays true.)
#[cold]
#[inline(never)]
fn changed(crossings: u32) {
    if std::thread::panicking() && !TOLD.get() && CROSSINGS.get() == expected(crossings) | ENDED {
        return;
    }
    #[cfg(target_family = "wasm")]
    {
        ending::skipped();
        core::arch::wasm32::unreachable()
    }
    #[cfg(not(target_family = "wasm"))]
    unreachable!("outside WebAssembly nothing skips a frame");
}

/// The instance has ended, or a script was stopped in the middle of Rust, or a panic's message is being made.
#[cold]
#[inline(never)]
fn refuse() -> ! {
    #[cfg(target_family = "wasm")]
    {
        if std::thread::panicking() && !TOLD.get() {
            ending::panicking();
        }
        ending::skipped();
        core::arch::wasm32::unreachable()
    }
    #[cfg(not(target_family = "wasm"))]
    unreachable!("outside WebAssembly nothing is entered");
}
