//! An import behind an `#[inline(always)]` function, and nothing that would be compiled in this crate.

use closures_extern::closures_extern;

closures_extern! {
    #![js(module = "./host.js")]
    fn in_always(flag: bool) -> bool;
}

/// The import ends up in the caller's function.
#[inline(always)]
pub fn always(flag: bool) -> bool {
    in_always(flag)
}
