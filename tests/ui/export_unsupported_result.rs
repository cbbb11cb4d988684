use closures_extern::closures_export;
use std::time::Duration;

closures_export! {
    pub fn time() -> Duration { Duration::ZERO }
}

fn main() {}
