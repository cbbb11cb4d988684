//! What this crate imports from JavaScript. What comes back as a slot is taken by the type that has it.
//!
//! What may throw, if only because there is no room for what it makes, counts itself, as imports of the app do: [`around`] and [`back`].

use super::entries::{around, back};
use super::link::imports;

/// Writes two numbers: how many closures are alive, and how many handles.
#[inline]
pub(crate) fn stats(numbers: &mut [u32; 2]) {
    // SAFETY: JS writes two u32 to the address, which is that of two u32.
    unsafe { import::stats(numbers.as_mut_ptr()) }
}

/// Makes a JS string of `text`: the handle is the caller's.
#[inline]
pub(crate) fn string_new(text: &str) -> u32 {
    // SAFETY: JS reads `len` bytes of UTF-8 before it returns.
    back(around(), unsafe { import::string_new(text.as_ptr(), text.len()) })
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
    back(around(), unsafe { import::value_new(ty.as_ptr(), slot) })
}

/// Copies what JavaScript has written to a typed array, as many bytes as `list` has. The handle ends.
///
/// # Safety
/// The array was made of a list of the same length and type, and any bits are an element.
#[inline]
pub(crate) unsafe fn array_read(handle: u32, list: *mut u8, size: usize) {
    let crossings = around();
    // SAFETY: JS writes `size` bytes to the address, which the caller may write to, and runs no foreign code.
    unsafe { import::array_read(handle, list, size) };
    back(crossings, ());
}

/// Copies what Rust has written to a list to the typed array that it is a copy of, as far as that is still there. The handle ends.
#[inline]
pub(crate) fn array_write(handle: u32, list: &[u8]) {
    let crossings = around();
    // SAFETY: JS reads so many bytes before it returns.
    unsafe { import::array_write(handle, list.as_ptr(), list.len()) };
    back(crossings, ());
}

/// Makes a JS function that calls the closure at `env`: the id is the caller's, see `Closure` in `closure/heap.rs`.
/// After one call, a `once` closure is refused.
#[inline]
pub(crate) fn closure_new(env: *mut u8, ty: &'static [u8], once: bool) -> u32 {
    // SAFETY: the caller (`Closure::of` in closure/heap.rs) has the `Env` of a closure of just the type that the bytes tell. JS keeps the
    // address until it is told that the closure ends, by `closure_drop`, or frees it itself.
    unsafe { import::closure_new(env, ty.as_ptr(), once.into()) }
}

/// Gives JS the box of an exported value, whose class the bytes of its type tell: the handle of the object is the caller's.
#[inline]
pub(crate) fn export_new(value: *mut u8, ty: &'static [u8]) -> u32 {
    // SAFETY: the caller (`give_exported` in export.rs) has boxed a value of just the class that the bytes tell, and gives the box away.
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

/// Where the live closures were made, and before each place how many there; an empty text; and the same of what is waited for: the slot
/// of a `Vec<String>`.
#[inline]
pub(crate) fn live_closures() -> f64 {
    // SAFETY: nothing crosses.
    back(around(), unsafe { import::live_closures() })
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

/// The slot of an `Option<f64>`.
#[inline]
pub(crate) fn value_as_f64(handle: u32) -> f64 {
    // SAFETY: plain numbers cross.
    back(around(), unsafe { import::value_as_f64(handle) })
}

/// The slot of an `Option<String>`.
#[inline]
pub(crate) fn value_as_string(handle: u32) -> f64 {
    // SAFETY: plain numbers cross.
    back(around(), unsafe { import::value_as_string(handle) })
}

/// The slot of a `String`.
#[inline]
pub(crate) fn value_typeof(handle: u32) -> f64 {
    // SAFETY: plain numbers cross.
    back(around(), unsafe { import::value_typeof(handle) })
}

/// The slot of a `String`.
#[inline]
pub(crate) fn value_debug(handle: u32) -> f64 {
    // SAFETY: plain numbers cross.
    back(around(), unsafe { import::value_debug(handle) })
}

#[inline]
pub(crate) fn value_equal(left: u32, right: u32) -> bool {
    // SAFETY: plain numbers cross.
    unsafe { import::value_equal(left, right) != 0 }
}

/// The slot of a `Result<JsValue, _>`.
#[inline]
pub(crate) fn value_get(handle: u32, key: u32) -> f64 {
    // SAFETY: plain numbers cross.
    back(around(), unsafe { import::value_get(handle, key) })
}

/// The slot of a `Result<(), _>`.
#[inline]
pub(crate) fn value_set(handle: u32, key: u32, to: u32) -> f64 {
    // SAFETY: plain numbers cross.
    back(around(), unsafe { import::value_set(handle, key, to) })
}

/// The slot of a `Result<JsValue, _>`.
///
/// # Safety
/// At `arguments` lie as many handles as `len` says.
#[inline]
pub(crate) unsafe fn value_call(handle: u32, key: u32, arguments: *const u32, len: usize) -> f64 {
    // SAFETY: the caller's promise; JS reads them before it calls.
    back(around(), unsafe { import::value_call(handle, key, arguments, len) })
}

/// Converts a value as the result of a function: the slot of the `Result` whose type the bytes tell.
#[inline]
pub(crate) fn value_convert(handle: u32, ty: &'static [u8]) -> f64 {
    // SAFETY: the bytes are a type's, which says itself where it ends.
    back(around(), unsafe { import::value_convert(handle, ty.as_ptr()) })
}

/// Calls a JS function with the slots at `slots`, 8 bytes each, of the types that the bytes of a function type tell.
///
/// # Safety
/// The slots are of just these types, and what JS returns is received as the result of that type.
#[inline]
pub(crate) unsafe fn function_call(function: u32, ty: &'static [u8], slots: *const u8) -> f64 {
    // SAFETY: the caller's promise.
    back(around(), unsafe { import::function_call(function, ty.as_ptr(), slots) })
}

/// Waits for a promise, or what counts as one: JS then enters the thunk of `env` with a cell of the result, whose type the bytes tell, once
/// and in a microtask. The id is the caller's until then.
#[inline]
pub(crate) fn promise_wait(handle: u32, ty: &'static [u8], env: *mut u8) -> u32 {
    // SAFETY: the bytes are a type's, and the caller (`Wait::begin` in promise/awaited.rs) has an `Env` whose thunk takes a result of just
    // that type. JS keeps the address until it has entered it, or is told to forget it.
    back(around(), unsafe { import::promise_wait(handle, ty.as_ptr(), env) })
}

/// JS does not wait any more.
#[inline]
pub(crate) fn promise_forget(id: u32) {
    // SAFETY: plain numbers cross.
    unsafe { import::promise_forget(id) }
}

/// Makes a promise: its handle, and the id by which it is settled; both are the caller's. If it `lends`, what the export that is under way
/// has borrowed stays so until then.
#[inline]
pub(crate) fn promise_new(lends: bool) -> (u32, u32) {
    let mut id = 0;
    // SAFETY: JS writes a u32 to the address, which is that of one.
    let handle = back(around(), unsafe { import::promise_new(lends.into(), &mut id) });
    (handle, id)
}

/// Settles a promise with a slot that a closure could return, whose type the bytes tell. The id ends.
#[inline]
pub(crate) fn promise_settle(id: u32, ty: &'static [u8], slot: f64) {
    let crossings = around();
    // SAFETY: the bytes are a type's, and the caller (`Owed` in promise/owed.rs) has the slot of a value of just that type.
    unsafe { import::promise_settle(id, ty.as_ptr(), slot) };
    back(crossings, ());
}

/// Leaves a promise as it is, for ever. The id ends.
#[inline]
pub(crate) fn promise_abandon(id: u32) {
    let crossings = around();
    // SAFETY: plain numbers cross.
    unsafe { import::promise_abandon(id) };
    back(crossings, ());
}

/// Has JS enter the thunk of `env` in a microtask.
#[inline]
pub(crate) fn tasks_wake(env: *mut u8) {
    let crossings = around();
    // SAFETY: the caller (`Queue::push` in promise/tasks.rs) has an `Env` that stays, whose thunk takes nothing else.
    unsafe { import::tasks_wake(env) };
    back(crossings, ());
}

// What `intrinsics` in js/src/runtime/intrinsics.js makes. A result of f64 is a slot as closures receive it.
imports! {
    fn stats(numbers: *mut u32);
    fn string_new(address: *const u8, len: usize) -> u32;
    fn error_new(address: *const u8, len: usize) -> u32;
    fn value_new(ty: *const u8, slot: *const u8) -> u32;
    fn array_read(handle: u32, list: *mut u8, size: usize);
    fn array_write(handle: u32, list: *const u8, size: usize);
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
    fn value_convert(handle: u32, ty: *const u8) -> f64;
    fn function_call(function: u32, ty: *const u8, slots: *const u8) -> f64;
    fn promise_wait(handle: u32, ty: *const u8, env: *mut u8) -> u32;
    fn promise_forget(id: u32);
    fn promise_new(lends: u32, id: *mut u32) -> u32;
    fn promise_settle(id: u32, ty: *const u8, slot: f64);
    fn promise_abandon(id: u32);
    fn tasks_wake(env: *mut u8);
}

// In unit tests a host plays JavaScript.
#[cfg(all(test, not(target_family = "wasm")))]
use crate::host::import;
