//! An app without wasm-bindgen, in a workspace that also has one with it.

use closures_extern::closures_extern;

closures_extern! {
    #[js(module = "host")]
    fn say(text: &str);
}

/// JS calls this.
#[unsafe(no_mangle)]
pub extern "C" fn start() {
    say("hello");
}
