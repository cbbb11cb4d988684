//! An app without wasm-bindgen, of which a dependency counts on it, as chrono and uuid may. Here the app is both.

use closures_extern::closures_extern;
use wasm_bindgen::prelude::wasm_bindgen;

closures_extern! {
    #[js(module = "host")]
    fn show(now: f64);
}

/// As chrono asks for the time.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Date)]
    fn now() -> f64;
}

/// JS calls this.
#[unsafe(no_mangle)]
pub extern "C" fn start() {
    show(now());
}
