#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::closures_extern;
closures_extern! { #[js(namespace = crypto)] fn get_random_values(buf: &mut [u8]); }

fn main() {}
