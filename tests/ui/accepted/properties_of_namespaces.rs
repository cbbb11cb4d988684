#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::{closures_extern, Closure};
closures_extern! { #[js(setter)] fn set_onmessage(f: &Closure<dyn FnMut()>); #[js(namespace = document, setter)] fn set_title(s: &str); #[js(namespace = location, getter)] fn href() -> String; }

fn main() {}
