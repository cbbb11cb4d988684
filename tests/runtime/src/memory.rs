//! The allocator of this module. It counts what is allocated, so that tests can tell a leak, and it finds what must not
//! happen to memory. Fresh memory is filled with one byte and freed memory with another; a freed block is kept for a
//! while, and is looked at when it goes; and each block lies between a head and a tail, which say whether it is freed once,
//! as what it was asked for, and whether something has written beyond it.
//!
//! What it finds it tells JavaScript, by `allocator_fault` of `./host.js`, and then it aborts: a test fails in which that
//! happened, even if it catches what is thrown (`test` in `harness.js`). Where all of this lies in memory, the linker is
//! told: `cargo xtask test memory`.

use closures_extern::closures_extern;
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;
use std::process::abort;
use std::ptr::null_mut;
use std::slice;

closures_extern! {
    #![js(module = "./host.js")]
    fn allocator_fault(what: &str, address: usize, size: usize, align: usize);
}

/// Each byte of fresh and of freed memory, and of a tail.
const FRESH: u8 = 0xCD;
const FREED: u8 = 0xDB;
const TAIL: u8 = 0xE7;

/// So much of a block is filled at each end, so that what is never touched takes no memory of the machine.
const EDGE: usize = 1 << 16;

/// What is kept of freed blocks: so many, of so many bytes together, each of at most so many.
const MOST_KEPT: usize = 1024;
const MOST_BYTES: usize = 1 << 20;
const MOST_OF_ONE: usize = 1 << 18;

/// What stands before a block.
#[repr(C)]
struct Head {
    /// `LIVE`, `KEPT`, or anything if it is no head.
    mark: u32,
    size: usize,
    align: usize,
    /// Of a block that is kept, the one that was freed next.
    next: *mut Head,
}

const LIVE: u32 = 0x51_1B_10_C4;
const KEPT: u32 = 0x0D_EA_DB_10;

const HEAD: usize = size_of::<Head>();
const TAIL_SIZE: usize = 16;

/// The system's block around one of `layout`, and where that begins in it.
fn around(layout: Layout) -> Option<(Layout, usize)> {
    let front = layout.align().max(HEAD);
    let size = layout.size().checked_add(front + TAIL_SIZE)?;
    let whole = Layout::from_size_align(size, layout.align().max(align_of::<Head>())).ok()?;
    Some((whole, front))
}

impl Head {
    /// # Safety
    /// A block lies at `address`, or has lain there.
    unsafe fn of(address: *mut u8) -> *mut Head {
        // SAFETY: `around` has made room for it.
        unsafe { address.sub(HEAD).cast() }
    }

    fn block(head: *mut Head) -> *mut u8 {
        head.cast::<u8>().wrapping_add(HEAD)
    }
}

/// Fills both ends of a block.
///
/// # Safety
/// It has `size` bytes that may be written.
unsafe fn fill(address: *mut u8, size: usize, byte: u8) {
    let edge = size.min(EDGE);
    // SAFETY: the caller's promise.
    unsafe {
        address.write_bytes(byte, edge);
        address.add(size - edge).write_bytes(byte, edge);
    }
}

/// Whether all of a block has the byte.
///
/// # Safety
/// It has `size` bytes that may be read.
unsafe fn is_filled(address: *const u8, size: usize, byte: u8) -> bool {
    // By `memcmp`, because a loop takes long in a debug build: each byte equals the one before it.
    // SAFETY: the caller's promise.
    let bytes = unsafe { slice::from_raw_parts(address, size) };
    bytes.first().is_none_or(|first| *first == byte)
        && bytes[size.min(1)..] == bytes[..size.saturating_sub(1)]
}

/// Tells JavaScript, and ends.
#[cold]
fn fault(what: &str, address: *mut u8, layout: Layout) -> ! {
    allocator_fault(what, address as usize, layout.size(), layout.align());
    abort()
}

struct Watching;

thread_local! {
    static BYTES: Cell<usize> = const { Cell::new(0) };
    /// The blocks that are kept: the oldest, the newest, how many, and of how many bytes.
    static OLDEST: Cell<*mut Head> = const { Cell::new(null_mut()) };
    static NEWEST: Cell<*mut Head> = const { Cell::new(null_mut()) };
    static COUNT: Cell<usize> = const { Cell::new(0) };
    static KEPT_BYTES: Cell<usize> = const { Cell::new(0) };
}

// SAFETY: the system's allocator does the work, in blocks that are larger than those asked for; and nothing here allocates.
unsafe impl GlobalAlloc for Watching {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.size() == 0 {
            fault("a block of no bytes is asked for", null_mut(), layout);
        }
        let Some((whole, front)) = around(layout) else { return null_mut() };
        // SAFETY: it has a size. The head, the block and the tail lie in it, by `around`.
        unsafe {
            let mut start = System.alloc(whole);
            if start.is_null() {
                // What is kept must not be what is missing.
                while !OLDEST.get().is_null() {
                    release_oldest();
                }
                start = System.alloc(whole);
            }
            if start.is_null() {
                return start;
            }
            let address = start.add(front);
            Head::of(address).write(Head {
                mark: LIVE,
                size: layout.size(),
                align: layout.align(),
                next: null_mut(),
            });
            fill(address, layout.size(), FRESH);
            address.add(layout.size()).write_bytes(TAIL, TAIL_SIZE);
            BYTES.set(BYTES.get() + layout.size());
            address
        }
    }

    unsafe fn dealloc(&self, address: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise, and as far as possible that is looked at.
        unsafe {
            let head = Head::of(address);
            let Head { mark, size, align, .. } = *head;
            match mark {
                LIVE => {}
                KEPT => fault("a block is freed twice", address, layout),
                _ => fault("no block is freed, or one whose head was overwritten", address, layout),
            }
            if size != layout.size() {
                fault("a block is freed with another size", address, layout);
            }
            if align != layout.align() {
                fault("a block is freed with another alignment", address, layout);
            }
            if !is_filled(address.add(size), TAIL_SIZE, TAIL) {
                fault("something has written behind a block", address, layout);
            }
            BYTES.set(BYTES.get() - size);
            fill(address, size, FREED);
            (*head).mark = KEPT;
            if size > MOST_OF_ONE {
                return release(head);
            }
            keep_freed(head);
            while COUNT.get() > MOST_KEPT || KEPT_BYTES.get() > MOST_BYTES {
                release_oldest();
            }
        }
    }
}

/// # Safety
/// The block is freed, and not kept yet.
unsafe fn keep_freed(head: *mut Head) {
    if OLDEST.get().is_null() {
        OLDEST.set(head);
    } else {
        // SAFETY: there is one, so there is a newest.
        unsafe { (*NEWEST.get()).next = head };
    }
    NEWEST.set(head);
    COUNT.set(COUNT.get() + 1);
    // SAFETY: the caller's promise.
    KEPT_BYTES.set(KEPT_BYTES.get() + unsafe { (*head).size });
}

/// # Safety
/// There is one.
unsafe fn release_oldest() {
    let head = OLDEST.get();
    // SAFETY: it is kept, and nowhere else any more.
    unsafe {
        look_at(head);
        OLDEST.set((*head).next);
        COUNT.set(COUNT.get() - 1);
        KEPT_BYTES.set(KEPT_BYTES.get() - (*head).size);
        release(head);
    }
}

/// Gives a freed block back to the system.
///
/// # Safety
/// It is not kept.
unsafe fn release(head: *mut Head) {
    // SAFETY: `alloc` has made it of this layout, which was one then.
    unsafe {
        let layout = Layout::from_size_align_unchecked((*head).size, (*head).align);
        let (whole, front) = around(layout).unwrap_unchecked();
        (*head).mark = 0;
        System.dealloc(Head::block(head).sub(front), whole);
    }
}

/// Finds what was written to a block since it was freed.
///
/// # Safety
/// It is kept.
unsafe fn look_at(head: *mut Head) {
    let address = Head::block(head);
    // SAFETY: nobody else has it; and `alloc` had its layout.
    unsafe {
        let Head { mark, size, align, .. } = *head;
        let layout = Layout::from_size_align_unchecked(size, align);
        if mark != KEPT {
            fault("something has written before a block that is freed", address, layout);
        }
        let edge = size.min(EDGE);
        if !is_filled(address, edge, FREED)
            || !is_filled(address.add(size - edge), edge, FREED)
            || !is_filled(address.add(size), TAIL_SIZE, TAIL)
        {
            fault("something has written to a block that is freed", address, layout);
        }
    }
}

#[global_allocator]
static ALLOCATOR: Watching = Watching;

/// Bytes that are allocated now. All is as it should be, or this ends.
#[unsafe(no_mangle)]
extern "C" fn allocated() -> usize {
    check_memory();
    BYTES.get()
}

/// Looks at all blocks that are kept.
#[unsafe(no_mangle)]
extern "C" fn check_memory() {
    let mut head = OLDEST.get();
    while !head.is_null() {
        // SAFETY: it is kept.
        unsafe {
            look_at(head);
            head = (*head).next;
        }
    }
}

/// Makes the memory grow, so that every view of it goes stale.
#[unsafe(no_mangle)]
extern "C" fn grow(bytes: usize) {
    drop(black_box(Vec::<u8>::with_capacity(bytes)));
}

/// Takes all memory below an address, for ever: what is allocated afterwards lies above. Where, or 0 if there is none.
#[unsafe(no_mangle)]
extern "C" fn memory_reach(least: usize) -> usize {
    let take = |size: usize| {
        let mut block = Vec::<u8>::new();
        block.try_reserve_exact(black_box(size)).map_or(0, |()| block.leak().as_ptr() as usize)
    };
    let mut at = take(64);
    // First in large steps, because memory grows slowly; at last what is left between other blocks.
    for size in [1 << 28, 1 << 20, 1] {
        while at != 0 && least.saturating_sub(at) >= size {
            at = take(size.max(64));
        }
    }
    at
}

/// Does to a block what the allocator must find, by number; or what it must show, as the result.
#[unsafe(no_mangle)]
extern "C" fn memory_misuse(way: u32) -> u32 {
    let layout = Layout::new::<[u32; 6]>();
    let other = |size, align| Layout::from_size_align(size, align).expect("it is one");
    // SAFETY: none, on purpose: this module's allocator lives with all of it, or aborts.
    unsafe {
        let address = black_box(ALLOCATOR.alloc(layout));
        let words = address.cast::<u32>();
        match way {
            0 => return words.add(5).read_volatile(),
            1 => {
                ALLOCATOR.dealloc(address, layout);
                return words.add(5).read_volatile();
            }
            2 => {
                ALLOCATOR.dealloc(address, layout);
                ALLOCATOR.dealloc(address, layout);
            }
            3 => ALLOCATOR.dealloc(address, other(25, 4)),
            4 => ALLOCATOR.dealloc(address, other(24, 8)),
            5 => drop(black_box(ALLOCATOR.realloc(address, other(23, 4), 48))),
            6 => ALLOCATOR.dealloc(address.add(8), layout),
            7 => {
                address.add(24).write_volatile(0);
                ALLOCATOR.dealloc(address, layout);
            }
            8 => {
                words.sub(4).write_volatile(0);
                ALLOCATOR.dealloc(address, layout);
            }
            9 => {
                ALLOCATOR.dealloc(address, layout);
                words.add(5).write_volatile(7);
                check_memory();
            }
            10 => {
                ALLOCATOR.dealloc(address, layout);
                words.write_volatile(7);
                for _ in 0..=MOST_KEPT {
                    ALLOCATOR.dealloc(ALLOCATOR.alloc(layout), layout);
                }
            }
            11 => drop(black_box(ALLOCATOR.alloc(other(0, 1)))),
            _ => {
                ALLOCATOR.dealloc(address, layout);
                words.add(5).write_volatile(7);
            }
        }
    }
    0
}
