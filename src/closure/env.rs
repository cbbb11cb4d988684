//! A closure in memory: what it captured, behind a head that JavaScript knows the address of.

#[cfg(debug_assertions)]
use core::panic::Location;
use core::ptr::NonNull;

/// What JS knows the address of: the head of every [`Env`].
#[repr(C)]
pub(crate) struct Header {
    /// Enters the closure with a slot per parameter. Its type is that of the trampoline for the signature.
    pub(crate) thunk: *const (),
    /// Frees the `Env`, if it is a box.
    drop: unsafe fn(*mut Header),
    /// Where the closure was made. JS reads these four words when it makes the function.
    #[cfg(debug_assertions)]
    place: Place,
}

#[cfg(debug_assertions)]
#[repr(C)]
struct Place {
    file: *const u8,
    file_len: usize,
    line: u32,
    column: u32,
}

impl Header {
    #[cfg_attr(debug_assertions, track_caller)]
    const fn new(thunk: *const (), drop: unsafe fn(*mut Header)) -> Self {
        #[cfg(debug_assertions)]
        let place = {
            let at = Location::caller();
            Place {
                file: at.file().as_ptr(),
                file_len: at.file().len(),
                line: at.line(),
                column: at.column(),
            }
        };
        Header {
            thunk,
            drop,
            #[cfg(debug_assertions)]
            place,
        }
    }

    /// Frees the closure.
    ///
    /// # Safety
    /// `env` came from a box, no call of it is under way, and it is not used again.
    pub(crate) unsafe fn drop(env: *mut Header) {
        // SAFETY: the caller's promise is that of the function, which was made for this very env.
        unsafe { ((*env).drop)(env) }
    }
}

/// A closure or a reference to one, behind the head that JS knows.
#[repr(C)]
pub struct Env<F> {
    header: Header,
    pub(crate) f: F,
}

impl<F> Env<F> {
    /// On the heap: the caller owns it and frees it by [`Header::drop`].
    #[cfg_attr(debug_assertions, track_caller)]
    pub(crate) fn boxed(f: F, thunk: *const ()) -> NonNull<Header> {
        unsafe fn free<F>(env: *mut Header) {
            // SAFETY: `boxed` made it of a `Box<Env<F>>` of this `F`, and the caller frees it once.
            drop(unsafe { Box::from_raw(env.cast::<Env<F>>()) });
        }
        let env = Box::new(Env { header: Header::new(thunk, free::<F>), f });
        // A box is never null; from `into_raw`, because the pointer is for the whole `Env`.
        NonNull::new(Box::into_raw(env)).expect("a box has an address").cast()
    }

    /// Where it stands: in the frame of an import's wrapper, which ends after JS has closed the gate, with an `F` that is `&T` or `&mut T`; or
    /// in a static.
    #[cfg_attr(debug_assertions, track_caller)]
    pub(crate) const fn in_place(f: F, thunk: *const ()) -> Self {
        unsafe fn keep(_: *mut Header) {
            // JS frees only heap closures: settle() in js/src/runtime/closures.js asks `owed`, which nothing sets of another one.
        }
        Env { header: Header::new(thunk, keep), f }
    }
}
