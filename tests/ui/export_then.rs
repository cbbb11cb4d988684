#![deny(deprecated)]

use closures_extern::closures_export;

pub struct Task(u32);

closures_export! {
    pub type Task;

    pub fn then(self: &Task, n: u32) -> u32 { self.0 + n }

    #[js(name = "then")]
    pub fn after(n: u32) -> u32 { n }

    // Not these: another name, a property, and one that is meant.
    #[js(name = "next")]
    pub fn then(n: u32) -> u32 { n }

    #[js(getter, name = "then")]
    pub fn last(self: &Task) -> u32 { self.0 }

    #[allow(deprecated)]
    #[js(name = "then")]
    pub fn meant(n: u32) -> u32 { n }
}

fn main() {}
