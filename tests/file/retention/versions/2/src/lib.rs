//! Version 2 of a crate: the block of the other version stands in the same module, line and column.

closures_extern::closures_extern! {
    #![js(module = "./host.js")]
    /// The signature is another in the other version.
    pub fn report(text: &str, f: &dyn Fn(bool) -> bool) -> bool;
}
