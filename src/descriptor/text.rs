//! An import as a person reads it: a line, with the JS name.

use super::import::{Descriptor, Kind, Param, Place};
use super::names::{without_raw_prefix, without_set, write_camel_case};
use super::types::write_result;
use core::fmt;

#[cfg(test)]
mod tests;

impl Descriptor {
    /// The JS name, and whether it is a Rust name that is yet to be turned into lowerCamelCase.
    #[inline]
    fn js_name(&self) -> (&'static str, bool) {
        let name = self.name();
        match (self.kind, self.path.name) {
            (Kind::Constructor, _) => match self.path.class {
                Some(class) => (class.class_name(), false),
                None => panic!("closures_extern!: a constructor belongs to a class"),
            },
            (_, Some(name)) => (without_raw_prefix(name), false),
            (Kind::Value | Kind::Class, None) => (without_raw_prefix(name), false),
            (Kind::Setter, None) => (without_set(name), true),
            (_, None) => (name, true),
        }
    }

    /// The dotted path to it, of which the second part is a class.
    #[inline]
    fn path_in_js(&self) -> (&'static str, &'static str) {
        match (self.kind, self.path.class) {
            (Kind::Constructor, Some(class)) => (class.namespace.unwrap_or_default(), ""),
            (_, Some(class)) => (class.namespace.unwrap_or_default(), class.class_name()),
            (_, None) => (self.path.namespace.unwrap_or_default(), ""),
        }
    }
}

impl fmt::Display for Place {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The JS name as `js_name` gives it, with its path in front.
struct FullName<'a>(&'a Descriptor);

impl fmt::Display for FullName<'_> {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (namespace, class) = self.0.path_in_js();
        let owner =
            [namespace, class].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(".");
        out.write_str(&owner)?;
        write_member(out, !owner.is_empty(), self.0.js_name())
    }
}

impl fmt::Display for Descriptor {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut params = self.params().collect::<Vec<_>>().into_iter();
        let mut object = || params.next().map_or_else(String::new, |this| this.ty.to_string());
        // A property of an object has that as its first parameter.
        let placed = match self.kind {
            Kind::Getter => self.types.is_empty(),
            Kind::Setter => self.types.len() == 1,
            _ => false,
        };
        match self.kind {
            Kind::Getter | Kind::Setter if placed => write!(out, "{}", FullName(self))?,
            Kind::Function => write!(out, "{}", FullName(self))?,
            Kind::Constructor => write!(out, "new {}", FullName(self))?,
            Kind::Value => write!(out, "{}", FullName(self))?,
            Kind::Class => return write!(out, "instanceof {}", FullName(self)),
            Kind::IndexingGetter | Kind::IndexingSetter => out.write_str(&object())?,
            Kind::IndexingDeleter => write!(out, "delete {}", object())?,
            Kind::Method | Kind::Getter | Kind::Setter => {
                out.write_str(&object())?;
                write_member(out, true, self.js_name())?;
            }
        }
        let (open, between, close) = match self.kind {
            Kind::Function | Kind::Method | Kind::Constructor => ("(", ", ", ")"),
            Kind::IndexingGetter | Kind::IndexingDeleter => ("[", ", ", "]"),
            Kind::IndexingSetter => ("[", "] = ", ""),
            Kind::Setter => (" = ", "", ""),
            Kind::Getter | Kind::Value | Kind::Class => ("", "", ""),
        };
        out.write_str(open)?;
        let last = params.len();
        for (index, param) in params.enumerate() {
            let spread = if self.variadic && index + 1 == last { "..." } else { "" };
            write!(out, "{}{spread}{param}", if index == 0 { "" } else { between })?;
        }
        out.write_str(close)?;
        write_result(out, self.result)
    }
}

impl fmt::Display for Param {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.name, self.ty)
    }
}

/// Writes a member behind its owner, if it has one: `.name`, or `[Symbol.iterator]`. The name is that of `js_name`.
#[inline]
fn write_member(out: &mut fmt::Formatter<'_>, owned: bool, (name, is_rust): (&str, bool)) -> fmt::Result {
    if owned && !name.starts_with("[Symbol.") {
        out.write_str(".")?;
    }
    if is_rust {
        write_camel_case(out, name)
    } else {
        out.write_str(name)
    }
}
