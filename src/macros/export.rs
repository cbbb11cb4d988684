//! `closures_export!`: syntax only. It takes a block of Rust functions and types apart and names, for each, what
//! `export.rs` and `descriptor.rs` do with it; no type is recognised here, and nothing is computed.
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

/// A `type` of a block only names a type: it derives nothing there.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_derive {
    ($name:tt () $whole:tt) => {};
    ($name:tt ($first:tt $($traits:tt)*) $whole:tt) => {
        $crate::__closures_extern_say! {
            ($) $first $whole
            @export_type $name "it is defined outside of the block: write `#[derive(..)]` there"
        }
    };
}

/// Says what is wrong with a function whose options ask for another: of its own tokens, so that the error stands there.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_check {
    (
        options: [$(,)* name = $js:literal $($more:tt)*], cfg: $cfg:tt, name: $name:tt, args: $args:tt, same: $same:tt,
        result: $result:tt
    ) => {
        $crate::__closures_export_check! {
            options: [$($more)*], cfg: $cfg, name: $name, args: $args, same: $same, result: $result
        }
    };
    (
        options: [$(,)* constructor $($more:tt)*], cfg: [$($cfg:tt)*], name: $name:tt, args: $args:tt, same: $same:tt,
        result: [$result:ty]
    ) => {
        $($cfg)*
        #[allow(deprecated, reason = "it is exported all the same")]
        const _: () = <$result as $crate::__private::MadeByNew>::YES;
    };
    (
        options: [$(,)* constructor $($more:tt)*], cfg: $cfg:tt, name: $name:tt, args: $args:tt, same: $same:tt, result: []
    ) => {
        $crate::__closures_extern_say! {
            ($) $name $args @export $name "a `#[js(constructor)]` returns what it makes: write `-> T`"
        }
    };
    (
        options: [$(,)* getter $($more:tt)*], cfg: $cfg:tt, name: $name:tt, args: (self: $class:ty $(,)?), same: $same:tt,
        result: $result:tt
    ) => {};
    (
        options: [$(,)* getter $($more:tt)*], cfg: $cfg:tt, name: $name:tt,
        args: (self: $class:ty $(, $arg:ident: $ty:ty)+ $(,)?), same: $same:tt, result: $result:tt
    ) => {
        $crate::__closures_extern_say! {
            ($) $name $same @export $name "a `#[js(getter)]` takes `self` alone: leave out the other parameters"
        }
    };
    (
        options: [$(,)* setter $($more:tt)*], cfg: $cfg:tt, name: $name:tt,
        args: (self: $class:ty, $arg:ident: $ty:ty $(,)?), same: $same:tt, result: $result:tt
    ) => {};
    (
        options: [$(,)* setter $($more:tt)*], cfg: $cfg:tt, name: $name:tt,
        args: (self: $class:ty $(, $arg:ident: $ty:ty)* $(,)?), same: $same:tt, result: $result:tt
    ) => {
        $crate::__closures_extern_say! {
            ($) $name $same
            @export $name "a `#[js(setter)]` takes `self` and the new value: write `(self: &mut T, value: V)`"
        }
    };
    // No option, or a mistake that is found elsewhere.
    (
        options: $options:tt, cfg: $cfg:tt, name: $name:tt, args: $args:tt, same: $same:tt, result: $result:tt
    ) => {};
}

/// Warns of a function or a method that is called `then` in JavaScript, where `await` would call it. Macros can only warn of what is
/// deprecated. The lint attributes of the function say whether it is warned.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_then {
    (options: [$(,)* name = $js:tt $($more:tt)*], js: $old:tt, kept: $kept:tt, name: $name:tt, args: $args:tt) => {
        $crate::__closures_export_then! { options: [$($more)*], js: $js, kept: $kept, name: $name, args: $args }
    };
    (options: [$(,)*], js: then, kept: $kept:tt, name: $name:tt, args: $args:tt) => {
        $crate::__closures_export_then! { @warn ($) $kept $name $args }
    };
    (options: [$(,)*], js: "then", kept: $kept:tt, name: $name:tt, args: $args:tt) => {
        $crate::__closures_export_then! { @warn ($) $kept $name $args }
    };
    (@warn ($dollar:tt) [$($kept:tt)*] $name:tt $args:tt) => {
        const _: () = {
            macro_rules! $name {
                ($dollar($dollar tokens:tt)*) => {
                    $($kept)*
                    #[allow(dead_code, clippy::must_use_unit, reason = "it is there for its warning")]
                    fn warned() {
                        $crate::__private::awaited();
                    }
                };
            }
            $name! $args;
        };
    };
    // Another name, or a property.
    (options: $options:tt, js: $js:tt, kept: $kept:tt, name: $name:tt, args: $args:tt) => {};
}

/// Writes a function or a method, and its wasm export.
///
/// Its parameters come twice, because only the word `self` of the user's own tokens means the `self` of the body.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_function {
    (
        kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: $options:tt, head: $head:tt name: $name:ident,
        args: (self: &mut $_:ty $(, $($__:tt)*)?), same: ($this:ident: &mut $class:ty $(, $($args:tt)*)?),
        result: $result:tt, body: $body:block
    ) => {
        $crate::__closures_export_method! {
            kept: $kept, cfg: $cfg, docs: $docs, options: $options, head: $head name: $name,
            this: [$this: &mut $class] class: [$class] args: ($($($args)*)?), result: $result, body: $body
        }
    };
    (
        kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: $options:tt, head: $head:tt name: $name:ident,
        args: (self: &$_:ty $(, $($__:tt)*)?), same: ($this:ident: &$class:ty $(, $($args:tt)*)?),
        result: $result:tt, body: $body:block
    ) => {
        $crate::__closures_export_method! {
            kept: $kept, cfg: $cfg, docs: $docs, options: $options, head: $head name: $name,
            this: [$this: &$class] class: [$class] args: ($($($args)*)?), result: $result, body: $body
        }
    };
    (
        kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: $options:tt, head: $head:tt name: $name:ident,
        args: (self: $_:ty $(, $($__:tt)*)?), same: ($this:ident: $class:ty $(, $($args:tt)*)?),
        result: $result:tt, body: $body:block
    ) => {
        $crate::__closures_export_method! {
            kept: $kept, cfg: $cfg, docs: $docs, options: $options, head: $head name: $name,
            this: [$this: $class] class: [$class] args: ($($($args)*)?), result: $result, body: $body
        }
    };
    (
        kept: [$($kept:tt)*], cfg: [$($cfg:tt)*], docs: $docs:tt, options: $options:tt,
        head: [$vis:vis] name: $name:ident,
        args: ($($arg:ident: $ty:ty),* $(,)?), same: $same:tt, result: [$($result:ty)?], body: $body:block
    ) => {
        $($kept)*
        #[allow(clippy::too_many_arguments, clippy::unused_unit, reason = "as many as JavaScript passes")]
        $vis fn $name($($arg: $ty),*) $(-> $result)? $body

        $($cfg)*
        #[allow(deprecated, dead_code, clippy::type_complexity, reason = "JavaScript calls it")]
        const _: () = {
            // By this name, because a parameter may have that of the function.
            const __CLOSURES_EXPORT_FUNCTION: fn($($ty),*) $(-> $result)? = $name;
            $crate::__closures_export_record! {
                key: [$crate::__closures_export_key!($name)], name: $name, docs: $docs, options: function $options,
                params: [$(($arg: $ty))*], result: [$($result)?]
            }
            $crate::__closures_export_entry! {
                key: [$crate::__closures_export_key!($name)], asked: EXPORT, function: [__CLOSURES_EXPORT_FUNCTION],
                args: [$(($arg: $ty))*], result: [$($result)?]
            }
        };
    };
    (
        kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: $options:tt, head: $head:tt name: $name:tt,
        args: $args:tt, same: $same:tt, result: [$($result:ty)?], body: $body:block
    ) => {
        $crate::__closures_export_refuse! { fn $name $args $(-> $result)? $body }
    };
}

/// Writes a method, and its wasm export.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_method {
    (
        kept: [$($kept:tt)*], cfg: [$($cfg:tt)*], docs: $docs:tt, options: $options:tt,
        head: [$vis:vis] name: $name:ident, this: [$this:ident: $this_ty:ty] class: [$class:ty]
        args: ($($arg:ident: $ty:ty),* $(,)?), result: [$($result:ty)?], body: $body:block
    ) => {
        $($cfg)*
        impl $class {
            $($kept)*
            #[allow(clippy::too_many_arguments, clippy::unused_unit, reason = "as many as JavaScript passes")]
            #[allow(clippy::needless_arbitrary_self_type, reason = "the block says of which type it is a method")]
            $vis fn $name($this: $this_ty $(, $arg: $ty)*) $(-> $result)? $body
        }

        $($cfg)*
        #[allow(deprecated, dead_code, clippy::type_complexity, reason = "JavaScript calls it")]
        const _: () = {
            $crate::__closures_export_record! {
                key: [$crate::__closures_export_key!($name of $class)], name: $name, docs: $docs, options: method $options,
                params: [($this: $this_ty) $(($arg: $ty))*], result: [$($result)?]
            }
            $crate::__closures_export_entry! {
                key: [$crate::__closures_export_key!($name of $class)], asked: EXPORT, function: [<$class>::$name],
                args: [(__closures_export_this: $this_ty) $(($arg: $ty))*], result: [$($result)?]
            }
        };
    };
    (
        kept: $kept:tt, cfg: $cfg:tt, docs: $docs:tt, options: $options:tt, head: $head:tt name: $name:ident,
        this: [$this:ident: $this_ty:ty] class: $class:tt args: ($($args:tt)*), result: [$($result:ty)?], body: $body:block
    ) => {
        $crate::__closures_export_refuse! { fn $name($this: $this_ty, $($args)*) $(-> $result)? $body }
    };
}

/// The name of an item's wasm export: that of its block, two colons, and the Rust name; of a method, its type in front.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_key {
    ($name:ident $(of $class:ty)?) => {
        $crate::__private::core::concat!(
            $crate::__closures_extern_id!(), "::",
            $($crate::__private::core::stringify!($class), ".",)? $crate::__private::core::stringify!($name)
        )
    };
}

/// Writes the wasm export of a function: receive the parameters, call, give the result.
///
/// Subtle: `ClosuresExportChecked` holds `asked`, the constant of the record, which asks the types. A type that cannot cross is an error
/// there, and not another one at each use here (tests/ui).
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_entry {
    (key: [$($key:tt)*], asked: $asked:ident, function: [$($function:tt)*], args: [$(($arg:ident: $ty:ty))*], result: []) => {
        #[cfg_attr(target_family = "wasm", unsafe(export_name = $($key)*))]
        unsafe extern "C" fn __closures_export_entry($($arg: $crate::__private::core::primitive::f64),*) {
            type ClosuresExportChecked = $crate::__private::Checked<{ let _ = $asked; true }>;
            let crossings = $crate::__private::enter();
            // SAFETY: as below.
            #[allow(unused_unsafe, reason = "without parameters there is nothing to receive")]
            unsafe {
                $(let mut $arg = $crate::__private::hold::<$ty, _, ClosuresExportChecked>($arg);)*
                $($function)*($($crate::__private::pass::<$ty, _, ClosuresExportChecked>(&mut $arg)),*)
            }
            $crate::__private::leave(crossings);
        }
    };
    (key: [$($key:tt)*], asked: $asked:ident, function: [$($function:tt)*], args: [$(($arg:ident: $ty:ty))*], result: [$result:ty]) => {
        #[cfg_attr(target_family = "wasm", unsafe(export_name = $($key)*))]
        unsafe extern "C" fn __closures_export_entry(
            $($arg: $crate::__private::core::primitive::f64),*
        ) -> $crate::__private::core::primitive::f64 {
            type ClosuresExportChecked = $crate::__private::Checked<{ let _ = $asked; true }>;
            let crossings = $crate::__private::enter();
            // SAFETY:
            // - `exported` in js/src/adapters/adapters.js lowers the arguments to these very slots: it knows them from the record,
            //   which `__closures_export_record!` makes of the same tokens.
            // - They are fresh, each is received once, and nothing else runs until all are.
            // - What is held for references lives until the result is given.
            #[allow(unused_unsafe, reason = "without parameters there is nothing to receive")]
            let out = unsafe {
                $(let mut $arg = $crate::__private::hold::<$ty, _, ClosuresExportChecked>($arg);)*
                $crate::__private::give_result::<_, ClosuresExportChecked>($($function)*($($crate::__private::pass::<$ty, _, ClosuresExportChecked>(&mut $arg)),*))
            };
            $crate::__private::leave(crossings);
            out
        }
    };
}

/// Implements for a type that JavaScript can own it, and exports what frees it.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_type {
    (kept: [$($kept:tt)*], docs: $docs:tt, options: $options:tt, name: $name:ident) => {
        $($kept)*
        #[allow(dead_code, reason = "JavaScript calls it")]
        const _: () = {
            // SAFETY: the key has the place of the block and the name of the type; two such types would be two wasm exports
            // of one name, which the linker refuses. The export below frees by `free_exported`.
            unsafe impl $crate::__private::Exported for $name {
                const KEY: &'static $crate::__private::core::primitive::str = $crate::__closures_export_key!($name);
            }

            impl $crate::__private::Slotted for $name {
                type Slot = $crate::__private::core::primitive::u32;
            }

            // SAFETY: `Owned` promises what the traits say, here and below.
            unsafe impl $crate::__private::ToJs for $name {
                type Way = $crate::__private::Owned;
            }

            // SAFETY: the object is JavaScript's own, and owns the value.
            unsafe impl $crate::__private::Lasting for $name {}

            // SAFETY: as above.
            unsafe impl $crate::__private::FromJs for $name {
                type Way = $crate::__private::Owned;
            }

            // SAFETY: as above.
            unsafe impl $crate::__private::RefFromJs for $name {
                type Held = $crate::__private::Lent<Self>;
                type Way = $crate::__private::Owned;
            }

            // SAFETY: it is no number, so what `Element` does by itself is right.
            unsafe impl $crate::__private::Element for $name {}

            $crate::__closures_export_record! {
                key: [$crate::__closures_export_key!($name)], name: $name, docs: $docs, options: class $options,
                params: [], result: []
            }

            #[cfg_attr(target_family = "wasm", unsafe(export_name = $crate::__closures_export_key!($name)))]
            unsafe extern "C" fn __closures_export_entry(value: *mut $crate::__private::core::primitive::u8) {
                // SAFETY: dropValue() in js/src/runtime/objects.js passes the address that `give_exported` gave it for an object
                // of this class, once, when nothing borrows it.
                unsafe { $crate::__private::free_exported::<$name>(value) }
            }
        };
    };
}

/// Puts the description of an item into the custom section.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_record {
    (
        key: [$($key:tt)*], name: $name:ident, docs: [$($docs:tt)*], options: $shape:ident [$($options:tt)*],
        params: [$(($arg:ident: $ty:ty))*], result: [$($result:ty)?]
    ) => {
        const EXPORT: &$crate::__private::Export = &$crate::__closures_export_options! {
            $shape [$($options)*]
            $crate::__private::Export {
                block: $crate::__closures_extern_id!(),
                key: $($key)*,
                name: $crate::__private::core::stringify!($name),
                js_name: $crate::__private::None,
                kind: $crate::__closures_export_kind!($shape),
                docs: if $crate::__private::core::cfg!(debug_assertions) { &[$($docs)*] } else { &[] },
                params: &[$((
                    $crate::__private::core::stringify!($arg),
                    <$ty as $crate::__private::Parameter<'_, _>>::TYPE,
                )),*],
                result: $crate::__closures_export_result!($($result)?),
            }
        };
        $crate::__closures_export_embed! { EXPORT }
    };
}

/// The type of a result; nothing written is `()`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_result {
    () => {
        <() as $crate::__private::ReturnToJs>::TYPE
    };
    ($result:ty) => {
        <$result as $crate::__private::ReturnToJs>::TYPE
    };
}

/// What an item is without options.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_kind {
    (function) => {
        $crate::__private::ExportKind::Function
    };
    (method) => {
        $crate::__private::ExportKind::Method
    };
    (class) => {
        $crate::__private::ExportKind::Class
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

/// Embeds the record of an export in the wasm file.
#[doc(hidden)]
#[macro_export]
#[cfg(target_family = "wasm")]
macro_rules! __closures_export_embed {
    ($export:ident) => {
        // Subtle: the linker takes an object file only for an exported symbol in it, here that of `__closures_export_entry`
        // beside this (tests/file/retention). Not `#[used]`: that would put the bytes into the program's memory too.
        #[unsafe(link_section = "closures_extern")]
        static RECORD: [$crate::__private::core::primitive::u8;
            $crate::__private::export_record_len($export)] = $crate::__private::export_record($export);
    };
}

/// Outside WebAssembly: only evaluates the record, so that it is checked.
#[doc(hidden)]
#[macro_export]
#[cfg(not(target_family = "wasm"))]
macro_rules! __closures_export_embed {
    ($export:ident) => {
        const _: $crate::__private::core::primitive::usize = $crate::__private::export_record_len($export);
    };
}

/// Says what is wrong with an item, and what to write.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_export_refuse {
    ($(#$attribute:tt)* $vis:vis async $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: functions cannot be async: call back through a `JsFunction<_>`"
        }
    };
    ($(#$attribute:tt)* $vis:vis unsafe $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: functions cannot be unsafe: JavaScript can keep no promise; write a safe one that checks"
        }
    };
    ($(#$attribute:tt)* $vis:vis const fn $($rest:tt)*) => {
        $crate::__private::core::compile_error! { "closures_export!: leave out `const`: write `fn name(..) { .. }`" }
    };
    ($(#$attribute:tt)* $vis:vis extern $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: leave out `extern`: write `fn name(..) { .. }`, and JavaScript calls it by `app.exports`"
        }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident < $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` cannot be generic: give each parameter a concrete type"
        ) }
    };
    ($(#$attribute:tt)* $vis:vis type $name:ident < $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` cannot be generic: name a concrete type, `type Numbers = List<f64>;`, and export that: `type Numbers;`"
        ) }
    };
    ($(#$attribute:tt)* $vis:vis type $name:ident = $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `type ", $crate::__private::core::stringify!($name),
            ";` exports a type that is defined outside of the block"
        ) }
    };
    ($(#$attribute:tt)* $vis:vis struct $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: define the type outside of the block, and export it: `type Name;`"
        }
    };
    ($(#$attribute:tt)* $vis:vis enum $($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: define the type outside of the block, and export it: `type Name;`"
        }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident $args:tt $(-> $result:ty)? ; $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` has no body: write `{ .. }`; a JavaScript function is declared in `closures_extern!`"
        ) }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident (& $($args:tt)*) $($rest:tt)*) => {
        $crate::__closures_export_refuse! { @receiver $name }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident (self) $($rest:tt)*) => {
        $crate::__closures_export_refuse! { @receiver $name }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident (self, $($args:tt)*) $($rest:tt)*) => {
        $crate::__closures_export_refuse! { @receiver $name }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident (mut self $($args:tt)*) $($rest:tt)*) => {
        $crate::__closures_export_refuse! { @receiver $name }
    };
    (@receiver $name:ident) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` does not say of which type it is a method: write `self: &Type`, `self: &mut Type` or `self: Type`"
        ) }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident $args:tt $(-> $result:ty)? where $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "` cannot be generic, and has no `where`: give each parameter a concrete type"
        ) }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident ($($arg:ident: $ty:ty),* $(,)?) $(-> $result:ty)? $body:block $($rest:tt)+) => {
        $crate::__closures_export_refuse! { $($rest)+ }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident (self: $($args:tt)*) $(-> $result:ty)? $body:block $($rest:tt)+) => {
        $crate::__closures_export_refuse! { $($rest)+ }
    };
    ($(#$attribute:tt)* $vis:vis type $name:ident; $($rest:tt)+) => {
        $crate::__closures_export_refuse! { $($rest)+ }
    };
    ($(#$attribute:tt)* $vis:vis fn $name:ident ($($args:tt)*) $($rest:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `", $crate::__private::core::stringify!($name),
            "`: write `fn name(parameter: Type, ..) -> Type { .. }` with plain names: a pattern or `mut` goes into the body"
        ) }
    };
    ($($rest:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_export!: write functions, `fn name(parameter: Type, ..) -> Type { .. }`, and types, `type Name;`"
        }
    };
}
