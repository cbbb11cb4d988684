//! Calls the same import of two versions of one crate, with the signature of each.

/// JS calls this, and has then recorded both calls.
#[unsafe(no_mangle)]
extern "C" fn run() {
    assert_eq!(one::report(1), 2);
    assert!(two::report("two", &|flag| !flag));
}
