//! How Rust tells JavaScript that the instance has ended.

use super::link::imports;

imports! {
    fn skipped();
    fn panicking();
    #[cfg(feature = "panic-message")]
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
#[cfg(feature = "panic-message")]
pub(crate) fn panicked(message: &str, file: &str, line: u32, column: u32) {
    // SAFETY: JS copies both texts before it returns.
    unsafe { import::panicked(message.as_ptr(), message.len(), file.as_ptr(), file.len(), line, column) }
}
