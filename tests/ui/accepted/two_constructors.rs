#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::closures_export;
pub struct A(u32);
pub struct B(u32);
closures_export! {
  pub type A; pub type B;
  #[js(constructor)] pub fn new() -> A { A(1) }
  #[js(constructor)] pub fn new() -> B { B(1) }
  pub fn next(self: &mut A) -> u32 { self.0 += 1; self.0 }
  pub fn next(self: &mut B) -> u32 { self.0 += 1; self.0 }
}

fn main() {}
