//! Writes a block of 2,000 functions.

use std::{env, fs, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let mut block = String::from("closures_extern! {\n    #![js(module = \"./host.js\")]\n");
    for n in 0..2_000 {
        block += &format!("    /// Number {n}.\n    pub fn set_thing_{n}(f: &Closure<dyn FnMut()>, name: &str, ms: u32) -> f64;\n");
    }
    block += "}\n";
    let folder = env::var_os("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&folder).join("many.rs"), block).expect("cargo has made the folder");
}
