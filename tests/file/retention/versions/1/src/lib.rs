//! Version 1 of a crate: the block of the other version stands in the same module, line and column.

closures_extern::closures_extern! {
    #![js(module = "./host.js")]
    /// The signature is another in the other version.
    pub fn report(n: u32) -> u32;
}
