//! The types that cross, as data, and how Rust writes them.

use crate::protocol::tag;
use core::fmt;

/// The type of a parameter or a result, as both sides know it.
///
/// `Display` writes it as Rust does, a closure as `closure FnMut(u32) -> bool`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// `()`, JS `undefined`.
    Unit,
    /// `bool`, JS boolean.
    Bool,
    /// A number type of at most 32 bits, or a float; JS number.
    Number(Number),
    /// `&str`, JS string.
    Str,
    /// `String`, JS string.
    String,
    /// An integer of 64 or 128 bits, JS bigint.
    BigInt(BigInt),
    /// `char`, JS string of one code point.
    Char,
    /// `&[T]`; JS typed array for numbers, else an array.
    Slice(&'static Type),
    /// `&mut [T]` of numbers; JS typed array, which the other side writes to.
    SliceMut(&'static Type),
    /// `Vec<T>` or `Box<[T]>`; JS typed array for numbers, else an array.
    Vec(&'static Type),
    /// `JsValue`: any value.
    Value,
    /// `&JsValue`: any value.
    ValueRef,
    /// `Option<T>`: `undefined` for `None`.
    Option(&'static Type),
    /// `Result<T, _>`: JavaScript throws for `Err`.
    Result(&'static Type),
    /// `This<T>`: what JavaScript calls `this`.
    This(&'static Type),
    /// `Rest<T>`: all arguments that are left.
    Rest(&'static Type),
    /// `&dyn Fn` or `&mut dyn FnMut`: a JS function that works until the import returns.
    StackClosure(&'static Signature),
    /// `&Closure<_>`: a JS function that works until the `Closure` is dropped.
    HeapClosure(&'static Signature),
    /// `Closure<_>` by value: a JS function that owns the Rust closure.
    OwnedClosure(&'static Signature),
    /// `JsFunction<_>`: a JS function that Rust calls.
    Function(&'static Signature),
    /// `T` of `closures_export!`, by its key: a JS object that owns the Rust value.
    Class(&'static str),
    /// `&T` of `closures_export!`: such an object, lent for a call.
    ClassRef(&'static str),
    /// `&mut T` of `closures_export!`: such an object, lent for a call that nothing else may use it during.
    ClassMut(&'static str),
    /// `JsPromise<T, _>`: a promise of a `T`.
    Promise(&'static Type),
    /// A `type` of `closures_extern!`, by the name of its JS class.
    Imported(&'static str),
    /// A reference to one.
    ImportedRef(&'static str),
    /// A `struct` of a macro: a JS object.
    Struct(&'static Struct),
    /// An `enum` of a macro: one of a few JS strings or numbers.
    Enum(&'static Enum),
    /// `(A, B)`, to four: a JS array of as many elements.
    Tuple(&'static [&'static Type]),
    /// `[T; N]`: what a `Vec<T>`, which the type is here, is in JS, with so many elements.
    Array(&'static Type, usize),
    /// `HashMap<String, T>` or `BTreeMap<String, T>`: a JS object. The type is that of a pair.
    Map(&'static Type),
    /// `Clamped<u8>`: JS number; in a list, JS `Uint8ClampedArray`.
    Clamped,
    /// `NonZero<T>`.
    NonZero(&'static Type),
}

/// What a struct is in JavaScript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Struct {
    /// The name in Rust.
    pub name: &'static str,
    /// The fields, in the order of the declaration.
    pub fields: &'static [Field],
}

/// A field of a struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name in Rust.
    pub name: &'static str,
    /// The name in JavaScript, if it was given.
    pub js: Option<&'static str>,
    /// Its type.
    pub ty: &'static Type,
}

/// What an enum is in JavaScript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enum {
    /// The name in Rust.
    pub name: &'static str,
    /// What each variant is, in the order of the declaration.
    pub variants: &'static [Variant],
}

/// What a variant of an enum is in JavaScript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says its type")]
pub enum Variant {
    Text(&'static str),
    Number(i32),
}

impl Type {
    /// What a promise settles with, by the result of the function that returns it.
    #[inline]
    pub(crate) const fn settled(&'static self) -> &'static Type {
        match self {
            Type::Result(ok) => ok,
            other => other,
        }
    }
}

/// The integer types that cross as JS bigints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the Rust type of its name")]
pub enum BigInt {
    I64,
    U64,
    I128,
    U128,
}

impl BigInt {
    #[inline]
    pub(crate) const fn tag(self) -> u8 {
        match self {
            BigInt::I64 => tag::I64,
            BigInt::U64 => tag::U64,
            BigInt::I128 => tag::I128,
            BigInt::U128 => tag::U128,
        }
    }

    #[inline]
    const fn name(self) -> &'static str {
        match self {
            BigInt::I64 => "i64",
            BigInt::U64 => "u64",
            BigInt::I128 => "i128",
            BigInt::U128 => "u128",
        }
    }
}

/// The number types that cross as JS numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the Rust type of its name")]
pub enum Number {
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    Isize,
    Usize,
    F32,
    F64,
}

impl Number {
    #[inline]
    pub(crate) const fn tag(self) -> u8 {
        match self {
            Number::I8 => tag::I8,
            Number::U8 => tag::U8,
            Number::I16 => tag::I16,
            Number::U16 => tag::U16,
            Number::I32 => tag::I32,
            Number::U32 => tag::U32,
            Number::Isize => tag::ISIZE,
            Number::Usize => tag::USIZE,
            Number::F32 => tag::F32,
            Number::F64 => tag::F64,
        }
    }

    #[inline]
    const fn name(self) -> &'static str {
        match self {
            Number::I8 => "i8",
            Number::U8 => "u8",
            Number::I16 => "i16",
            Number::U16 => "u16",
            Number::I32 => "i32",
            Number::U32 => "u32",
            Number::Isize => "isize",
            Number::Usize => "usize",
            Number::F32 => "f32",
            Number::F64 => "f64",
        }
    }
}

/// What a closure takes and returns, and whether it may be entered while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature {
    /// `FnMut`: refused while it runs. Otherwise `Fn`, which may recurse.
    pub exclusive: bool,
    /// The parameters, 0 to 8.
    pub params: &'static [&'static Type],
    /// The result.
    pub result: &'static Type,
}

impl fmt::Display for Type {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Unit => out.write_str("()"),
            Type::Bool => out.write_str("bool"),
            Type::Number(number) => out.write_str(number.name()),
            Type::Str => out.write_str("&str"),
            Type::String => out.write_str("String"),
            Type::BigInt(big) => out.write_str(big.name()),
            Type::Char => out.write_str("char"),
            Type::Slice(element) => write!(out, "&[{element}]"),
            Type::SliceMut(element) => write!(out, "&mut [{element}]"),
            Type::Vec(element) => write!(out, "Vec<{element}>"),
            Type::Value => out.write_str("JsValue"),
            Type::ValueRef => out.write_str("&JsValue"),
            Type::Option(some) => write!(out, "Option<{some}>"),
            Type::Result(ok) => write!(out, "Result<{ok}, _>"),
            Type::Promise(ok) => write!(out, "JsPromise<{ok}, _>"),
            Type::This(this) => write!(out, "This<{this}>"),
            Type::Rest(element) => write!(out, "Rest<{element}>"),
            Type::StackClosure(signature) | Type::HeapClosure(signature) | Type::OwnedClosure(signature) => {
                write!(out, "closure {signature}")
            }
            Type::Function(signature) => write!(out, "function {signature}"),
            Type::Class(key) => out.write_str(class_name(key)),
            Type::ClassRef(key) => write!(out, "&{}", class_name(key)),
            Type::ClassMut(key) => write!(out, "&mut {}", class_name(key)),
            Type::Imported(class) => out.write_str(class),
            Type::ImportedRef(class) => write!(out, "&{class}"),
            Type::Struct(Struct { name, .. }) | Type::Enum(Enum { name, .. }) => out.write_str(name),
            Type::Tuple([one]) => write!(out, "({one},)"),
            Type::Tuple(types) => {
                out.write_str("(")?;
                write_list(out, types)?;
                out.write_str(")")
            }
            Type::Array(list, length) => match list {
                Type::Vec(element) => write!(out, "[{element}; {length}]"),
                list => list.fmt(out),
            },
            Type::Map(pair) => match pair {
                Type::Tuple([_, value]) => write!(out, "Map<String, {value}>"),
                pair => pair.fmt(out),
            },
            Type::Clamped => out.write_str("Clamped<u8>"),
            Type::NonZero(number) => write!(out, "NonZero<{number}>"),
        }
    }
}

impl fmt::Display for Signature {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.exclusive { "FnMut(" } else { "Fn(" })?;
        write_list(out, self.params)?;
        out.write_str(")")?;
        write_result(out, self.result)
    }
}

#[inline]
fn write_list(out: &mut fmt::Formatter<'_>, types: &[&Type]) -> fmt::Result {
    for (index, ty) in types.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        write!(out, "{comma}{ty}")?;
    }
    Ok(())
}

/// The Rust name of an exported type, which ends its key.
#[inline]
fn class_name(key: &str) -> &str {
    key.rsplit(':').next().unwrap_or(key)
}

#[inline]
pub(super) fn write_result(out: &mut fmt::Formatter<'_>, result: &Type) -> fmt::Result {
    match result {
        Type::Unit => Ok(()),
        result => write!(out, " -> {result}"),
    }
}
