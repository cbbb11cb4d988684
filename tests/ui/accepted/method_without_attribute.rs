#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::closures_extern;
closures_extern! { type Element; fn click(this: &Element); }
pub fn go(e: &Element) {
    e.click();
}

fn main() {}
