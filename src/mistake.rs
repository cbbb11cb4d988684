//! What `closures_extern!` answers to an option that it does not know, or not there, to the name of a setter, and to a
//! variadic function without a list: found by constants, because a pattern matches no part of a word, and no type.
//!
//! A constant that fails says where by the call in the user's block, and nothing else: each function that ends its evaluation
//! has `#[track_caller]`, without which rustc walks through this file, and through `core` where its source is installed.

use crate::descriptor::names::first_word;
use crate::descriptor::types::Type;

/// An option of `#[js(..)]`: its name, how it is written, and where it stands.
struct JsOption {
    name: &'static str,
    usage: &'static str,
    items: &'static [&'static str],
}

#[inline]
const fn option(name: &'static str, usage: &'static str, items: &'static [&'static str]) -> JsOption {
    JsOption { name, usage, items }
}

const FUNCTION: &str = "function";
const TYPE: &str = "type";
const STATIC: &str = "static";
const BLOCK: &str = "block";

const OPTIONS: &[JsOption] = &[
    option("name", "name = \"x\"", &[FUNCTION, STATIC]),
    option("namespace", "namespace = x` or `namespace = \"x.y\"", &[FUNCTION, TYPE, STATIC, BLOCK]),
    option("module", "module = \"./x.js\"", &[FUNCTION, TYPE, STATIC, BLOCK]),
    option("constructor", "constructor", &[FUNCTION]),
    option("method", "method", &[FUNCTION]),
    option("getter", "getter` or `getter = x", &[FUNCTION]),
    option("setter", "setter` or `setter = x", &[FUNCTION]),
    option("property", "property(set_x)", &[FUNCTION]),
    option("static_method_of", "static_method_of = T", &[FUNCTION]),
    option("variadic", "variadic", &[FUNCTION]),
    option("indexing_getter", "indexing_getter", &[FUNCTION]),
    option("indexing_setter", "indexing_setter", &[FUNCTION]),
    option("indexing_deleter", "indexing_deleter", &[FUNCTION]),
    option("extends", "extends = T", &[TYPE]),
    option("class", "class = \"X\"", &[TYPE]),
    option("descriptors", "descriptors = NAME", &[BLOCK]),
];

/// Options of wasm-bindgen, and what is written instead.
const FOREIGN: &[(&str, &str)] = &[
    ("js_name", "write `name = \"x\"`, and `class = \"X\"` for a type"),
    ("js_namespace", "write `namespace = x`"),
    ("js_class", "write `class = \"X\"` at the `type`, which its methods then follow"),
    ("raw_module", "write `module = \"x\"`, which nothing rewrites"),
    ("inline_js", "write the code into a file, and `module = \"./file.js\"`"),
    ("catch", "write the result as `Result<T, JsValue>`, which catches"),
    ("structural", "leave it out: each method is looked up when it is called"),
    ("vendor_prefix", "import the prefixed name as a type of its own, with `class = \"webkitX\"`"),
    ("thread_local_v2", "leave it out: `NAME.get()` reads a static each time"),
    ("thread_local", "leave it out: `NAME.get()` reads a static each time"),
    ("typescript_type", "leave it out: no TypeScript is generated for imports"),
    ("is_type_of", "use `T::try_from(value)`, which asks `instanceof`"),
    ("js_sys", "leave it out: nothing else is imported"),
];

/// Text that is put together in a constant.
struct Text {
    bytes: [u8; 512],
    len: usize,
}

impl Text {
    #[inline]
    const fn and(mut self, text: &str) -> Text {
        let mut rest = text.as_bytes();
        while let [byte, tail @ ..] = rest {
            if self.len < self.bytes.len() {
                self.bytes[self.len] = *byte;
                self.len += 1;
            }
            rest = tail;
        }
        self
    }

    #[inline]
    const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

#[inline]
const fn equal(a: &str, b: &str) -> bool {
    distance(a, b) == 0
}

/// How many letters are to be added, left out, exchanged or swapped with their neighbour, up to 32 letters.
#[inline]
const fn distance(a: &str, b: &str) -> usize {
    const MOST: usize = 32;
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() > MOST || b.len() > MOST {
        return MOST;
    }
    let mut rows = [[0; MOST + 1]; MOST + 1];
    let mut i = 0;
    while i <= a.len() {
        let mut j = 0;
        while j <= b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let exchanged = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]) as usize;
                let mut least = exchanged;
                if rows[i - 1][j] + 1 < least {
                    least = rows[i - 1][j] + 1;
                }
                if rows[i][j - 1] + 1 < least {
                    least = rows[i][j - 1] + 1;
                }
                let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if swapped && rows[i - 2][j - 2] + 1 < least {
                    least = rows[i - 2][j - 2] + 1;
                }
                least
            };
            j += 1;
        }
        i += 1;
    }
    rows[a.len()][b.len()]
}

#[inline]
const fn stands_at(option: &JsOption, item: &str) -> bool {
    let mut items = option.items;
    while let [one, tail @ ..] = items {
        if equal(one, item) {
            return true;
        }
        items = tail;
    }
    false
}

/// What to say about an option, `option`, that cannot stand as it does at an `item`: a function, a type, a static or a
/// block.
#[inline]
const fn advice(item: &str, option: &str) -> Text {
    let text = Text { bytes: [0; 512], len: 0 }.and("closures_extern!: ");
    let mut foreign = FOREIGN;
    while let [(name, advice), tail @ ..] = foreign {
        if equal(name, option) {
            return text.and("there is no option `").and(option).and("`: ").and(advice);
        }
        foreign = tail;
    }
    let mut nearest: &JsOption = &OPTIONS[0];
    let mut least = usize::MAX;
    let mut options = OPTIONS;
    while let [known, tail @ ..] = options {
        if equal(known.name, option) {
            if stands_at(known, item) {
                return text.and("`").and(option).and("` is written `").and(known.usage).and("`");
            }
            let text =
                text.and("`").and(option).and("` does not belong to a ").and(item).and(": it stands at a ");
            return text.and(known.items[0]);
        }
        let distance = distance(known.name, option);
        if distance < least && stands_at(known, item) {
            least = distance;
            nearest = known;
        }
        options = tail;
    }
    let text = text.and("there is no option `").and(option).and("`");
    if least <= 1 + option.len() / 4 {
        return text.and(": did you mean `").and(nearest.name).and("`?");
    }
    let mut text = text.and(": those of a ").and(item).and(" are");
    let mut comma = " `";
    let mut options = OPTIONS;
    while let [known, tail @ ..] = options {
        if stands_at(known, item) {
            text = text.and(comma).and(known.name).and("`");
            comma = ", `";
        }
        options = tail;
    }
    text
}

/// Ends the evaluation of a constant with what is wrong with an option.
#[inline]
#[track_caller]
pub const fn wrong_option(item: &str, option: &str) {
    let text = advice(item, option);
    panic!("{}", text.as_str());
}

/// Ends the evaluation of a constant if the name of a setter says no property.
#[inline]
#[track_caller]
pub const fn setter_name(name: &str) {
    if !matches!(name.as_bytes(), [b's', b'e', b't', b'_', _, ..]) {
        let text = Text { bytes: [0; 512], len: 0 }.and("closures_extern!: `fn ").and(name);
        let text =
            text.and("`: a setter is called `set_..`, or says which property it sets: `setter = name`");
        panic!("{}", text.as_str());
    }
}

/// Ends the evaluation of a constant if the last argument of a variadic function is no list.
#[inline]
#[track_caller]
pub const fn variadic(function: &str, types: &[&Type]) {
    if !is_list(types.last()) {
        let text = Text { bytes: [0; 512], len: 0 }.and("closures_extern!: `fn ").and(function);
        let text =
            text.and("`: what is variadic has a list as its last argument, as in `rest: Vec<JsValue>`");
        panic!("{}", text.as_str());
    }
}

/// Ends the evaluation of a constant because a type of an item is an `Option` of an `Option`. The item's name is the first word of `item`,
/// which is empty for a type without an item.
#[inline]
#[track_caller]
pub(crate) const fn option_in_an_option(item: &str) -> ! {
    let text = named(item);
    let text = text
        .and("an `Option` in an `Option`: both `None` and `Some(None)` would be `undefined`: leave one out");
    panic!("{}", text.as_str())
}

/// Ends the evaluation of a constant because an import has more parameters than [`Call`](crate::call::Call) takes.
#[inline]
#[track_caller]
pub(crate) const fn too_many(item: &str) -> ! {
    let text =
        named(item).and("an import has at most 16 parameters, `this` included: pass an object or a list");
    panic!("{}", text.as_str())
}

/// Ends the evaluation of a constant because a type is a parameter of an export, but not the one that it has to be.
#[inline]
#[track_caller]
pub(crate) const fn misplaced(item: &str, ty: &str, place: &str) -> ! {
    let text = named(item).and("a `").and(ty).and("` is the ").and(place).and(" parameter");
    panic!("{}", text.as_str())
}

/// The beginning of a text about an item.
#[inline]
const fn named(item: &str) -> Text {
    let text = Text { bytes: [0; 512], len: 0 }.and("closures_extern: ");
    if item.is_empty() {
        text
    } else {
        text.and("`").and(first_word(item)).and("`: ")
    }
}

/// Ends the evaluation of a constant because a text has no place in the description of an item, whose name is the first word of `item`.
#[inline]
#[track_caller]
pub(crate) const fn too_long(item: &str, what: &str) -> ! {
    let text = named(item).and(what).and(" takes more than 65,535 bytes: shorten it");
    panic!("{}", text.as_str())
}

/// What `[Symbol.x]` may name.
const SYMBOLS: &[&str] = &[
    "asyncDispose",
    "asyncIterator",
    "dispose",
    "hasInstance",
    "isConcatSpreadable",
    "iterator",
    "match",
    "matchAll",
    "replace",
    "search",
    "species",
    "split",
    "toPrimitive",
    "toStringTag",
    "unscopables",
];

/// Ends the evaluation of a constant if a JavaScript name looks like a symbol, and is none as `[Symbol.iterator]` is. The item's name is
/// the first word of `item`.
#[inline]
#[track_caller]
pub(crate) const fn js_name(item: &str, name: &str) {
    let (symbol, right) = match name.as_bytes() {
        [b'[', b'S', b'y', b'm', b'b', b'o', b'l', b'.', .., b']'] => {
            (name.split_at(8).1.split_at(name.len() - 9).0, true)
        }
        [b'[', b'S', b'y', b'm', b'b', b'o', b'l', b'.', ..] => (name.split_at(8).1, false),
        [b'S', b'y', b'm', b'b', b'o', b'l', b'.', ..] => (name.split_at(7).1, false),
        [b'@', b'@', ..] => (name.split_at(2).1, false),
        _ => return,
    };
    let mut known = false;
    let mut nearest = SYMBOLS[0];
    let mut symbols = SYMBOLS;
    while let [one, tail @ ..] = symbols {
        known = known || equal(one, symbol);
        if distance(one, symbol) < distance(nearest, symbol) {
            nearest = one;
        }
        symbols = tail;
    }
    // `@@observable` is a property that libraries have.
    if known && right || !known && name.as_bytes()[0] == b'@' {
        return;
    }
    let text = Text { bytes: [0; 512], len: 0 }
        .and("closures_extern: `")
        .and(first_word(item))
        .and("`: `")
        .and(name);
    if known {
        let text = text
            .and("` is no name: write `[Symbol.")
            .and(symbol)
            .and("]` for what has the symbol as its name");
        panic!("{}", text.as_str());
    }
    if distance(nearest, symbol) <= 1 + symbol.len() / 4 {
        let text = text.and("`: there is no such symbol: did you mean `[Symbol.").and(nearest).and("]`?");
        panic!("{}", text.as_str());
    }
    let mut text = text.and("`: there is no such symbol: write `[Symbol.x]`, where `x` is one of");
    let mut comma = " ";
    let mut symbols = SYMBOLS;
    while let [one, tail @ ..] = symbols {
        text = text.and(comma).and(one);
        comma = ", ";
        symbols = tail;
    }
    panic!("{}", text.as_str());
}

/// Ends the evaluation of a constant because no array is long enough for the description of a type.
#[inline]
#[track_caller]
pub(crate) const fn type_too_long() -> ! {
    panic!("closures_extern: the description of a type takes more than 65,536 bytes: shorten the names in it")
}

#[inline]
#[track_caller]
pub(crate) const fn too_many_fields() -> ! {
    panic!("closures_extern: a struct has at most 64 fields: put some of them into a struct of their own")
}

#[inline]
#[track_caller]
pub(crate) const fn no_variants() -> ! {
    panic!("closures_extern: an enum has a variant at least: JavaScript has no value for one without")
}

#[inline]
#[track_caller]
pub(crate) const fn same_variants() -> ! {
    panic!("closures_extern: two variants of an enum are the same string: give each its own")
}

#[inline]
#[track_caller]
pub(crate) const fn mixed_variants() -> ! {
    panic!("closures_extern: an enum has strings alone, or numbers alone: give each variant a string, `Left = \"left\"`, or none of them")
}

#[inline]
#[track_caller]
pub(crate) const fn number_of_a_variant() -> ! {
    panic!("closures_extern: the number of a variant is larger than an `i32`: give it a smaller one")
}

#[inline]
const fn is_list(ty: Option<&&Type>) -> bool {
    match ty {
        Some(Type::Slice(_) | Type::Vec(_)) => true,
        Some(Type::Option(some)) => is_list(Some(some)),
        _ => false,
    }
}

/// What warns of an exported function or method that is called `then`.
#[deprecated(
    note = "closures_export!: `await`, and whatever else takes promises, calls a method or function `then` of what it gets: \
            give it another name, `#[js(name = \"..\")]`, or say that this is meant, `#[allow(deprecated)]`"
)]
#[inline]
pub const fn awaited() {}

/// What a function returns that is refused: it is there for its callers, and never runs.
pub fn refused<T>() -> T {
    unreachable!("closures_extern!: a declaration that does not compile was called")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(item: &str, option: &str) -> String {
        advice(item, option).as_str().to_owned()
    }

    #[test]
    fn a_misspelt_option_is_answered_with_the_nearest() {
        for (written, meant) in [
            ("modul", "module"),
            ("moduel", "module"),
            ("name_space", "namespace"),
            ("Method", "method"),
            ("variadics", "variadic"),
            ("constuctor", "constructor"),
            ("index_getter", "indexing_getter"),
        ] {
            let text = said("function", written);
            assert_eq!(
                text,
                format!("closures_extern!: there is no option `{written}`: did you mean `{meant}`?")
            );
        }
    }

    #[test]
    fn an_option_at_the_wrong_item_is_told_where_it_belongs() {
        assert_eq!(
            said("type", "getter"),
            "closures_extern!: `getter` does not belong to a type: it stands at a function"
        );
        assert_eq!(
            said("block", "name"),
            "closures_extern!: `name` does not belong to a block: it stands at a function"
        );
    }

    #[test]
    fn options_of_wasm_bindgen_are_told_what_they_are_called_here() {
        assert!(said("function", "js_name").contains("write `name = \"x\"`"));
        assert!(said("function", "catch").contains("Result<T, JsValue>"));
    }

    #[test]
    fn what_resembles_nothing_is_told_all_there_is() {
        assert_eq!(
            said("static", "wrong"),
            "closures_extern!: there is no option `wrong`: those of a static are `name`, `namespace`, `module`"
        );
    }

    #[test]
    fn a_symbol_is_a_name_in_brackets() {
        for name in [
            "[Symbol.iterator]",
            "[Symbol.asyncDispose]",
            "iterator",
            "@@observable",
            "[object]",
            "Symbol",
            "",
        ] {
            js_name("item", name);
        }
        for (name, answer) in [
            ("Symbol.iterator", "`Symbol.iterator` is no name: write `[Symbol.iterator]` for"),
            ("@@toStringTag", "`@@toStringTag` is no name: write `[Symbol.toStringTag]` for"),
            ("[Symbol.iterator", "`[Symbol.iterator` is no name: write `[Symbol.iterator]` for"),
            ("[Symbol.Iterator]", "`[Symbol.Iterator]`: there is no such symbol: did you mean `[Symbol.iterator]`?"),
            ("Symbol.asynIterator", "`Symbol.asynIterator`: there is no such symbol: did you mean `[Symbol.asyncIterator]`?"),
            ("[Symbol.for(\"x\")]", "`[Symbol.for(\"x\")]`: there is no such symbol: write `[Symbol.x]`, where `x` is one of asyncDispose, "),
        ] {
            let panic = std::panic::catch_unwind(|| js_name("item", name)).expect_err(name);
            let text = panic.downcast_ref::<String>().expect("a text");
            assert!(text.starts_with(&format!("closures_extern: `item`: {answer}")), "{text}");
        }
    }

    #[test]
    fn a_known_option_without_its_value_is_told_how_it_is_written() {
        assert_eq!(said("function", "name"), "closures_extern!: `name` is written `name = \"x\"`");
    }
}
