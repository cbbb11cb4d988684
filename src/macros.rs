//! `closures_extern!`: syntax only. It takes a block of declarations apart and names, for each, what `abi.rs`,
//! `class.rs`, `closure.rs` and `descriptor.rs` do with it; no type is recognised here, and nothing is computed.
//!
//! The way of `fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;`:
//!
//! 1. [`closures_extern!`](crate::closures_extern) matches the block and hands each item on, twice;
//! 2. `__closures_extern_declare!` sorts the attributes, and writes the function, whose body declares the wasm import and
//!    calls it (`__closures_extern_call!`): lower the arguments, call, lift the result;
//! 3. `__closures_extern_describe!` writes the [`Descriptor`](crate::Descriptor), an element of the block's array;
//! 4. `__closures_extern_section!` puts that array, encoded, into the custom section.
//!
//! | file | what stands there |
//! |---|---|
//! | this one | the macro itself, its documentation, and the block |
//! | `macros/item.rs` | an item: its attributes, the function, `type`, `static` |
//! | `macros/options.rs` | `#[js(..)]` |
//! | `macros/describe.rs` | descriptors, and the custom section |
//! | `macros/refuse.rs` | mistakes, and what they are answered |
//! | `macros/export.rs` | `closures_export!`, all of it |
//!
//! Attributes and options are taken one at a time (they are few); the items of a block are repeated, not munched,
//! so a block of any length expands in linear time and at constant depth. Only a block with a mistake in the shape of an
//! item is munched, by `__closures_extern_refuse!`.

mod describe;
mod export;
mod item;
mod options;
mod refuse;

/// Declares JavaScript functions, and expands to Rust functions that call them.
///
/// ```no_run
/// use closures_extern::{closures_extern, Closure};
///
/// closures_extern! {
///     /// Calls `f` every `ms` milliseconds, and returns the timer's token.
///     fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
///     fn clear_interval(token: f64);
///
///     #[js(namespace = console)]
///     fn log(s: &str);
/// }
/// ```
///
/// A Rust name in `snake_case` means the JS name in `lowerCamelCase`. Without options that name is a property of
/// `globalThis`, looked up at each call. Doc comments, `#[cfg]`, `#[must_use]`, `#[deprecated]`, lint attributes
/// and visibility are kept.
///
/// # Options
///
/// `#[js(..)]` on an item, or `#![js(..)]` at the top of the block as the default for all its items:
///
/// | option | meaning |
/// |---|---|
/// | `name = "x"` | the JS name, as it is |
/// | `namespace = console`, `namespace = "a.b"` | the object that holds the function, and is its `this` |
/// | `module = "./host.js"` | an ES module: `options.modules` of `load()`, or else `import()` relative to the wasm file |
///
/// At the top only:
///
/// | option | meaning |
/// |---|---|
/// | `descriptors = IMPORTS` | also `pub(crate) const IMPORTS: &[Descriptor]`, one for each import of the block |
///
/// # Expansion
///
/// `fn clear_interval(token: f64);` becomes, but for the hidden paths,
///
/// ```ignore
/// fn clear_interval(token: f64) {
///     #[link(wasm_import_module = "closures_extern:imports")]
///     unsafe extern "C" {
///         #[link_name = "my_crate@0.1.0:3:1:clear_interval"] // the crate, its version, line and column of the block
///         fn import(token: Slot<f64>) -> Returned<()>;
///     }
///     // SAFETY: ..
///     unsafe { lift(import(slot(&mut lower(token)))) }
/// }
/// ```
///
/// and an element of the block's array of [`Descriptor`](crate::Descriptor)s.
#[macro_export]
macro_rules! closures_extern {
    ($($items:tt)*) => { $crate::__closures_extern_block! { defaults: [], $($items)* } };
}

/// Takes the options at the top of a block.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_block {
    (defaults: [], #![js $options:tt] $($items:tt)*) => {
        $crate::__closures_extern_block! { defaults: [$options $options], #![more] $($items)* }
    };
    (defaults: [$($default:tt)*], #![more] #![js $options:tt] $($items:tt)*) => {
        $crate::__closures_extern_block! { defaults: [$($default)* $options $options], #![more] $($items)* }
    };
    (defaults: $defaults:tt, #![more] $($items:tt)*) => {
        $crate::__closures_extern_defaults! {
            namespace: [], module: [], descriptors: [], options: $defaults, items: [$($items)*]
        }
    };
    (defaults: [], $($items:tt)*) => {
        $crate::__closures_extern_items! { defaults: [[] []], descriptors: [], $($items)* }
    };
}

/// Takes a block apart: each item is declared, and described as an element of the block's array.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_items {
    // Functions alone keep their parentheses, which mistakes are underlined by.
    (
        defaults: $defaults:tt, descriptors: $descriptors:tt,
        $( $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt $(-> $result:ty)?; )*
    ) => {
        $(
            $crate::__closures_extern_declare! {
                defaults: $defaults, attributes: [$(#$attribute)*], kept: [], cfg: [], js: [],
                item: [$vis fn $name $arguments $(-> $result)?]
            }
        )*
        $crate::__closures_extern_section! {
            names: [$([$name $arguments])*], descriptors: $descriptors,
            items: [$({
                attributes: [$(#$attribute)*], cfg: [], js: [], defaults: $defaults,
                item: [fn $name $arguments $(-> $result)?]
            })*]
        }
    };
    (
        defaults: $defaults:tt, descriptors: $descriptors:tt,
        $(
            $(#$attribute:tt)*
            $vis:vis $kind:ident $name:tt $(($($argument:tt)*))? $(-> $result:ty)? $(: $ty:ty)?;
        )*
    ) => {
        $(
            $crate::__closures_extern_declare! {
                defaults: $defaults, attributes: [$(#$attribute)*], kept: [], cfg: [], js: [],
                item: [$vis $kind $name $(($($argument)*))? $(-> $result)? $(: $ty)?]
            }
        )*
        $crate::__closures_extern_section! {
            names: [$([$name $(($($argument)*))?])*], descriptors: $descriptors,
            items: [$({
                attributes: [$(#$attribute)*], cfg: [], js: [], defaults: $defaults,
                item: [$kind $name $(($($argument)*))? $(-> $result)? $(: $ty)?]
            })*]
        }
    };
    (defaults: $defaults:tt, descriptors: $descriptors:tt, $($items:tt)*) => {
        $crate::__closures_extern_refuse! { $defaults $($items)* }
    };
}

/// The name of an import in the wasm file: that of its block, and what is given. With nothing given: the block's.
///
/// The version tells two versions of one crate apart; line and column are those of the outermost macro call.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_id {
    ($($part:tt)*) => {
        $crate::__private::core::concat!(
            $crate::__private::core::module_path!(), "@", $crate::__private::core::env!("CARGO_PKG_VERSION"),
            ":", $crate::__private::core::line!(), ":", $crate::__private::core::column!() $($part)*
        )
    };
}
