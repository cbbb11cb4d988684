use closures_extern::closures_export;
use std::time::Duration;

closures_export! {
    pub fn wait(time: &Duration) {}
}

fn main() {}
