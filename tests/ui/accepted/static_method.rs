#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::closures_export;
pub struct A(u32);
closures_export! { pub type A; #[js(static_method_of = A)] pub fn parse(s: &str) -> A { A(s.len() as u32) } }

fn main() {}
