//! What JS calls, and in unit tests `host.rs`. The names begin with `closures_extern_`, and `FUNCTIONS` in
//! js/src/protocol.js lists them.

#[cfg(all(target_family = "wasm", feature = "panic-message"))]
use super::ending::panicked;
#[cfg(target_family = "wasm")]
use super::entries;
use super::entries::{enter, enter_allocator, leave};
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
        // writeNumbers() in js/src/types/list.js and writeSlots() in js/src/types/list.js.
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

/// The trampolines: an exported function a number of parameters, with and without a result, that calls the
/// closure's own thunk. JS cannot call the thunk itself, because a wasm module has no exported function
/// table unless the linker is told to.
macro_rules! trampolines {
    ($($count:literal $call:ident $run:ident ($($slot:ident)*),)*) => {$(
        #[unsafe(export_name = concat!("closures_extern_call_", $count))]
        pub(crate) unsafe extern "C" fn $call(env: *mut Header, $($slot: f64),*) -> f64 {
            let crossings = enter();
            // SAFETY: JS takes the trampoline by the closure's signature (its number of parameters, and
            // whether it has a result), and so does `closure/signature.rs` the thunk's type.
            let out = unsafe {
                let thunk: unsafe extern "C" fn(*mut Header $(, trampolines!(@f64 $slot))*) -> f64 =
                    core::mem::transmute((*env).thunk);
                thunk(env $(, $slot)*)
            };
            leave(crossings);
            out
        }

        #[unsafe(export_name = concat!("closures_extern_run_", $count))]
        pub(crate) unsafe extern "C" fn $run(env: *mut Header, $($slot: f64),*) {
            let crossings = enter();
            // SAFETY: as above.
            unsafe {
                let thunk: unsafe extern "C" fn(*mut Header $(, trampolines!(@f64 $slot))*) =
                    core::mem::transmute((*env).thunk);
                thunk(env $(, $slot)*);
            }
            leave(crossings);
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
