//! The strings of the string rows: 64 of each kind, which end in two digits from 0 to 7. All competitors
//! include this file; their loops stand elsewhere.

/// Eight strings: what is always the same, the digit given, and a digit from 0 to 7.
macro_rules! eight {
    ($start:expr, $digit:literal) => {
        [
            concat!($start, $digit, "0"),
            concat!($start, $digit, "1"),
            concat!($start, $digit, "2"),
            concat!($start, $digit, "3"),
            concat!($start, $digit, "4"),
            concat!($start, $digit, "5"),
            concat!($start, $digit, "6"),
            concat!($start, $digit, "7"),
        ]
    };
}

macro_rules! sixty_four {
    ($start:expr) => {
        [
            eight!($start, "0"),
            eight!($start, "1"),
            eight!($start, "2"),
            eight!($start, "3"),
            eight!($start, "4"),
            eight!($start, "5"),
            eight!($start, "6"),
            eight!($start, "7"),
        ]
    };
}

macro_rules! ten_times {
    ($text:expr) => {
        concat!($text, $text, $text, $text, $text, $text, $text, $text, $text, $text)
    };
}

/// 64 strings of one kind.
pub(crate) type Strings = [[&'static str; 8]; 8];

/// 16 bytes of ASCII: a name.
pub(crate) static STR16: Strings = sixty_four!("get-element-by");

/// 100 bytes of ASCII: a line.
pub(crate) static STR100: Strings = sixty_four!(
    "Ninety-eight letters of plain English, which is about as long as a line of text or a short message"
);

/// 1,000 bytes of ASCII: a paragraph.
pub(crate) static STR1K: Strings = sixty_four!(concat!(
    ten_times!(
        "A paragraph of English text, ten times over, as it may stand in the body of a page, or in its log. "
    ),
    "The end."
));

/// 100 bytes of UTF-8 that are 76 units of UTF-16: letters of one to four bytes.
pub(crate) static STR100_MIXED: Strings =
    sixty_four!("Grüße aus Zürich, 東京 and São Paulo: naïve café, 12 €, “quoted”, Привет 🦀 ");

const _: () = assert!(STR16[0][0].len() == 16 && STR100[0][0].len() == 100);
const _: () = assert!(STR1K[0][0].len() == 1000 && STR100_MIXED[0][0].len() == 100);

/// The string of turn `i`: every one of the 64 once, then again from the first.
#[inline]
pub(crate) fn string(strings: &Strings, i: u32) -> &'static str {
    strings[(i >> 3 & 7) as usize][(i & 7) as usize]
}
