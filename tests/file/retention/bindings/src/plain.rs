//! An import for everyone, and one behind a plain function: two blocks in one module.

use closures_extern::closures_extern;

closures_extern! {
    #![js(module = "./host.js")]
    /// No wrapper: what the macro writes is itself `#[inline]`, and ends up in the caller's crate.
    pub fn direct(n: u32) -> u32;
}

closures_extern! {
    #![js(module = "./host.js")]
    fn in_plain(text: &str, f: &dyn Fn(u32) -> u32) -> u32;
}

/// The import ends up in this crate.
pub fn plain(text: &str, f: &dyn Fn(u32) -> u32) -> u32 {
    in_plain(text, f)
}
