//! The boundary itself: the functions that this crate imports from `js/closures_extern.js`, and those that it
//! exports to it. No type of the user's program is known here.
//!
//! Outside WebAssembly the imports are functions that panic, so that a crate with bindings still builds, tests
//! and documents on the host.

use crate::closure::Header;

/// What is alive right now: see [`stats`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct Stats {
    /// Closures that JavaScript could call: heap closures not dropped, and stack closures of calls under way.
    pub closures: u32,
    /// JavaScript values that Rust holds.
    pub handles: u32,
}

/// What is alive in this instance: closures that JavaScript could call, and JavaScript values that Rust holds.
///
/// JS has the same numbers as `app.stats()`.
///
/// ```no_run
/// let before = closures_extern::stats();
/// // .. whatever should leave nothing behind ..
/// assert_eq!(closures_extern::stats(), before);
/// ```
#[must_use]
pub fn stats() -> Stats {
    let mut stats = Stats::default();
    // SAFETY: JS writes two u32 to the address, which is that of two u32.
    unsafe { import::stats(&mut stats) };
    stats
}

/// Makes a JS string of `text`: the handle is the caller's.
pub(crate) fn string_new(text: &str) -> u32 {
    // SAFETY: JS reads `len` bytes of UTF-8 before it returns.
    unsafe { import::string_new(text.as_ptr(), text.len()) }
}

/// Makes a JS function that calls the closure at `env`: the id is the caller's, see `Closure` in `closure.rs`.
pub(crate) fn closure_new(env: *mut Header, signature: &'static [u8]) -> u32 {
    // SAFETY: the bytes are a signature's, which says itself where it ends.
    unsafe { import::closure_new(env.cast(), signature.as_ptr()) }
}

/// Invalidates the JS function of a closure. `true`: the caller frees the closure; `false`: it is running, and JS
/// frees it by `closures_extern_drop` when it has finished.
pub(crate) fn closure_drop(id: u32) -> bool {
    // SAFETY: plain numbers cross.
    unsafe { import::closure_drop(id) != 0 }
}

#[cfg(target_family = "wasm")]
mod import {
    use super::Stats;

    #[link(wasm_import_module = "closures_extern")]
    unsafe extern "C" {
        pub(super) fn stats(stats: *mut Stats);
        pub(super) fn string_new(address: *const u8, len: usize) -> u32;
        pub(super) fn closure_new(env: *mut u8, signature: *const u8) -> u32;
        pub(super) fn closure_drop(id: u32) -> u32;
        pub(super) fn panicked(
            message: *const u8,
            message_len: usize,
            file: *const u8,
            file_len: usize,
            line: u32,
            column: u32,
        );
    }
}

#[cfg(not(target_family = "wasm"))]
mod import {
    use super::{outside_wasm, Stats};

    pub(super) unsafe fn stats(_: *mut Stats) {
        outside_wasm("stats")
    }
    pub(super) unsafe fn string_new(_: *const u8, _: usize) -> u32 {
        outside_wasm("a String for JavaScript")
    }
    pub(super) unsafe fn closure_new(_: *mut u8, _: *const u8) -> u32 {
        outside_wasm("Closure")
    }
    pub(super) unsafe fn closure_drop(_: u32) -> u32 {
        outside_wasm("Closure")
    }
}

/// What an import does where there is no JavaScript.
#[doc(hidden)]
#[cfg(not(target_family = "wasm"))]
#[cold]
pub fn outside_wasm(name: &str) -> ! {
    panic!("`{name}` was called outside WebAssembly: there is no JavaScript here; build for wasm32-unknown-unknown")
}

/// Puts the record that names the ABI version into the module, even if the app has no import.
#[cfg(target_family = "wasm")]
const _: () = {
    use crate::descriptor::runtime_record;
    #[unsafe(link_section = "closures_extern")]
    static RECORD: [u8; runtime_record().len()] = runtime_record();
};

#[cfg(target_family = "wasm")]
mod export {
    //! What JS calls. The names begin with `closures_extern_`, and `interface Exports` in
    //! js/closures_extern.js lists them.

    use super::{import, Header};
    use std::alloc::{alloc, dealloc, Layout};

    /// JS calls this once, before anything else: from now on a panic reaches JS with its message and place.
    #[unsafe(no_mangle)]
    extern "C" fn closures_extern_start() {
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let payload = info.payload();
            let message = match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
                (Some(text), _) => text,
                (_, Some(text)) => text.as_str(),
                _ => "a value that is no text",
            };
            let (file, line, column) =
                info.location().map_or(("", 0, 0), |place| (place.file(), place.line(), place.column()));
            // SAFETY: JS copies both texts before it returns.
            unsafe {
                import::panicked(message.as_ptr(), message.len(), file.as_ptr(), file.len(), line, column);
            }
            previous(info);
        }));
    }

    /// A block of `size` bytes, or 0 if there is no memory. `size` is not 0.
    #[unsafe(no_mangle)]
    unsafe extern "C" fn closures_extern_alloc(size: usize, align: usize) -> *mut u8 {
        match Layout::from_size_align(size, align) {
            // SAFETY: JS asks for no empty block: writeString() in js/closures_extern.js returns before.
            Ok(layout) => unsafe { alloc(layout) },
            Err(_) => core::ptr::null_mut(),
        }
    }

    /// Frees what `closures_extern_alloc` gave.
    #[unsafe(no_mangle)]
    unsafe extern "C" fn closures_extern_free(address: *mut u8, size: usize, align: usize) {
        // SAFETY: JS passes what it asked for, and the block was not handed to Rust or has not been received:
        // release() in js/closures_extern.js.
        unsafe { dealloc(address, Layout::from_size_align_unchecked(size, align)) }
    }

    /// Frees a closure whose `Closure` was dropped while it ran, or that JS owned.
    #[unsafe(no_mangle)]
    unsafe extern "C" fn closures_extern_drop(env: *mut Header) {
        // SAFETY: JS calls this once for an env, when no call of it is under way: settle() in
        // js/closures_extern.js.
        unsafe { Header::drop(env) }
    }

    /// The trampolines: an exported function a number of parameters, with and without a result, that calls the
    /// closure's own thunk. JS cannot call the thunk itself, because a wasm module has no exported function
    /// table unless the linker is told to.
    macro_rules! trampolines {
        ($($count:literal $call:ident $run:ident ($($slot:ident)*),)*) => {$(
            #[unsafe(export_name = concat!("closures_extern_call_", $count))]
            unsafe extern "C" fn $call(env: *mut Header, $($slot: f64),*) -> f64 {
                // SAFETY: JS takes the trampoline by the closure's signature (its number of parameters, and
                // whether it has a result), and so does `closure/signature.rs` the thunk's type.
                unsafe {
                    let thunk = Header::thunk::<unsafe extern "C" fn(*mut Header $(, trampolines!(@f64 $slot))*) -> f64>(env);
                    thunk(env $(, $slot)*)
                }
            }

            #[unsafe(export_name = concat!("closures_extern_run_", $count))]
            unsafe extern "C" fn $run(env: *mut Header, $($slot: f64),*) {
                // SAFETY: as above.
                unsafe {
                    let thunk = Header::thunk::<unsafe extern "C" fn(*mut Header $(, trampolines!(@f64 $slot))*)>(env);
                    thunk(env $(, $slot)*);
                }
            }
        )*};
        (@f64 $slot:ident) => { f64 };
    }

    trampolines! {
        0 call_0 run_0 (),
        1 call_1 run_1 (a),
        2 call_2 run_2 (a b),
        3 call_3 run_3 (a b c),
        4 call_4 run_4 (a b c d),
        5 call_5 run_5 (a b c d e),
        6 call_6 run_6 (a b c d e f),
        7 call_7 run_7 (a b c d e f g),
        8 call_8 run_8 (a b c d e f g h),
    }
}
