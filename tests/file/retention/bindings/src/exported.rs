//! Exports of a library: no Rust code calls them, in this crate or in the app.

use closures_extern::closures_export;

/// A number that JavaScript owns.
pub struct Token(u32);

closures_export! {
    /// Makes one.
    pub fn exported(n: u32) -> Token {
        Token(n)
    }

    /// A number that JavaScript owns.
    pub type Token;

    fn value(self: &Token) -> u32 {
        self.0
    }
}

/// Exports in a function that is compiled into another crate, or into none.
#[inline]
pub fn never_called() {
    closures_export! {
        fn exported_inside(text: &str) -> String {
            text.to_uppercase()
        }
    }
}
