//! What errors say: each file of tests/ui is a mistake, and the `.stderr` beside it what the compiler answers.

#[test]
fn mistakes_are_answered_in_our_words() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
