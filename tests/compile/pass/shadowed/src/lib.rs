//! The macros where nothing is called what it is called elsewhere: no prelude, and other things under all of its names.

#![no_implicit_prelude]
#![allow(dead_code, unused_macros, non_camel_case_types)]

mod core {}
mod std {}
mod alloc {}
mod fmt {}
mod clone {}
mod convert {}
mod ops {}
mod result {}
struct Option;
struct Some;
struct None;
struct Result;
struct Ok;
struct Err;
struct Vec;
struct Box;
struct String;
struct str;
struct bool;
struct u8;
struct u32;
struct f64;
struct Type;
struct JsPath;
struct Descriptor;
struct Kind;
struct Checked;
struct Argument;
#[allow(clippy::upper_case_acronyms)]
struct PLACE;
trait Fn {}
trait FnMut {}
trait Clone {}
trait Debug {}
trait Deref {}
trait From {}
trait Into {}
trait TryFrom {}
trait AsRef {}
trait Sized {}
trait Drop {}
trait Send {}
macro_rules! concat {
    ($($token:tt)*) => {
        shadowed
    };
}
macro_rules! stringify {
    ($($token:tt)*) => {
        shadowed
    };
}
macro_rules! compile_error {
    ($($token:tt)*) => {
        shadowed
    };
}
macro_rules! line {
    ($($token:tt)*) => {
        shadowed
    };
}

/// Under this name alone.
mod real {
    pub use ::std::primitive::{f64, str, u32};
    pub use ::std::string::String;
    pub type Listener = dyn ::std::ops::FnMut(u32);
    pub type Maybe = ::std::option::Option<String>;
    pub type Caught = ::std::result::Result<u32, ::closures_extern::JsValue>;
}

::closures_extern::closures_extern! {
    #![js(module = "./host.js", descriptors = IMPORTS)]
    /// Named like a trait of the crate's.
    #[derive(::std::clone::Clone, ::std::cmp::PartialEq, ::std::cmp::Eq,)]
    pub type Element;
    #[js(extends = Element)]
    pub type ToJs;
    type FromJs;
    type CastError;
    type CastTarget;
    type IntoJs;
    #[js(constructor)]
    pub fn new(name: &real::str) -> Element;
    #[js(method)]
    pub fn listen(this: &Element, f: &::closures_extern::Closure<real::Listener>) -> real::Caught;
    #[js(getter)]
    pub fn text(this: &Element) -> real::Maybe;
    #[js(setter)]
    pub fn set_text(this: &Element, to: &real::str);
    static ROOT: Element;
    pub fn import(import: real::u32, value: real::f64, frame: real::String) -> real::u32;
    fn lower(this: &Element);
    fn slot();
    fn lift() -> ToJs;
}

/// Uses one.
pub fn run() -> real::u32 {
    import(1, 2.0, real::String::new())
}
