//! An app of wasm-bindgen: it turns the feature on, also for `plain` if both are built together.

pub use closures_extern::JsValue;
