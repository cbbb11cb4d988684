//! `closures_export!`: syntax only. It takes a block of Rust functions and types apart and names, for each, what
//! `src/export.rs` and `descriptor.rs` do with it; no type is recognised here, and nothing is computed.
//!
//! The way of `pub fn hello() -> Interval { .. }`:
//!
//! 1. [`closures_export!`](crate::closures_export) matches the block and hands each item on;
//! 2. `__closures_export_item!` sorts the attributes, and `__closures_export_check!` asks whether the function is what they say;
//!    `__closures_export_then!` warns of one that `await` would call;
//! 3. `__closures_export_function!` writes the function as it stands, and `__closures_export_entry!` the wasm export that
//!    JavaScript calls: receive the parameters, call, give the result;
//! 4. `__closures_export_record!` puts the description into the custom section.
//!
//! The items of a block are repeated, not munched; attributes are taken one at a time, but lines of documentation eight at
//! once, because they may be many.

mod describe;
mod function;
mod refuse;
mod types;

/// Exports Rust functions and types to JavaScript: `app.exports`.
///
/// ```no_run
/// use closures_extern::{closures_export, closures_extern, Closure};
///
/// closures_extern! {
///     fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
///     fn clear_interval(token: f64);
///
///     #[js(namespace = console)]
///     fn log(text: &str);
/// }
///
/// pub struct Interval {
///     token: f64,
///     _closure: Closure<dyn FnMut()>,
/// }
///
/// impl Drop for Interval {
///     fn drop(&mut self) {
///         clear_interval(self.token);
///     }
/// }
///
/// closures_export! {
///     /// Logs "hello" every second until the interval is freed.
///     pub fn hello() -> Interval {
///         let closure = Closure::new(|| log("hello"));
///         Interval { token: set_interval(&closure, 1_000), _closure: closure }
///     }
///
///     /// A timer.
///     pub type Interval;
///
///     /// Which timer it is.
///     #[js(getter)]
///     pub fn token(self: &Interval) -> f64 {
///         self.token
///     }
/// }
/// ```
///
/// ```js
/// const interval = app.exports.hello();
/// console.log(interval.token);
/// interval.free(); // or `using interval = app.exports.hello();`
/// ```
///
/// # Functions
///
/// A function is an ordinary Rust function too, also where there is no JavaScript. Its parameters are of any
/// [`Parameter`](crate::Parameter) type, its result of any [`ReturnToJs`](crate::ReturnToJs) type; `Err` throws. A
/// `snake_case` name means the JS name in `lowerCamelCase`. Doc comments, `#[cfg]`, lint attributes and visibility are kept.
///
/// A function whose first parameter is `self: &T`, `self: &mut T` or `self: T` of an exported type is a method, in Rust as
/// in JavaScript: it is written into an `impl T`.
///
/// # Types
///
/// `type Name;` exports a type that is in scope, of the crate that has the block. In JavaScript it is a class. An object
/// of the class owns the Rust value:
///
/// - `free()` drops the value. So does `[Symbol.dispose]()`, which `using` calls, and so does the garbage collector when
///   the page has forgotten the object. Twice is harmless. During a call that borrows the value, it is dropped after that
///   call.
/// - `T` as a parameter moves the value into Rust: the object is over. `&T` and `&mut T` borrow it for the call.
/// - `T`, `&T`, and `Option<T>`, `Vec<T>` and `Rest<T>` of it may be parameters of closures, and `T` their result. An import
///   may take a `T`, which is JavaScript's then, and return one. There is no `&T` for imports: JavaScript could keep it.
///
/// What JavaScript sees when it does what Rust's rules do not allow:
///
/// | | |
/// |---|---|
/// | `TypeError` | another kind of object, an object of another class or of another instance, `new` without a constructor |
/// | `ClosureError` with code `freed` | used after `free()` |
/// | `ClosureError` with code `moved` | used after it was moved into Rust |
/// | `ClosureError` with code `borrowed` | changed or moved while a call uses it, or used while a call changes it |
/// | `PanicError` | Rust panics, or an exception comes out of it; or one has before: the instance has ended |
///
/// In an app of wasm-bindgen exports stay with `#[wasm_bindgen]`: with the feature of that name a block does not compile for wasm.
///
/// # Options
///
/// | option | meaning |
/// |---|---|
/// | `#[js(name = "x")]` | the JS name, as it is; `"[Symbol.iterator]"` is that symbol, and so are the other well-known ones |
/// | `#[js(constructor)]` | a function that returns `T` or `Result<T, E>` is what `new T(..)` calls |
/// | `#[js(getter)]` | a method without parameters is a property that can be read |
/// | `#[js(setter)]` | a method with one parameter is a property that can be written; `set_` in front of its name goes |
///
/// # Iterators
///
/// An object can be iterated whose class has a method `[Symbol.iterator]`. It returns an object with a method `next`, or has JavaScript make
/// one, as here of a list. `[Symbol.asyncIterator]` is the same for `for await`.
///
/// ```no_run
/// use closures_extern::{closures_export, closures_extern, JsValue};
///
/// closures_extern! {
///     type Array;
///     #[js(static_method_of = Array)]
///     fn from(list: &[u32]) -> Array;
///     #[js(method)]
///     fn values(this: &Array) -> JsValue;
/// }
///
/// pub struct Range(u32, u32);
///
/// closures_export! {
///     pub type Range;
///
///     #[js(name = "[Symbol.iterator]")]
///     pub fn iter(self: &Range) -> JsValue {
///         Array::from(&(self.0..self.1).collect::<Vec<_>>()).values()
///     }
/// }
/// ```
///
/// Every class has `[Symbol.dispose]` already, and a `[Symbol.toStringTag]`, which a getter may replace. A method or function called `then` is
/// warned of: `await` calls it.
///
/// # Expansion
///
/// `pub fn double(n: u32) -> u32 { 2 * n }` stays as it is, and becomes a wasm export beside it, but for the hidden paths:
///
/// ```ignore
/// #[unsafe(export_name = "my_crate@0.1.0:3:1::double")] // the crate, its version, line and column of the block
/// unsafe extern "C" fn entry(n: f64) -> f64 {
///     // SAFETY: ..
///     let mut n = unsafe { hold::<u32>(n) };
///     give_result(double(pass(&mut n)))
/// }
/// ```
#[macro_export]
macro_rules! closures_export {
    ($($items:tt)*) => {
        $crate::__closures_export_here! {}
        $crate::__closures_export_block! { [$($items)*] $($items)* }
    };
}

/// Exports may stand here.
#[doc(hidden)]
#[macro_export]
#[cfg(not(all(target_family = "wasm", feature = "wasm-bindgen")))]
macro_rules! __closures_export_here {
    () => {};
}

/// In a wasm-bindgen app they may not.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", feature = "wasm-bindgen"))]
macro_rules! __closures_export_here {
    () => {
        $crate::__private::core::compile_error! {
            "closures_export!: exports stay with `#[wasm_bindgen]` in a wasm-bindgen app (the feature `wasm-bindgen` of closures-extern): \
             write `#[wasm_bindgen] pub fn name(..)`. If this is no such app: cargo turns a feature on for all members of a workspace that \
             are built together, so build this one alone (`cargo build -p ..`)"
        }
    };
}

/// Asks whether all of a block are items. It comes twice, as a whole too.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_block {
    // Subtle: one `tt` for what follows the name, `(..)` of a function or `;` of a type, so that functions and types mix in
    // one repetition.
    ([$($whole:tt)*] $(
        $(#[$($attr:tt)*])*
        $vis:vis $kind:ident $name:ident $first:tt $(-> $result:ty $body:block)? $($unit_body:block)?
    )*) => {
        $crate::__closures_export_items! { $($whole)* }
    };
    ($whole:tt $($items:tt)*) => { $crate::__closures_export_refuse! { $($items)* } };
}

/// Takes a block apart.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_items {
    // Subtle: a name that was an `ident` has lost where it stands; errors are underlined by it (tests/ui). As a `tt` alone it
    // could be anything, for which the block was asked before.
    ($(
        $(#[$($attr:tt)*])*
        $vis:vis $kind:ident $name:tt $first:tt $(-> $result:ty $body:block)? $($unit_body:block)?
    )*) => {
        $(
            $crate::__closures_export_item! {
                attributes: [$(#[$($attr)*])*], kept: [], cfg: [], docs: [], options: [],
                item: [$vis $kind $name $first result: [$($result)?] body: [$($body)? $($unit_body)?]]
            }
        )*
    };
}

/// Sorts the attributes of an item.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_item {
    (
        attributes: [
            #[doc = $a:expr] #[doc = $b:expr] #[doc = $c:expr] #[doc = $d:expr]
            #[doc = $e:expr] #[doc = $f:expr] #[doc = $g:expr] #[doc = $h:expr] $($attributes:tt)*
        ],
        kept: [$($kept:tt)*], cfg: $cfg:tt, docs: [$($docs:tt)*], options: $options:tt, item: $item:tt
    ) => {
        $crate::__closures_export_item! {
            attributes: [$($attributes)*],
            kept: [
                $($kept)* #[doc = $a] #[doc = $b] #[doc = $c] #[doc = $d] #[doc = $e] #[doc = $f] #[doc = $g] #[doc = $h]
            ],
            cfg: $cfg, docs: [$($docs)* $a, $b, $c, $d, $e, $f, $g, $h,], options: $options, item: $item
        }
    };
    (
        attributes: [#[doc = $doc:expr] $($attributes:tt)*],
        kept: [$($kept:tt)*], cfg: $cfg:tt, docs: [$($docs:tt)*], options: $options:tt, item: $item:tt
    ) => {
        $crate::__closures_export_item! {
            attributes: [$($attributes)*],
            kept: [$($kept)* #[doc = $doc]], cfg: $cfg, docs: [$($docs)* $doc,], options: $options, item: $item
        }
    };
    (
        attributes: [#[js($($option:tt)*)] $($attributes:tt)*],
        kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: [$($options:tt)*], item: $item:tt
    ) => {
        $crate::__closures_export_item! {
            attributes: [$($attributes)*],
            kept: $kept, cfg: $cfg, docs: $docs, options: [$($options)* $($option)* ,], item: $item
        }
    };
    (
        attributes: [#[cfg $condition:tt] $($attributes:tt)*],
        kept: [$($kept:tt)*], cfg: [$($cfg:tt)*], docs: $docs:tt, options: $options:tt, item: $item:tt
    ) => {
        $crate::__closures_export_item! {
            attributes: [$($attributes)*],
            kept: [$($kept)* #[cfg $condition]], cfg: [$($cfg)* #[cfg $condition]], docs: $docs, options: $options, item: $item
        }
    };
    (
        attributes: [#[derive $traits:tt] $($attributes:tt)*],
        kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: $options:tt, item: [$vis:vis type $name:tt $($rest:tt)*]
    ) => {
        $crate::__closures_export_derive! { $name $traits $traits }
        $crate::__closures_export_item! {
            attributes: [$($attributes)*],
            kept: $kept, cfg: $cfg, docs: $docs, options: $options, item: [$vis type $name $($rest)*]
        }
    };
    (
        attributes: [#$attribute:tt $($attributes:tt)*],
        kept: [$($kept:tt)*], cfg: $cfg:tt, docs: $docs:tt, options: $options:tt, item: $item:tt
    ) => {
        $crate::__closures_export_item! {
            attributes: [$($attributes)*],
            kept: [$($kept)* #$attribute], cfg: $cfg, docs: $docs, options: $options, item: $item
        }
    };
    (
        attributes: [], kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: $options:tt,
        item: [$vis:vis type $name:ident ; result: [] body: []]
    ) => {
        $crate::__closures_export_type! { kept: $kept, docs: $docs, options: $options, name: $name }
    };
    (
        attributes: [], kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: $options:tt,
        item: [$vis:vis fn $name:tt $args:tt result: $result:tt body: [$body:block]]
    ) => {
        $crate::__closures_export_check! {
            options: $options, cfg: $cfg, name: $name, args: $args, same: $args, result: $result
        }
        $crate::__closures_export_then! { options: $options, js: $name, kept: $kept, name: $name, args: $args }
        $crate::__closures_export_function! {
            kept: $kept, cfg: $cfg, docs: $docs, options: $options,
            head: [$vis] name: $name, args: $args, same: $args, result: $result, body: $body
        }
    };
    (
        attributes: [], kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: $options:tt,
        item: [$vis:vis $kind:ident $name:tt $first:tt result: [$($result:ty)?] body: [$($body:block)*]]
    ) => {
        $crate::__closures_export_refuse! { $kind $name $first $(-> $result)? $($body)* }
    };
}

/// Changes an `Export` by its options; a later one wins.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_options {
    ($shape:ident [$(,)*] $export:expr) => { $export };
    ($shape:ident [$(,)* name = $name:literal $(, $($more:tt)*)?] $export:expr) => {
        $crate::__closures_export_options! {
            $shape [$($($more)*)?] $crate::__private::Export { js_name: $crate::__private::Some($name), ..$export }
        }
    };
    (function [$(,)* constructor $(, $($more:tt)*)?] $export:expr) => {
        $crate::__closures_export_options! {
            function [$($($more)*)?]
            $crate::__private::Export { kind: $crate::__private::ExportKind::Constructor, ..$export }
        }
    };
    (method [$(,)* getter $(, $($more:tt)*)?] $export:expr) => {
        $crate::__closures_export_options! {
            method [$($($more)*)?]
            $crate::__private::Export { kind: $crate::__private::ExportKind::Getter, ..$export }
        }
    };
    (method [$(,)* setter $(, $($more:tt)*)?] $export:expr) => {
        $crate::__closures_export_options! {
            method [$($($more)*)?]
            $crate::__private::Export { kind: $crate::__private::ExportKind::Setter, ..$export }
        }
    };
    ($shape:ident [$(,)* $option:ident $($more:tt)*] $export:expr) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: no `#[js(", $crate::__private::core::stringify!($option), ")]` for a ",
            $crate::__private::core::stringify!($shape),
            ": `name = \"..\"` is for all, `constructor` for a function, `getter` and `setter` for a method, which takes \
             `self: &T`"
        ) }
    };
}
