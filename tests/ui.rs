//! What errors say: each file of tests/ui is a mistake, and the `.stderr` beside it what the compiler answers. Those of
//! tests/ui/accepted are none: what users of wasm-bindgen type, and what works. Those of tests/ui/hosted
//! are for the feature `wasm-bindgen`, with which more types cross.

#[test]
fn mistakes_are_answered_in_our_words() {
    let files = if cfg!(feature = "wasm-bindgen") { "tests/ui/hosted/*.rs" } else { "tests/ui/*.rs" };
    trybuild::TestCases::new().compile_fail(files);
}

#[cfg(not(feature = "wasm-bindgen"))]
#[test]
fn what_is_typed_by_habit_is_accepted() {
    trybuild::TestCases::new().pass("tests/ui/accepted/*.rs");
}
