//! An app without the messages of panics: the feature `panic-message` is off.

closures_extern::closures_extern! {
    #![js(module = "./host.js")]
    fn only(text: &str);
}

closures_extern::closures_export! {
    /// Panics.
    pub fn fail(number: u32) {
        panic!("number {number}")
    }
}

/// JS calls this, and is called twice.
#[unsafe(no_mangle)]
extern "C" fn run() {
    only("here");
    only("there");
}

/// The same as `fail`, and no `catch` of closures_extern is around it.
#[unsafe(no_mangle)]
extern "C" fn fail_plainly() {
    panic!("plainly")
}
