#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::{closures_extern, JsValue};
closures_extern! { #[js(extends = JsValue)] type Promise; }

fn main() {}
