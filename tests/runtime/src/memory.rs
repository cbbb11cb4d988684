//! Counts what is allocated, so that tests can tell a leak.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

struct Counting;

thread_local! {
    static BYTES: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: the system's allocator does the work, and counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise.
        let address = unsafe { System.alloc(layout) };
        if !address.is_null() {
            BYTES.set(BYTES.get() + layout.size());
        }
        address
    }

    unsafe fn dealloc(&self, address: *mut u8, layout: Layout) {
        BYTES.set(BYTES.get() - layout.size());
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(address, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Bytes that are allocated now.
#[unsafe(no_mangle)]
extern "C" fn allocated() -> usize {
    BYTES.get()
}

/// Makes the memory grow, so that every view of it goes stale.
#[unsafe(no_mangle)]
extern "C" fn grow(bytes: usize) {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(bytes)));
}
