//! Calls each import of `bindings`, and its own, once. JavaScript checks what it is called with, this side what it is
//! answered: an import that lost its descriptor, or found another's, cannot pass both.

use bindings::{always, edited, generic, inline, local, plain};
use closures_extern::closures_extern;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

closures_extern! {
    #![js(module = "./host.js")]
    fn own(n: u32) -> u32;

    // Its descriptor goes with it: the type does not exist.
    #[cfg(any())]
    fn own_removed(it: NoSuchType);

    #[js(name = "ownNamed")]
    fn own_by_another_name(f: &dyn Fn() -> bool) -> bool;
}

mod deeper {
    closures_extern::closures_extern! {
        #![js(namespace = retention)]
        pub(super) fn own_global(text: &str);
    }
}

#[inline]
fn own_inline(n: i16) -> i16 {
    closures_extern! {
        #![js(module = "./host.js")]
        fn in_own_inline(n: i16) -> i16;
    }
    in_own_inline(n)
}

/// JS calls this, and has then recorded every call.
#[unsafe(no_mangle)]
extern "C" fn run() {
    assert_eq!(plain::direct(1), 2);
    assert_eq!(plain::plain("four", &|n| n * 10), 40);

    let mut sum = 0.0;
    inline::inline(3, &mut |number| sum += number);
    assert_eq!(sum, 1.5);

    assert!(!always::always(true));
    assert_eq!(generic::generic(7u8, |number| number + 0.5), 7.5);
    assert_eq!(generic::generic_heap(|text| text.repeat(3)), "hohoho");

    assert_eq!(local::local(-1), -2);
    assert_eq!(local::local_inline(-3), -4);
    assert_eq!(local::local_generic(-5i8), -6);
    edited::edited();

    assert_eq!(own(4_294_967_294), 4_294_967_295);
    assert!(own_by_another_name(&|| true));
    deeper::own_global("wörld");
    assert_eq!(own_inline(-7), -8);
}

closures_extern::closures_export! {
    fn own_exported(n: u32) -> u32 {
        n + 1
    }

    /// How often the static constructor below has run.
    fn constructed() -> u32 {
        CONSTRUCTED.load(Relaxed)
    }
}

static CONSTRUCTED: AtomicU32 = AtomicU32::new(0);

extern "C" fn construct() {
    CONSTRUCTED.fetch_add(1, Relaxed);
}

#[used]
#[unsafe(link_section = ".init_array")]
static CONSTRUCT: extern "C" fn() = construct;
