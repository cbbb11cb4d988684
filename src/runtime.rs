//! The boundary itself: the functions that this crate imports from JavaScript, and those that it
//! exports to it. No type of the user's program is known here.
//!
//! Outside WebAssembly the imports are functions that panic, so that a crate with bindings still builds, tests
//! and documents on the host.

use crate::abi::{FromJs, SlotCell};
use crate::closure::Header;
use crate::entries::{around, back};
use crate::option::caught;
use crate::value::JsValue;
use core::fmt;

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
#[inline]
pub fn stats() -> Stats {
    let mut stats = Stats::default();
    // SAFETY: JS writes two u32 to the address, which is that of two u32.
    unsafe { import::stats(&mut stats) };
    stats
}

/// Where the closures that are alive were made: see [`live_closures`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveClosures {
    /// Each place, the one with the most closures first.
    pub places: Vec<LivePlace>,
}

/// A place where closures were made that are still alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LivePlace {
    /// `src/lib.rs:12:20`: the file, the line and the column of the call that made them.
    pub place: String,
    /// How many of them are alive.
    pub count: u32,
}

/// A report: a line for each place, `3 closures made at src/lib.rs:12:20`.
impl fmt::Display for LiveClosures {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for LivePlace { place, count } in &self.places {
            let closures = if *count == 1 { "closure" } else { "closures" };
            writeln!(out, "{count} {closures} made at {place}")?;
        }
        Ok(())
    }
}

/// Where each closure was made that is alive in this instance, to find the one that nobody drops. Closures that
/// JavaScript owns are alive until the garbage collector has found them.
///
/// Places are known in debug builds; in others the list has one place, `an unknown place (build with debug assertions)`.
///
/// # A leak, found
///
/// A list makes a listener for each row, and keeps them:
///
/// ```no_run
/// use closures_extern::{closures_extern, live_closures, stats, Closure};
///
/// closures_extern! {
///     #[js(namespace = console)]
///     fn log(text: &str);
/// }
///
/// struct List {
///     listeners: Vec<Closure<dyn FnMut()>>,
/// }
///
/// impl List {
///     fn show(&mut self, rows: u32) {
///         for row in 0..rows {
///             self.listeners.push(Closure::new(move || log(&format!("row {row}"))));
///         }
///     }
/// }
///
/// let mut list = List { listeners: Vec::new() };
/// list.show(20);
/// list.show(20); // the second page: nobody has dropped the listeners of the first
///
/// log(&format!("{} closures", stats().closures));
/// log(&live_closures().to_string());
/// ```
///
/// The console says which line to look at:
///
/// ```text
/// 40 closures
/// 40 closures made at src/list.rs:15:33
/// ```
///
/// Twenty rows are shown, and forty listeners are alive: `show` wants a `self.listeners.clear()` before its loop.
#[must_use]
#[inline]
pub fn live_closures() -> LiveClosures {
    let mut places = Vec::new();
    let mut texts = live_closure_texts().into_iter();
    while let (Some(place), Some(count)) = (texts.next(), texts.next()) {
        places.push(LivePlace { place, count: count.parse().unwrap_or(0) });
    }
    LiveClosures { places }
}

/// Makes a JS string of `text`: the handle is the caller's.
#[inline]
pub(crate) fn string_new(text: &str) -> u32 {
    // SAFETY: JS reads `len` bytes of UTF-8 before it returns.
    unsafe { import::string_new(text.as_ptr(), text.len()) }
}

/// Makes a JS `Error` with this message: the handle is the caller's.
#[inline]
pub(crate) fn error_new(message: &str) -> u32 {
    // SAFETY: as above.
    back(around(), unsafe { import::error_new(message.as_ptr(), message.len()) })
}

/// Makes a JS value of the slot at `slot`, whose type the bytes tell: the handle is the caller's.
#[inline]
pub(crate) fn value_new(ty: &'static [u8], slot: *const u8) -> u32 {
    // SAFETY: the bytes are a type's, which says itself where it ends; the caller (`handle_of` in abi.rs) has the
    // slot of a value of just that type, which JS lifts before it returns.
    unsafe { import::value_new(ty.as_ptr(), slot) }
}

/// Makes a JS function that calls the closure at `env`: the id is the caller's, see `Closure` in `closure.rs`.
/// After one call, a `once` closure is refused.
#[inline]
pub(crate) fn closure_new(env: *mut Header, ty: &'static [u8], once: bool) -> u32 {
    // SAFETY: the bytes are those of the closure's type.
    unsafe { import::closure_new(env.cast(), ty.as_ptr(), once.into()) }
}

/// Gives JS the box of an exported value, whose class the bytes of its type tell: the handle of the object is the caller's.
#[inline]
pub(crate) fn export_new(value: *mut u8, ty: &'static [u8]) -> u32 {
    // SAFETY: the bytes are those of the value's type.
    unsafe { import::export_new(value, ty.as_ptr()) }
}

/// The handle of a closure's function, the caller's.
#[inline]
pub(crate) fn closure_value(id: u32) -> u32 {
    // SAFETY: plain numbers cross.
    unsafe { import::closure_value(id) }
}

/// Begins a scope, inside of those that are under way: its number.
#[inline]
pub(crate) fn scope_begin() -> u32 {
    // SAFETY: plain numbers cross.
    unsafe { import::scope_begin() }
}

/// Makes a scope the owner of a closure: JS ends and frees it with the scope. The id stays until then.
#[inline]
pub(crate) fn closure_scope(id: u32, scope: u32) {
    // SAFETY: plain numbers cross.
    unsafe { import::closure_scope(id, scope) }
}

/// Ends the closures of the innermost scope, which has this number, and frees them.
#[inline]
pub(crate) fn scope_end(scope: u32) {
    let crossings = around();
    // SAFETY: plain numbers cross.
    unsafe { import::scope_end(scope) };
    back(crossings, ());
}

/// Where the live closures were made, and how many at each place, in turns.
#[inline]
fn live_closure_texts() -> Vec<String> {
    // SAFETY: JS writes a `Vec<String>` as it does for a parameter.
    unsafe { FromJs::receive(back(around(), import::live_closures())) }
}

/// Invalidates the JS function of a closure. `true`: the caller frees the closure; `false`: it is running, and JS
/// frees it by `closures_extern_drop` when it has finished.
#[inline]
pub(crate) fn closure_drop(id: u32) -> bool {
    // SAFETY: plain numbers cross.
    unsafe { import::closure_drop(id) != 0 }
}

/// Gives a closure to JS, which frees it when its function is unreachable. The id ends; the handle of the function is
/// the caller's.
#[inline]
pub(crate) fn closure_give(id: u32) -> u32 {
    // SAFETY: plain numbers cross.
    unsafe { import::closure_give(id) }
}

#[inline]
pub(crate) fn handle_drop(handle: u32) {
    // SAFETY: plain numbers cross.
    unsafe { import::handle_drop(handle) }
}

#[inline]
pub(crate) fn handle_clone(handle: u32) -> u32 {
    // SAFETY: plain numbers cross.
    unsafe { import::handle_clone(handle) }
}

/// The handle of `globalThis`, the caller's.
#[inline]
pub(crate) fn global() -> u32 {
    // SAFETY: plain numbers cross.
    unsafe { import::global() }
}

#[inline]
pub(crate) fn value_as_f64(handle: u32) -> Option<f64> {
    // SAFETY: JS writes an `Option<f64>` as it does for a parameter.
    unsafe { FromJs::receive(back(around(), import::value_as_f64(handle))) }
}

#[inline]
pub(crate) fn value_as_string(handle: u32) -> Option<String> {
    // SAFETY: as above.
    unsafe { FromJs::receive(back(around(), import::value_as_string(handle))) }
}

#[inline]
pub(crate) fn value_typeof(handle: u32) -> String {
    // SAFETY: as above.
    unsafe { FromJs::receive(back(around(), import::value_typeof(handle))) }
}

#[inline]
pub(crate) fn value_debug(handle: u32) -> String {
    // SAFETY: as above.
    unsafe { FromJs::receive(back(around(), import::value_debug(handle))) }
}

#[inline]
pub(crate) fn value_equal(left: u32, right: u32) -> bool {
    // SAFETY: plain numbers cross.
    unsafe { import::value_equal(left, right) != 0 }
}

#[inline]
pub(crate) fn value_get(handle: u32, key: u32) -> Result<JsValue, JsValue> {
    // SAFETY: JS writes a `Result<JsValue, _>` as it does for an import that catches.
    unsafe { caught(back(around(), import::value_get(handle, key))) }
}

#[inline]
pub(crate) fn value_set(handle: u32, key: u32, to: u32) -> Result<(), JsValue> {
    // SAFETY: as above.
    unsafe { caught(back(around(), import::value_set(handle, key, to))) }
}

#[inline]
pub(crate) fn value_call(handle: u32, key: u32, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let entries = around();
    // SAFETY: as above; a `JsValue` is its handle, and JS reads `len` of them before it calls.
    unsafe {
        let slot = import::value_call(handle, key, arguments.as_ptr().cast(), arguments.len());
        caught(back(entries, slot))
    }
}

/// Calls a JS function with the slots at `slots`, 8 bytes each, of the types that the bytes of a function type tell.
///
/// # Safety
/// The slots are of just these types, and what JS returns is received as the result of that type.
#[inline]
pub(crate) unsafe fn function_call(function: u32, ty: &'static [u8], slots: *const SlotCell) -> f64 {
    // SAFETY: the caller's promise.
    back(around(), unsafe { import::function_call(function, ty.as_ptr(), slots.cast()) })
}

/// Declares imports three times: for wasm, for wasm in a wasm-bindgen app (where they are the exports of js/hosted.js), and
/// as functions that panic elsewhere.
macro_rules! imports {
    ($(fn $name:ident($($arg:ident: $ty:ty),*) $(-> $result:ty)?;)*) => {
        #[cfg(all(target_family = "wasm", not(feature = "wasm-bindgen")))]
        mod import {
            #[allow(unused_imports, reason = "not all of them have types of this file")]
            use super::*;
            #[link(wasm_import_module = "closures_extern")]
            unsafe extern "C" {
                $(pub(super) fn $name($($arg: $ty),*) $(-> $result)?;)*
            }
        }

        #[cfg(all(target_family = "wasm", feature = "wasm-bindgen"))]
        mod import {
            #[allow(unused_imports, reason = "not all of them have types of this file")]
            use super::*;
            use crate::hosted::{instance, Native};

            $(
                #[inline]
                pub(super) unsafe fn $name($($arg: $ty),*) $(-> $result)? {
                    // SAFETY: it has just come, and JS has that type for it too.
                    unsafe { Native::back(snippet::$name(instance() $(, Native::native(&$arg))*)) }
                }
            )*

            mod snippet {
                #[allow(unused_imports, reason = "not all of them have types of this file")]
                use super::*;
                use wasm_bindgen::prelude::wasm_bindgen;
                #[wasm_bindgen(module = "/js/hosted.js")]
                extern "C" {
                    $(pub(super) fn $name(instance: i32 $(, $arg: <$ty as Native>::Abi)*) $(-> <$result as Native>::Abi)?;)*
                }
            }
        }

        #[cfg(not(any(target_family = "wasm", test)))]
        mod import {
            use super::*;
            $(pub(super) unsafe fn $name($(_: $ty),*) $(-> $result)? {
                outside_wasm(concat!("closures_extern: ", stringify!($name)))
            })*
        }
    };
}

// What `intrinsics` in js/src/runtime/intrinsics.js makes. A result of f64 is a slot as closures receive it.
imports! {
    fn stats(stats: *mut Stats);
    fn string_new(address: *const u8, len: usize) -> u32;
    fn error_new(address: *const u8, len: usize) -> u32;
    fn value_new(ty: *const u8, slot: *const u8) -> u32;
    fn closure_new(env: *mut u8, ty: *const u8, once: u32) -> u32;
    fn export_new(value: *mut u8, ty: *const u8) -> u32;
    fn closure_value(id: u32) -> u32;
    fn closure_scope(id: u32, scope: u32);
    fn scope_begin() -> u32;
    fn scope_end(scope: u32);
    fn live_closures() -> f64;
    fn closure_drop(id: u32) -> u32;
    fn closure_give(id: u32) -> u32;
    fn handle_drop(handle: u32);
    fn handle_clone(handle: u32) -> u32;
    fn global() -> u32;
    fn value_as_f64(handle: u32) -> f64;
    fn value_as_string(handle: u32) -> f64;
    fn value_typeof(handle: u32) -> f64;
    fn value_debug(handle: u32) -> f64;
    fn value_equal(left: u32, right: u32) -> u32;
    fn value_get(handle: u32, key: u32) -> f64;
    fn value_set(handle: u32, key: u32, to: u32) -> f64;
    fn value_call(handle: u32, key: u32, arguments: *const u32, len: usize) -> f64;
    fn function_call(function: u32, ty: *const u8, slots: *const u8) -> f64;
}

// In unit tests a host plays JavaScript.
#[cfg(all(test, not(target_family = "wasm")))]
use crate::host::import;

/// What an import does where there is no JavaScript.
#[cfg(not(target_family = "wasm"))]
#[cold]
pub(crate) fn outside_wasm(name: &str) -> ! {
    panic!("`{name}` was called outside WebAssembly: there is no JavaScript here; build for wasm32-unknown-unknown")
}

#[cfg(target_family = "wasm")]
pub(crate) use ending::{panicking, skipped};

#[cfg(target_family = "wasm")]
mod ending {
    //! How Rust tells JavaScript that the instance has ended.

    imports! {
        fn skipped();
        fn panicking();
        fn panicked(message: *const u8, message_len: usize, file: *const u8, file_len: usize, line: u32, column: u32);
    }

    /// Frames of this instance were skipped, and Rust was about to go on around them: JS ends the instance, and throws.
    pub(crate) fn skipped() {
        // SAFETY: nothing crosses.
        unsafe { import::skipped() }
    }

    /// JS has called while a panic's message was made: JS ends the instance, and throws.
    pub(crate) fn panicking() {
        // SAFETY: nothing crosses.
        unsafe { import::panicking() }
    }

    /// A panic, by its message and place. JS ends the instance, and returns.
    pub(super) fn panicked(message: &str, file: &str, line: u32, column: u32) {
        // SAFETY: JS copies both texts before it returns.
        unsafe { import::panicked(message.as_ptr(), message.len(), file.as_ptr(), file.len(), line, column) }
    }
}

#[cfg(any(target_family = "wasm", test))]
pub(crate) mod export {
    //! What JS calls, and in unit tests `host.rs`. The names begin with `closures_extern_`, and `FUNCTIONS` in
    //! js/src/protocol.js lists them.

    #[cfg(target_family = "wasm")]
    use super::ending::panicked;
    use super::Header;
    #[cfg(target_family = "wasm")]
    use crate::entries;
    use crate::entries::{enter, enter_allocator, leave};
    #[cfg(all(target_family = "wasm", not(feature = "wasm-bindgen")))]
    use crate::section::runtime_record;
    use std::alloc::{alloc, dealloc, Layout};

    /// Puts the record that names the ABI version into the module. It stands here, because the linker takes an object file
    /// only for an exported symbol in it (tests/file/retention).
    #[cfg(all(target_family = "wasm", not(feature = "wasm-bindgen")))]
    #[unsafe(link_section = "closures_extern")]
    #[allow(dead_code, reason = "the section is read by JS")]
    static RECORD: [u8; runtime_record().len()] = runtime_record();

    /// JS calls this once, before anything else: from now on a panic reaches JS with its message and place. The result is
    /// the address of the number by which JS ends the instance: `entries.rs`.
    #[cfg(target_family = "wasm")]
    #[unsafe(no_mangle)]
    extern "C" fn closures_extern_start() -> *mut u32 {
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
        entries::address()
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
}
