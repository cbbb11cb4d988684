//! `closures_export!`: syntax only. It takes a block of Rust functions and types apart and names, for each, what
//! `src/export.rs` and `descriptor.rs` do with it; no type is recognised here, and nothing is computed.
//!
//! How `pub fn hello() -> Interval { .. }` is expanded:
//!
//! 1. [`closures_export!`](crate::closures_export) makes a group of each item (`__closures_export_groups!`), and passes
//!    it on, twice;
//! 2. `__closures_export_declare!` sorts the attributes, and writes the function unchanged. `__closures_export_check!`
//!    checks that it fits its options, and `__closures_export_then!` warns if `await` would call it;
//! 3. `__closures_export_describe!` writes its description, an element of the block's array. `__closures_export_entry!`
//!    writes the wasm export that JavaScript calls: it receives the parameters, calls the function, and gives the result;
//! 4. `__closures_export_embed!` encodes this array and puts it into the custom section.
//!
//! So for each function of up to four parameters rustc checks two functions, the user's and the wasm export, and no
//! constant: a block has one constant for all its functions.

mod constants;
mod describe;
mod entry;
mod fields;
mod function;
mod groups;
mod options;
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
/// An exported function is still an ordinary Rust function, which also works where there is no JavaScript. Its
/// parameters may have any [`Parameter`](crate::Parameter) type, and its result any [`ReturnToJs`](crate::ReturnToJs)
/// type. An `Err` is thrown. The Rust name in `snake_case` becomes a JS name in `lowerCamelCase`. Doc comments,
/// `#[cfg]`, lint attributes and visibility are kept.
///
/// A function whose first parameter is `self: &T`, `self: &mut T` or `self: T` of an exported type is a method, in Rust as
/// in JavaScript. The macro writes it into an `impl T`.
///
/// `fn name(parameter: Type) -> Type;` without a body exports a function that is defined outside of the block, where
/// rustfmt formats it, and `fn name(self: &T);` a method that an `impl T` has.
///
/// An `async fn` returns a promise. The objects of JavaScript that it borrows stay borrowed until the promise is
/// settled. See
/// [promises and futures](crate::guide::promises).
///
/// # Constants
///
/// `const NAME: Type = value;` is a constant in Rust, and a property of `app.exports` that JavaScript reads: `NAME`, or
/// what `#[js(name = "..")]` says. The type is one that a function may return.
///
/// # Types
///
/// `type Name;` exports a type that is in scope. The type must belong to the crate that has the block. In JavaScript it
/// is a class. An object of the class owns the Rust value:
///
/// - `free()` drops the value. So does `[Symbol.dispose]()`, which `using` calls, and so does the garbage collector when
///   the page no longer uses the object. Calling `free()` twice is harmless. If it is called during a call that borrows
///   the value, the value is dropped after that call.
/// - A parameter `T` moves the value into Rust, and the object cannot be used afterwards. `&T` and `&mut T` borrow the
///   value for the call.
/// - `T`, `&T`, `Option<T>`, `Vec<T>` and `Rest<T>` may be parameters of closures, and `T` may be their result. An
///   import may take a `T`, which JavaScript then owns, and may return one. An import cannot take a `&T`, because
///   JavaScript could keep it.
///
/// `type Name { field: Type }` also exports the named fields. Each becomes a property of the class: reading it clones
/// the field, and writing it checks the value. JavaScript does not see the other fields. A field may have
/// documentation, `#[cfg]`, `#[js(name = "x")]`, and `#[js(readonly)]`, which leaves out the setter.
///
/// ```no_run
/// use closures_extern::closures_export;
///
/// pub struct Point {
///     pub x: f64,
///     pub y: f64,
///     id: u32,
///     secret: String,
/// }
///
/// closures_export! {
///     pub type Point {
///         /// In pixels, from the left.
///         x: f64,
///         y: f64,
///         #[js(readonly)]
///         id: u32,
///     }
///
///     pub fn origin() -> Point {
///         Point { x: 0.0, y: 0.0, id: 1, secret: String::new() }
///     }
/// }
/// ```
///
/// If JavaScript breaks Rust's rules, it gets one of these errors:
///
/// | | |
/// |---|---|
/// | `TypeError` | another kind of object, an object of another class or of another instance, `new` without a constructor |
/// | `ClosureError` with code `freed` | used after `free()` |
/// | `ClosureError` with code `moved` | used after it was moved into Rust |
/// | `ClosureError` with code `borrowed` | changed or moved while a call uses it, or used while a call changes it |
/// | `PanicError` | Rust panics, or an exception comes out of Rust, now or earlier: the instance has ended |
///
/// In a wasm-bindgen app, use `#[wasm_bindgen]` for exports: with the feature `wasm-bindgen` a block does not compile
/// for wasm.
///
/// The class has no parent, and an exported type extends no other: a Rust type is not another one with more in it. Give
/// it a method that returns the other object, or the methods of both.
///
/// # Exports of a library
///
/// The exports of every crate that an app links are the app's, so a library can bring a class together with its bindings.
/// An app cannot leave them out. So put the block of a library behind a feature (`#[cfg(feature = "exports")]`), which an
/// app turns on if it wants it, and its functions into a `namespace`. An app in which two crates, or two versions of one,
/// export the same name is refused when it is loaded, with both places.
///
/// # Options
///
/// | option | meaning |
/// |---|---|
/// | `#[js(name = "x")]` | the JS name, unchanged; `"[Symbol.iterator]"` and the other well-known symbols mean these symbols |
/// | `#[js(constructor)]` | `new T(..)` calls this function, which returns `T`; in Rust it is an associated function, `T::new(..)` |
/// | `#[js(constructor = T)]` | the same for a function that returns `Result<T, E>` |
/// | `#[js(static_method_of = T)]` | the function is `T.name` in JavaScript, and an associated function of `T` in Rust |
/// | `#[js(namespace = "a.b")]` | the function is `app.exports.a.b.name` |
/// | `#[js(getter)]` | a method without parameters becomes a property that can be read |
/// | `#[js(setter)]` | a method with one parameter becomes a property that can be written; its name loses the prefix `set_` |
///
/// # Iterators
///
/// An object can be iterated if its class has a method `[Symbol.iterator]`. The method returns an object with a method
/// `next`, or lets JavaScript make one, in this example from a list. `[Symbol.asyncIterator]` does the same for `for
/// await`.
///
/// ```no_run
/// use closures_extern::{closures_export, closures_extern, JsValue};
///
/// closures_extern! {
///     type Array;
///     #[js(static_method_of = Array)]
///     fn from(list: &[u32]) -> Array;
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
/// Every class already has `[Symbol.dispose]`, and a `[Symbol.toStringTag]`, which a getter may replace. A method or
/// function called `then` gives a warning, because `await` calls it.
///
/// # Expansion
///
/// `pub fn double(n: u32) -> u32 { 2 * n }` stays as it is. The macro adds this wasm export, with longer, hidden paths:
///
/// ```ignore
/// #[unsafe(export_name = "my_crate@0.1.0:3:1::double")] // the crate, its version, line and column of the block
/// unsafe extern "C" fn entry(n: f64) -> f64 {
///     // SAFETY: ..
///     unsafe { <u32 as ReturnToJs>::slot(double(Argument::<u32, _>::of(n).receive(&mut None))) }
/// }
/// ```
#[macro_export]
macro_rules! closures_export {
    ($($items:tt)*) => {
        $crate::__closures_export_here! {}
        $crate::__closures_export_items! { $($items)* }
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

/// Takes a block apart.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_items {
    ($($items:tt)*) => {
        $crate::__closures_export_groups! {
            [
                + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + +
                + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + +
            ] [] $($items)*
        }
    };
}

/// Writes each item of a block, and describes it as an element of the block's array.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_write_groups {
    ([]) => {};
    ([$($group:tt)*]) => {
        $($crate::__closures_export_declare! { $group [] [] [] })*

        #[allow(deprecated, dead_code, unused_unsafe, clippy::type_complexity, reason = "what JavaScript calls")]
        const _: () = {
            const CLOSURES_EXPORT_BLOCK: &$crate::__private::ExportBlock = &$crate::__private::ExportBlock {
                id: $crate::__closures_extern_id!(),
                documented: $crate::__private::core::cfg!(debug_assertions),
                exports: &[$(&$crate::__closures_export_describe! { $group [] [] [] }),*],
            };
            $crate::__closures_export_embed! { CLOSURES_EXPORT_BLOCK }
        };
    };
}

/// Sorts the attributes of an item, and writes it.
///
/// `kept` are those of the item, `cfg` its conditions, which what is written around it has too, `js` its options: `[checked]` when they
/// have been looked at, which a function's are here.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_declare {
    ([$attributes:tt $vis:vis struct $name:tt $__:tt { $($body:tt)* } $same:tt []] [] [] []) => {
        $crate::__closures_extern_data! { $attributes $vis struct $name { $($body)* } }
    };
    ([$attributes:tt $vis:vis enum $name:tt $__:tt { $($body:tt)* } $same:tt []] [] [] []) => {
        $crate::__closures_extern_data! { $attributes $vis enum $name { $($body)* } }
    };
    // `await` would call it.
    ([[$(#[doc = $doc:literal])*] $vis:vis fn then $name:tt $($function:tt)*] [$($kept:tt)*] $cfg:tt []) => {
        $crate::__closures_export_declare! { [[] $vis fn $name $name $($function)*] [$($kept)* $(#[doc = $doc])*] $cfg [,] }
    };
    // A method, and then a function, whose options are known to be right.
    (
        [[$(#[doc = $doc:literal])*] $vis:vis fn $name:ident $__:tt (self: &mut $class:ty $(, $arg:ident: $ty:ty)* $(,)?) $same:tt [$($result:ty)?] $body:tt]
        [$($kept:tt)*] [$($cfg:tt)*] [$(checked)?]
    ) => {
        $($cfg)*
        impl $class {
            $($kept)*
            $(#[doc = $doc])*
            #[allow(clippy::too_many_arguments, clippy::unused_unit, reason = "as many as JavaScript passes")]
            #[allow(clippy::needless_arbitrary_self_type, reason = "the block says of which type it is a method")]
            $vis fn $name $same $(-> $result)? $body
        }
    };
    (
        [[$(#[doc = $doc:literal])*] $vis:vis fn $name:ident $__:tt (self: &$class:ty $(, $arg:ident: $ty:ty)* $(,)?) $same:tt [$($result:ty)?] $body:tt]
        [$($kept:tt)*] [$($cfg:tt)*] [$(checked)?]
    ) => {
        $($cfg)*
        impl $class {
            $($kept)*
            $(#[doc = $doc])*
            #[allow(clippy::too_many_arguments, clippy::unused_unit, reason = "as many as JavaScript passes")]
            #[allow(clippy::needless_arbitrary_self_type, reason = "the block says of which type it is a method")]
            $vis fn $name $same $(-> $result)? $body
        }
    };
    (
        [[$(#[doc = $doc:literal])*] $vis:vis fn $name:ident $__:tt (self: $class:ty $(, $arg:ident: $ty:ty)* $(,)?) $same:tt [$($result:ty)?] $body:tt]
        [$($kept:tt)*] [$($cfg:tt)*] [$(checked)?]
    ) => {
        $($cfg)*
        impl $class {
            $($kept)*
            $(#[doc = $doc])*
            #[allow(clippy::too_many_arguments, clippy::unused_unit, reason = "as many as JavaScript passes")]
            #[allow(clippy::needless_arbitrary_self_type, reason = "the block says of which type it is a method")]
            $vis fn $name $same $(-> $result)? $body
        }
    };
    (
        [[$(#[doc = $doc:literal])*] $vis:vis fn $name:ident $__:tt ($($arg:ident: $ty:ty),* $(,)?) $same:tt [$($result:ty)?] $body:tt]
        [$($kept:tt)*] [$($cfg:tt)*] [$(checked)?]
    ) => {
        $($cfg)*
        $($kept)*
        $(#[doc = $doc])*
        #[allow(clippy::too_many_arguments, clippy::unused_unit, reason = "as many as JavaScript passes")]
        $vis fn $name $same $(-> $result)? $body
    };
    ([[#[js($($option:tt)*)] $($attributes:tt)*] $($item:tt)*] $kept:tt $cfg:tt [$($js:tt)*]) => {
        $crate::__closures_export_declare! { [[$($attributes)*] $($item)*] $kept $cfg [$($js)* $($option)* ,] }
    };
    ([[#[cfg $condition:tt] $($attributes:tt)*] $($item:tt)*] $kept:tt [$($cfg:tt)*] $js:tt) => {
        $crate::__closures_export_declare! { [[$($attributes)*] $($item)*] $kept [$($cfg)* #[cfg $condition]] $js }
    };
    ([[#[derive $traits:tt] $($attributes:tt)*] $vis:vis type $__:tt $name:tt $($rest:tt)*] $kept:tt $cfg:tt $js:tt) => {
        $crate::__closures_export_derive! { $name $traits $traits }
        $crate::__closures_export_declare! { [[$($attributes)*] $vis type $name $name $($rest)*] $kept $cfg $js }
    };
    // Documentation is long, and most items have options behind it and nothing else.
    (
        [[#[doc = $first:literal] $(#[doc = $doc:literal])* $(#[js($($option:tt)*)])*] $($item:tt)*]
        [$($kept:tt)*] $cfg:tt [$($js:tt)*]
    ) => {
        $crate::__closures_export_declare! {
            [[] $($item)*] [$($kept)* #[doc = $first] $(#[doc = $doc])*] $cfg [$($js)* $($($option)* ,)*]
        }
    };
    (
        [[
            #[doc = $a:literal] #[doc = $b:literal] #[doc = $c:literal] #[doc = $d:literal] $($attributes:tt)*
        ] $($item:tt)*] [$($kept:tt)*] $cfg:tt $js:tt
    ) => {
        $crate::__closures_export_declare! {
            [[$($attributes)*] $($item)*] [$($kept)* #[doc = $a] #[doc = $b] #[doc = $c] #[doc = $d]] $cfg $js
        }
    };
    ([[#[wasm_bindgen $($options:tt)?] $($attributes:tt)*] $($item:tt)*] $kept:tt $cfg:tt $js:tt) => {
        $crate::__closures_extern_foreign! { closures_export $($options $options)? }
        $crate::__closures_export_declare! { [[$($attributes)*] $($item)*] $kept $cfg $js }
    };
    ([[#$attribute:tt $($attributes:tt)*] $($item:tt)*] [$($kept:tt)*] $cfg:tt $js:tt) => {
        $crate::__closures_export_declare! { [[$($attributes)*] $($item)*] [$($kept)* #$attribute] $cfg $js }
    };
    ([[] $vis:vis type $name:ident $__:tt ; ; []] $kept:tt $cfg:tt $js:tt) => {
        $crate::__closures_export_type! { $kept $cfg $name }
    };
    ([[] $vis:vis type $name:ident $same:tt $fields:tt { $($field:tt)* } []] $kept:tt $cfg:tt $js:tt) => {
        $crate::__closures_export_type! { $kept $cfg $name }
        $crate::__closures_export_fields! { $cfg $name $same $fields }
    };
    ([[] $vis:vis async $mark:vis fn $__:tt $name:tt $same:tt $params:tt [$($result:ty)?] $body:tt] $kept:tt $cfg:tt $js:tt) => {
        $crate::__closures_export_async! { $js declare $kept $cfg [$vis] $name $params $params [$($result)?] $body }
    };
    // Its parameters are no plain names.
    ([[] $vis:vis fn $__:tt $name:tt $params:tt $same:tt $result:tt $body:tt] $kept:tt $cfg:tt [$(checked)?]) => {
        $crate::__closures_export_plain! { [declare $kept $cfg [$vis] $same $result $body] $name [] $params }
    };
    ([[] $vis:vis fn $__:tt $name:tt $params:tt $same:tt $result:tt $body:tt] $kept:tt $cfg:tt [$($js:tt)+]) => {
        $crate::__closures_export_check! { options: [$($js)+], name: $name, args: $params, same: $same, result: $result }
        $crate::__closures_export_then! { options: [$($js)+], js: $name, kept: $kept, cfg: $cfg, name: $name, args: $params }
        $crate::__closures_export_associate! { [$($js)+] $kept $cfg [$vis] $name $params $same $result $body }
    };
    ([[] $vis:vis $kind:ident $name:tt $__:tt $params:tt $same:tt [$($result:ty)?] $($body:tt)?] $kept:tt $cfg:tt $js:tt) => {
        $crate::__closures_export_refuse! { @item $kind $name $params $(-> $result)? $($body)? }
    };
}
