#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::{closures_export, JsFunction};
closures_export! { pub fn run(f: JsFunction<dyn FnMut(u32)>) { let _ = f.call(1); } }

fn main() {}
