//! A Rust name as JavaScript writes it.

use core::fmt;

/// What stands before the first space or end of a line: `stringify!` breaks long lines.
#[inline]
pub(crate) const fn first_word(words: &str) -> &str {
    let mut at = 0;
    while at < words.len() && !matches!(words.as_bytes()[at], b' ' | b'\n') {
        at += 1;
    }
    words.split_at(at).0
}

/// The property of a setter called `set_property`.
#[inline]
pub(super) fn without_set(name: &str) -> &str {
    match name.as_bytes() {
        [b's', b'e', b't', b'_', _, ..] => name.split_at(4).1,
        _ => name, // which `setter_name` in mistake.rs refuses
    }
}

/// A name without the `r#` of a raw identifier.
#[doc(hidden)]
#[inline]
#[must_use]
pub const fn without_raw_prefix(name: &str) -> &str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// Writes `set_interval` as `setInterval`, as `camelCase` in `js/src/section/names.js` does.
///
/// Underscores in front stay, the others go, and the ASCII letter after one becomes a capital. The `r#` of a raw
/// identifier goes too.
#[inline]
pub(super) fn write_camel_case(out: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    let name = without_raw_prefix(name);
    let rest = name.trim_start_matches('_');
    out.write_str(&name[..name.len() - rest.len()])?;
    let mut capital = false;
    for letter in rest.chars() {
        if letter != '_' {
            fmt::Write::write_char(out, if capital { letter.to_ascii_uppercase() } else { letter })?;
        }
        capital = letter == '_';
    }
    Ok(())
}
