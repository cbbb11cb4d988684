//! The strings that the `import_str16` rows pass: 64 of them, 16 ASCII bytes each. All three competitors
//! include this file; their loops stand elsewhere.

/// Eight strings: fourteen bytes that are always the same, the digit given, and a digit from 0 to 7.
macro_rules! eight {
    ($digit:literal) => {
        [
            concat!("get-element-by", $digit, "0"),
            concat!("get-element-by", $digit, "1"),
            concat!("get-element-by", $digit, "2"),
            concat!("get-element-by", $digit, "3"),
            concat!("get-element-by", $digit, "4"),
            concat!("get-element-by", $digit, "5"),
            concat!("get-element-by", $digit, "6"),
            concat!("get-element-by", $digit, "7"),
        ]
    };
}

static STRINGS: [[&str; 8]; 8] =
    [eight!("0"), eight!("1"), eight!("2"), eight!("3"), eight!("4"), eight!("5"), eight!("6"), eight!("7")];

/// The string of turn `i`: every one of the 64 once, then again from the first.
#[inline]
pub(crate) fn string(i: u32) -> &'static str {
    STRINGS[(i >> 3 & 7) as usize][(i & 7) as usize]
}
