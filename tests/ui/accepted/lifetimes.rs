#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::closures_extern;
closures_extern! { fn say<'a>(f: &'a str); }
pub fn go() {
    say("x");
}

fn main() {}
