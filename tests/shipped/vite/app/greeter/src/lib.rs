//! Greets whom a module beside its Cargo.toml names.

use closures_extern::{closures_export, closures_extern};

closures_extern! {
    #![js(module = "./host.js")]
    fn whom() -> String;
}

closures_export! {
    pub fn greeting() -> String {
        format!("{} {}", include_str!("word.txt").trim(), whom())
    }
}
