#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::{closures_export, JsFunction};
closures_export! { pub fn run(f: JsFunction<dyn Fn(&str)>) { let _ = f.call("x"); } }

fn main() {}
