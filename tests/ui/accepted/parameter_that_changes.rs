#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::closures_export;
closures_export! { pub fn all(mut e: u32) -> u32 { e += 1; e } }

fn main() {}
