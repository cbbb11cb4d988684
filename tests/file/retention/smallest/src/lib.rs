//! One import, and nothing else: whatever of `closures_extern` an app needs without naming it must be linked still.

closures_extern::closures_extern! {
    #![js(module = "./host.js")]
    fn only(text: &str);
}

/// JS calls this, and has then recorded the call.
#[unsafe(no_mangle)]
extern "C" fn run() {
    only("here");
}
