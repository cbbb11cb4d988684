#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::{closures_extern, Closure};
closures_extern! { fn each(p: &Closure<dyn FnMut((f64, f64))>); }

fn main() {}
