//! `closures_extern!`: syntax only. It takes a block of declarations apart and names, for each, what `abi.rs`,
//! `class.rs`, `closure.rs` and `descriptor.rs` do with it; no type is recognised here, and nothing is computed.
//!
//! How `fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;` is expanded:
//!
//! 1. [`closures_extern!`](crate::closures_extern) matches the block, makes a group of each item
//!    (`__closures_extern_groups!`), and passes it on, twice;
//! 2. `__closures_extern_declare!` sorts the attributes, and writes the function, whose body declares the wasm import and
//!    calls it (`__closures_extern_call!`): src/call.rs lowers the arguments, calls, lifts the result;
//! 3. `__closures_extern_describe!` writes its description, an element of the block's array;
//! 4. `__closures_extern_section!` encodes this array and puts it into the custom section.
//!
//! In a wasm-bindgen app there is no array: each function carries its own descriptor, and has no wasm import
//! (`hosted.rs`).
//!
//! | file | what is in it |
//! |---|---|
//! | this one | the macro itself, its documentation, and the block |
//! | `macros/groups.rs` | a long block, in parts |
//! | `macros/item.rs` | an item: its attributes |
//! | `macros/function.rs` | what a function and a `static` become |
//! | `macros/types.rs` | what a `type` becomes |
//! | `macros/data.rs`, `macros/data/` | what a `struct` and an `enum` become, in both macros |
//! | `macros/options.rs` | `#[js(..)]` |
//! | `macros/describe.rs` | descriptors, and the custom section |
//! | `macros/promises.rs` | `async fn`, in both macros |
//! | `macros/refuse.rs`, `macros/refuse/` | mistakes, and their messages |
//! | `macros/export.rs`, `macros/export/` | all of `closures_export!` |
//! | `macros/test.rs` | `closures_test!` |
//!
//! Attributes and options are taken one at a time, because there are few. The items of a block are taken 32 at a time,
//! so that it expands in linear time, and from the 2,049th on all at once, so that the recursion stays within rustc's
//! limit. Only a block with a mistake in the shape of an item is taken apart item by item, by
//! `__closures_extern_refuse!`.

mod data;
mod describe;
mod export;
mod function;
mod groups;
mod item;
mod options;
mod promises;
mod refuse;
mod test;
mod types;

/// Declares JavaScript functions, classes with their methods and properties, and values, and makes Rust items for them.
///
/// ```no_run
/// use closures_extern::{closures_extern, Closure, JsValue};
///
/// closures_extern! {
///     /// Calls `f` every `ms` milliseconds, and returns the timer's token.
///     fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
///     fn clear_interval(token: f64);
///
///     #[js(namespace = console)]
///     fn log(s: &str);
///
///     type Element;
///     fn add_event_listener(this: &Element, name: &str, f: &Closure<dyn FnMut(JsValue)>);
///     #[js(getter)]
///     fn text_content(this: &Element) -> Option<String>;
///     #[js(setter)]
///     fn set_text_content(this: &Element, text: &str);
///
///     #[js(namespace = document, name = "body")]
///     static BODY: Option<Element>;
/// }
///
/// if let Some(body) = BODY.get() {
///     body.set_text_content("hello");
///     log(&body.text_content().unwrap_or_default());
/// }
/// ```
///
/// A function whose first argument is `this: &T` is a method of `T`: it calls `this.name(..)`, and in Rust it is
/// `object.name(..)`.
///
/// The Rust name of a function in `snake_case` becomes a JS name in `lowerCamelCase`. One with an acronym is written out:
/// `#[js(setter = "innerHTML")] fn set_inner_html(..)`, because the rule makes `innerHtml` of it. A debug build asks "did
/// you mean `innerHTML`?" where a name differs in case alone. The names of types and statics do
/// not change. Without options the name is a property of `globalThis`, which each call looks up. Functions of a module
/// that is an object are looked up at each call too. Doc comments, `#[cfg]`, `#[must_use]`, `#[deprecated]`,
/// `#[derive]`, lint attributes and visibility are kept. Items may be in any order, and the methods of a type may be in
/// another block of the same crate. The traits [`ToJs`](crate::ToJs) and [`FromJs`](crate::FromJs) decide what a type
/// means, so aliases work everywhere.
///
/// # Options
///
/// `#[js(..)]` on an item:
///
/// | option | on | meaning |
/// |---|---|---|
/// | `name = "x"` | `fn`, `static` | the JS name, unchanged; `"[Symbol.iterator]"` and the other well-known symbols mean these symbols |
/// | `namespace = console`, `namespace = "a.b"` | all | the object that holds the item, which is also the `this` of a function |
/// | `module = "./host.js"` | all | the module that has the item: an object in `options.modules` of `load()`, which is the `this` of its functions, or otherwise `import()` relative to the wasm file |
/// | `variadic` | `fn` | each element of the last argument, a list, becomes an argument |
/// | `method` | `fn` | nothing more: a function whose first argument is `this: &T` is a method of `T` |
/// | `getter`, `getter = x` | `fn` | `this.name`: reads the property with the function's name, or `x` |
/// | `setter`, `setter = x` | `fn` | `this.name = value`: `set_name` sets `name` |
/// | `getter`, `setter` without `this` | `fn` | the property of what would hold a function: of `namespace` (`document.title`), of `static_method_of = T` (`T.name`), of the module, or of `globalThis` |
/// | `property(set_name)`, `property(set_name: &str)` | `fn` | both in one: the function reads the property, and `set_name` is a method that writes a value of the same type, or of the one that is given |
/// | `indexing_getter` | `fn` | `this[index]` |
/// | `indexing_setter` | `fn` | `this[index] = value` |
/// | `indexing_deleter` | `fn` | `delete this[index]` |
/// | `constructor` | `fn` | `new T(..)`: an associated function of its result type `T` |
/// | `constructor = T` | `fn` | the same if the result is another type, such as `Result<T, JsValue>`, which catches exceptions |
/// | `static_method_of = T` | `fn` | `T.name(..)`: an associated function of `T` |
/// | `class = "X"` | `type` | the name of the JS class; the default is the name of the type |
/// | `extends = T` | `type` | its parent; repeat the option for each further ancestor |
///
/// `#![js(..)]` at the top of the block takes `module` and `namespace` as defaults for its items, and
/// `descriptors = IMPORTS`, which adds `pub(crate) const IMPORTS: &[Descriptor]` with a descriptor for each imported
/// item. The defaults do not apply to members of a class, which are always where their class is.
///
/// # Types
///
/// `type Element;` makes a struct that holds a [`JsValue`](crate::JsValue) or, with `extends`, its parent. It
/// implements `Clone` and `Debug`, and for the parents `Deref`, `AsRef` and `Into`. It can be an argument or a
/// parameter of closures, by value or by reference, a result, and an element of `Vec` and `Option`.
///
/// `#[derive(Clone, Debug)]` is allowed but not needed. `PartialEq` and `Eq` can be derived: they compare the values
/// with `===`, which for objects means the same object.
///
/// Nothing checks whether a value that arrives has the declared type, not even in debug builds. If a method is missing,
/// the call throws a `TypeError` that names the declaration. `Element::try_from(value)` checks: it uses `instanceof`
/// with the class that has this name at that moment. `Element::unchecked_from(value)` does not check. Casts from one type to
/// another are the methods [`dyn_into`](crate::JsValue::dyn_into), [`dyn_ref`](crate::JsValue::dyn_ref) and their like.
///
/// # Exceptions
///
/// An import that may throw should return a `Result`, which catches the exception, or a promise, which is then
/// rejected. An exception from any other import ends the instance, as a panic does.
///
/// # Promises
///
/// `async fn fetch(url: &str) -> Result<Response, JsValue>;` calls a function that returns a promise, and returns a
/// [`JsPromise`](crate::JsPromise), a future of that `Result`. See [promises and futures](crate::guide::promises).
///
/// # Statics
///
/// `static BODY: Element;` makes a [`JsStatic`](crate::JsStatic): each `BODY.get()` reads the value again. A missing
/// value is `undefined`, so an `Option` is `None`, also if its namespace is missing. A `Result` catches the exception
/// of a getter, and the error of a missing namespace.
///
/// # Coming from wasm-bindgen
///
/// | `#[wasm_bindgen(..)]` | here |
/// |---|---|
/// | `catch` | `-> Result<T, JsValue>` |
/// | `constructor` | `constructor`; if it catches, `constructor = T` |
/// | `extends`, `getter`, `setter`, `indexing_*`, `method`, `module`, `static_method_of`, `variadic` | the same |
/// | `final` | none: each method is looked up when it is called, as with `structural` |
/// | `inline_js` | none: write a file, and use `module = "./file.js"` |
/// | `is_type_of` | none: casts ask `instanceof` |
/// | `js_class` | `class` on the type, which also applies to its methods |
/// | `js_name` | `name`; on a type, `class` |
/// | `js_namespace` | `namespace` |
/// | `no_deref`, `no_upcast`, `no_promising`, `reexport`, `skip_typescript`, `typescript_type` | none: they control generated code, and nothing is generated |
/// | `raw_module` | `module`, which nothing rewrites |
/// | `structural` | none: it is always so |
/// | `thread_local_v2` | none: `get` reads a static |
/// | `vendor_prefix` | none: import the prefixed class as a type of its own, `class = "webkitX"` |
/// | `async fn` | the same; its result is a `Result` |
///
/// # Limits
///
/// - A function has at most 16 parameters, `this` included.
/// - Methods of a type must be in the crate that declares the type.
/// - For a mistake in a block that also has types or statics, the compiler underlines the whole block, and the message
///   names the item.
///
/// # Expansion
///
/// `fn clear_interval(token: f64);` becomes this function, with longer, hidden paths:
///
/// ```ignore
/// fn clear_interval(token: f64) {
///     #[link(wasm_import_module = "closures_extern:imports")]
///     unsafe extern "C" {
///         #[link_name = "my_crate@0.1.0:3:1:clear_interval"] // the crate, its version, line and column of the block
///         fn import(_: <f64 as Slotted>::Slot);
///     }
///     // SAFETY: ..
///     unsafe { Call::<_, ()>::of((token,)).to(import as *const ()) } // lower the argument, call, lift the result
/// }
/// ```
///
/// It also becomes an element of the block's array, which has its names and the types of its parameters and its result
/// in encoded form.
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

/// Takes a block apart.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_items {
    (defaults: $defaults:tt, descriptors: $descriptors:tt, $($items:tt)*) => {
        $crate::__closures_extern_groups! {
            $defaults $descriptors [
                + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + +
                + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + + +
            ] [] $($items)*
        }
    };
}

/// Declares each item of a block, and describes it as an element of the block's array.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_write_groups {
    ($defaults:tt $descriptors:tt [$($group:tt)*]) => {
        $($crate::__closures_extern_declare! { $group [] [] [] $defaults })*
        $crate::__closures_extern_section! { $defaults $descriptors [$($group)*] }
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
