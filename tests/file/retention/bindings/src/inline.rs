//! An import behind an `#[inline]` function, and nothing that would be compiled in this crate.

use closures_extern::closures_extern;

closures_extern! {
    #![js(module = "./host.js")]
    fn in_inline(count: u8, f: &mut dyn FnMut(f64));
}

/// The import ends up in the caller's crate, when it is optimised.
#[inline]
pub fn inline(count: u8, f: &mut dyn FnMut(f64)) {
    in_inline(count, f)
}
