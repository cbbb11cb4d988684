//! What a programmer has changed between two incremental builds: this module, and no other.

use closures_extern::closures_extern;

closures_extern! {
    #![js(module = "./host.js")]
    fn in_edited(text: &str);
}

/// Passes what stood in the environment when this crate was compiled.
pub fn edited() {
    in_edited(option_env!("RETENTION_EDIT").unwrap_or("first"));
}
