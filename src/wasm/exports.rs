//! What JS calls, and in unit tests `host.rs`. The names begin with `closures_extern_`, and `FUNCTIONS` in
//! js/src/protocol.js lists them.

#[cfg(all(target_family = "wasm", feature = "panic-message"))]
use super::ending::panicked;
#[cfg(target_family = "wasm")]
use super::entries;
use super::entries::{enter, enter_allocator, leave};
#[cfg(test)]
use crate::abi::Few;
use crate::closure::env::Header;
#[cfg(all(target_family = "wasm", not(feature = "wasm-bindgen")))]
use crate::section::records::runtime_record;
use std::alloc::{alloc, dealloc, Layout};

/// Puts the record that names the ABI version into the module. It stands here, because the linker takes an object file
/// only for an exported symbol in it (tests/file/retention).
#[cfg(all(target_family = "wasm", not(feature = "wasm-bindgen")))]
#[unsafe(link_section = "closures_extern")]
#[allow(dead_code, reason = "the section is read by JS")]
static RECORD: [u8; runtime_record().len()] = runtime_record();

/// JS calls this once, before anything else. The result is the address of the number by which JS ends the instance:
/// `entries.rs`.
#[cfg(target_family = "wasm")]
#[unsafe(no_mangle)]
extern "C" fn closures_extern_start() -> *mut u32 {
    #[cfg(feature = "panic-message")]
    tell_panics();
    entries::address()
}

/// From now on a panic reaches JS with its message and place.
///
/// Subtle: a hook of any kind has the standard library format the message, which takes 1.5 kB in an app that formats nothing else.
#[cfg(all(target_family = "wasm", feature = "panic-message"))]
fn tell_panics() {
    // There may be another in a wasm-bindgen app alone. Elsewhere it is std's, which writes to nowhere, and takes 0.25 kB for that.
    #[cfg(feature = "wasm-bindgen")]
    let previous = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        entries::told();
        let payload = info.payload();
        let message = match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
            (Some(text), _) => text,
            (_, Some(text)) => text.as_str(),
            _ => "a value that is no text",
        };
        let (file, line, column) =
            info.location().map_or(("", 0, 0), |place| (place.file(), place.line(), place.column()));
        panicked(message, file, line, column);
        #[cfg(feature = "wasm-bindgen")]
        previous(info);
    }));
}

/// Runs static constructors, which may do whatever an export may: JS has all ready. In a wasm-bindgen app it is not asked to.
///
/// Subtle: if nothing in the module calls `__wasm_call_ctors`, the linker has each export call it first, and so each call of a
/// closure (`constructors.test.js` in tests/runtime).
#[cfg(all(target_family = "wasm", not(feature = "wasm-bindgen")))]
#[unsafe(no_mangle)]
extern "C" fn closures_extern_construct() {
    unsafe extern "C" {
        fn __wasm_call_ctors();
    }
    let crossings = enter();
    // SAFETY:
    // - The linker writes this function into every module, with neither parameters nor a result.
    // - It is to be called once, before what the module is for: start() in js/src/runtime/instance.js, before anybody has
    //   the app.
    unsafe { __wasm_call_ctors() };
    leave(crossings);
}

/// Whether a panic has begun, for what came out of wasm without its message. In a debug build it needs stack: panics() in
/// js/src/runtime/life.js catches the trap.
#[unsafe(no_mangle)]
extern "C" fn closures_extern_panicking() -> u32 {
    std::thread::panicking().into()
}

/// A block of `size` bytes, or 0 if there is no memory. `size` is not 0.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn closures_extern_alloc(size: usize, align: usize) -> *mut u8 {
    let crossings = enter_allocator();
    let block = match Layout::from_size_align(size, align) {
        // SAFETY: JS asks for no empty block: write() in js/src/runtime/text.js returns before, and so do
        // writeNumbers() in js/src/types/list.js and writeSlots() in js/src/types/block.js.
        Ok(layout) => unsafe { alloc(layout) },
        Err(_) => core::ptr::null_mut(),
    };
    leave(crossings);
    block
}

/// Frees what `closures_extern_alloc` gave.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn closures_extern_free(address: *mut u8, size: usize, align: usize) {
    let crossings = enter_allocator();
    // SAFETY: JS passes what it asked for, and Rust has not been handed the block: undoAll() in
    // js/src/adapters/into.js asks whether the call came to be.
    unsafe { dealloc(address, Layout::from_size_align_unchecked(size, align)) }
    leave(crossings);
}

/// Frees a closure whose `Closure` was dropped while it ran, or that JS owned.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn closures_extern_drop(env: *mut Header) {
    let crossings = enter();
    // SAFETY: JS calls this once for an env, when no call of it is under way: settle() in
    // js/src/runtime/closures.js.
    unsafe { Header::drop(env) }
    leave(crossings);
}

/// The trampolines: exported functions that call the closure's own thunk, which counts itself as an entry. There is one for each
/// shape, with and without a result: of three slots at most which are `i32` and which `f64`, or how many there are, all `f64`. JS
/// cannot call the thunk itself, because a wasm module has no exported function table unless the linker is told to:
/// `closures-extern build` adds that, and needs none of these.
macro_rules! trampolines {
    ($($shape:literal $call:ident $run:ident ($($slot:ident: $ty:ty),*),)*) => {
        $(
            #[unsafe(export_name = concat!("closures_extern_call_", $shape))]
            unsafe extern "C" fn $call(env: *mut Header, $($slot: $ty),*) -> f64 {
                // SAFETY:
                // - JS takes the trampoline by the closure's signature (its shape, and whether it has a result), and so does
                //   `closure/signature.rs` the thunk's type.
                // - The `Env` is there, even where the thunk then refuses to be entered: JS has found the gate open, so it was not
                //   freed, and the frame that lent it has not returned.
                unsafe {
                    let thunk: unsafe extern "C" fn(*mut Header $(, $ty)*) -> f64 = core::mem::transmute((*env).thunk);
                    thunk(env $(, $slot)*)
                }
            }

            #[unsafe(export_name = concat!("closures_extern_run_", $shape))]
            unsafe extern "C" fn $run(env: *mut Header, $($slot: $ty),*) {
                // SAFETY: as above.
                unsafe {
                    let thunk: unsafe extern "C" fn(*mut Header $(, $ty)*) = core::mem::transmute((*env).thunk);
                    thunk(env $(, $slot)*);
                }
            }
        )*

        /// Calls the trampoline of a shape, as an engine does: of a number it makes what the slot takes.
        ///
        /// # Safety
        /// As for the trampoline; and there are as many slots as the shape has.
        #[cfg(test)]
        pub(crate) unsafe fn enter_closure(shape: &str, empty: bool, env: *mut Header, slots: &[f64]) -> f64 {
            match (shape, slots) {
                $(($shape, &[$($slot),*]) => {
                    // SAFETY: the caller's promise.
                    unsafe {
                        if !empty {
                            return $call(env $(, <$ty as Few>::of($slot))*);
                        }
                        $run(env $(, <$ty as Few>::of($slot))*);
                        0.0
                    }
                })*
                _ => unreachable!("there is no trampoline for {shape} and {} slots", slots.len()),
            }
        }
    };
}

trampolines! {
    "0" call_0 run_0 (),
    "i" call_i run_i (a: i32),
    "f" call_f run_f (a: f64),
    "ii" call_ii run_ii (a: i32, b: i32),
    "if" call_if run_if (a: i32, b: f64),
    "fi" call_fi run_fi (a: f64, b: i32),
    "ff" call_ff run_ff (a: f64, b: f64),
    "iii" call_iii run_iii (a: i32, b: i32, c: i32),
    "iif" call_iif run_iif (a: i32, b: i32, c: f64),
    "ifi" call_ifi run_ifi (a: i32, b: f64, c: i32),
    "iff" call_iff run_iff (a: i32, b: f64, c: f64),
    "fii" call_fii run_fii (a: f64, b: i32, c: i32),
    "fif" call_fif run_fif (a: f64, b: i32, c: f64),
    "ffi" call_ffi run_ffi (a: f64, b: f64, c: i32),
    "fff" call_fff run_fff (a: f64, b: f64, c: f64),
    "4" call_4 run_4 (a: f64, b: f64, c: f64, d: f64),
    "5" call_5 run_5 (a: f64, b: f64, c: f64, d: f64, e: f64),
    "6" call_6 run_6 (a: f64, b: f64, c: f64, d: f64, e: f64, f: f64),
    "7" call_7 run_7 (a: f64, b: f64, c: f64, d: f64, e: f64, f: f64, g: f64),
    "8" call_8 run_8 (a: f64, b: f64, c: f64, d: f64, e: f64, f: f64, g: f64, h: f64),
}
