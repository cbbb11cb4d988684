use closures_extern::closures_export;
use std::time::Duration;

closures_export! {
    pub fn wait(_time: &Duration) {}
}

fn main() {}
