//! `closures_extern!`: syntax only. It takes a block of declarations apart and names, for each, what `abi.rs`,
//! `closure.rs` and `descriptor.rs` do with it; no type is recognised here, and nothing is computed.
//!
//! The way of `fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;`:
//!
//! 1. [`closures_extern!`](crate::closures_extern) matches the block and hands each item on, twice;
//! 2. `__closures_extern_declare!` sorts the attributes, and writes the function, whose body declares the wasm import
//!    (`__closures_extern_import!`) and calls it: lower the arguments, call, lift the result;
//! 3. `__closures_extern_describe!` writes the [`Descriptor`](crate::Descriptor), an element of the block's array;
//! 4. `__closures_extern_section!` puts that array, encoded, into the custom section.
//!
//! Attributes and options are taken one at a time (they are few); the items of a block are repeated, not munched,
//! so a block of any length expands in linear time and at constant depth.

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
    ($($items:tt)*) => { $crate::__closures_extern_block! { [] $($items)* } };
}

/// Takes a block apart: each item is declared, and described as an element of the block's array.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_block {
    ([$($default:tt)*] #![js($($more:tt)*)] $($items:tt)*) => {
        $crate::__closures_extern_block! { [$($default)* $($more)* ,] $($items)* }
    };
    (
        $defaults:tt
        $(
            $(#[$($attr:tt)*])*
            $vis:vis $kind:ident $name:ident ($($args:tt)*) $(-> $result:ty)?;
        )*
    ) => {
        $(
            $crate::__closures_extern_declare! {
                attributes: [$(#[$($attr)*])*], options: [$defaults], kept: [],
                item: [$vis $kind $name ($($args)*) $(-> $result)?]
            }
        )*
        $crate::__closures_extern_section! {
            defaults: $defaults,
            names: [$($name)*],
            items: [$({
                attributes: [$(#[$($attr)*])*], cfg: [], options: [$defaults],
                item: [$kind $name ($($args)*) $(-> $result)?]
            })*]
        }
    };
    ($defaults:tt $($items:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_extern!: write declarations of the form `fn name(argument: Type, ..) -> Type;`: \
             no generics, no body, a semicolon at the end of each"
        }
    };
}

/// Writes the function of a declaration: lower the arguments, call the import, lift the result.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_declare {
    // `#[js(..)]` is for `__closures_extern_describe!`; the other attributes stay.
    (
        attributes: [#[js($($option:tt)*)] $($attributes:tt)*], options: [$($options:tt)*], kept: $kept:tt,
        item: $item:tt
    ) => {
        $crate::__closures_extern_declare! {
            attributes: [$($attributes)*], options: [$($options)* [$($option)*]], kept: $kept, item: $item
        }
    };
    (attributes: [#$attribute:tt $($attributes:tt)*], options: $options:tt, kept: [$($kept:tt)*], item: $item:tt) => {
        $crate::__closures_extern_declare! {
            attributes: [$($attributes)*], options: $options, kept: [$($kept)* #$attribute], item: $item
        }
    };
    (
        attributes: [], options: $options:tt, kept: [$($kept:tt)*],
        item: [$vis:vis fn $name:ident ($($arg:ident: $ty:ty),* $(,)?)]
    ) => {
        $crate::__closures_extern_declare! {
            attributes: [], options: $options, kept: [$($kept)*], item: [$vis fn $name ($($arg: $ty),*) -> ()]
        }
    };
    (
        attributes: [], options: $options:tt, kept: [$($kept:tt)*],
        item: [$vis:vis fn $name:ident ($($arg:ident: $ty:ty),* $(,)?) -> $result:ty]
    ) => {
        $($kept)*
        #[cfg_attr(debug_assertions, track_caller)]
        #[inline]
        #[allow(clippy::too_many_arguments, clippy::type_complexity, clippy::unused_unit, reason = "as many as JavaScript's function takes")]
        $vis fn $name($($arg: $ty),*) -> $result {
            $crate::__closures_extern_import! { options: $options, item: [fn $name ($($arg: $ty),*) -> $result] }
            // SAFETY:
            // - js/closures_extern.js gives each import a function of these very slots: it builds it from the
            //   descriptor, which `__closures_extern_describe!` makes of the same tokens, and refuses to load without.
            // - What the slots point to lies in the temporaries of this statement, which outlive the call; the JS
            //   side keeps no address beyond it (a stack closure's is cleared in `finally`).
            unsafe {
                $crate::__private::lift(import($($crate::__private::slot(&mut $crate::__private::lower($arg))),*))
            }
        }
    };
    (attributes: [], options: $options:tt, kept: $kept:tt, item: [$vis:vis $kind:ident $name:ident $($rest:tt)*]) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_extern!: `", $crate::__private::core::stringify!($kind $name),
            "`: write `fn name(argument: Type, ..) -> Type;` with plain argument names"
        ) }
    };
}

/// The name of an import in the wasm file: that of its block, a colon, and the Rust name. Without a name: the block's.
///
/// The version tells two versions of one crate apart; line and column are those of the outermost macro call.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_id {
    ($($name:ident)?) => {
        $crate::__private::core::concat!(
            $crate::__private::core::module_path!(), "@", $crate::__private::core::env!("CARGO_PKG_VERSION"),
            ":", $crate::__private::core::line!(), ":", $crate::__private::core::column!(),
            $(":", $crate::__private::core::stringify!($name))?
        )
    };
}

/// Declares the wasm import of a function, as `import`: a slot for each argument, and one for the result.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", not(feature = "wasm-bindgen")))]
macro_rules! __closures_extern_import {
    (options: $options:tt, item: [fn $name:ident ($($arg:ident: $ty:ty),*) -> $result:ty]) => {
        #[link(wasm_import_module = "closures_extern:imports")]
        unsafe extern "C" {
            #[link_name = $crate::__closures_extern_id!($name)]
            fn import($($arg: $crate::__private::Slot<$ty>),*) -> $crate::__private::Returned<$result>;
        }
    };
}

/// In a wasm-bindgen app: the same signature, and a call by number. The record goes to JavaScript at the first call.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", feature = "wasm-bindgen"))]
macro_rules! __closures_extern_import {
    (options: $options:tt, item: [fn $name:ident ($($arg:ident: $ty:ty),*) -> $result:ty]) => {
        unsafe fn import($($arg: $crate::__private::Slot<$ty>),*) -> $crate::__private::Returned<$result> {
            const BLOCK: &$crate::__private::Block = &$crate::__private::Block {
                id: $crate::__closures_extern_id!(),
                checked: $crate::__private::core::cfg!(debug_assertions),
                imports: &[$crate::__closures_extern_describe! {
                    attributes: [], cfg: [], options: $options, item: [fn $name ($($arg: $ty),*) -> $result]
                }],
            };
            static RECORD: [$crate::__private::core::primitive::u8; $crate::__private::block_record_len(BLOCK)] =
                $crate::__private::block_record(BLOCK);
            static IMPORT: $crate::__private::HostedImport = $crate::__private::HostedImport::new(&RECORD);
            $crate::__closures_extern_call! { IMPORT [$($arg)*] }
        }
    };
}

/// In a wasm-bindgen app: calls an import with its slots: see hosted/calls.rs.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", feature = "wasm-bindgen"))]
macro_rules! __closures_extern_call {
    ($import:ident [$($a:ident $($b:ident $($c:ident)?)?)?]) => {
        $import.call(
            ($($crate::__private::hosted_native(&$a), $($crate::__private::hosted_native(&$b),
                $($crate::__private::hosted_native(&$c),)?)?)?)
        )
    };
    ($import:ident [$a:ident $b:ident $c:ident $d:ident $($e:ident $($f:ident $($g:ident $($h:ident)?)?)?)?]) => {
        $import.call((
            $crate::__private::hosted_wide(&$a), $crate::__private::hosted_wide(&$b),
            $crate::__private::hosted_wide(&$c), $crate::__private::hosted_wide(&$d),
            $($crate::__private::hosted_wide(&$e), $($crate::__private::hosted_wide(&$f),
                $($crate::__private::hosted_wide(&$g), $($crate::__private::hosted_wide(&$h))?)?)?)?
        ))
    };
    ($import:ident [$($arg:ident)*]) => {
        $import.call(&[$($crate::__private::hosted_wide(&$arg)),*][..])
    };
}

/// Outside WebAssembly: the same signature, and a panic.
#[doc(hidden)]
#[macro_export]
#[cfg(not(target_family = "wasm"))]
macro_rules! __closures_extern_import {
    (options: $options:tt, item: [fn $name:ident ($($arg:ident: $ty:ty),*) -> $result:ty]) => {
        unsafe fn import($(_: $crate::__private::Slot<$ty>),*) -> $crate::__private::Returned<$result> {
            $crate::__private::outside_wasm($crate::__private::core::stringify!($name))
        }
    };
}

/// Writes the descriptor of a declaration: `Some(Descriptor { .. })`, or `None` where its `#[cfg]` is false.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_describe {
    (attributes: [#[js($($option:tt)*)] $($attributes:tt)*], cfg: $cfg:tt, options: [$($options:tt)*], item: $item:tt) => {
        $crate::__closures_extern_describe! {
            attributes: [$($attributes)*], cfg: $cfg, options: [$($options)* [$($option)*]], item: $item
        }
    };
    (attributes: [#[cfg $condition:tt] $($attributes:tt)*], cfg: [$($cfg:tt)*], options: $options:tt, item: $item:tt) => {
        $crate::__closures_extern_describe! {
            attributes: [$($attributes)*], cfg: [$($cfg)* #[cfg $condition]], options: $options, item: $item
        }
    };
    (attributes: [#$attribute:tt $($attributes:tt)*], cfg: $cfg:tt, options: $options:tt, item: $item:tt) => {
        $crate::__closures_extern_describe! {
            attributes: [$($attributes)*], cfg: $cfg, options: $options, item: $item
        }
    };
    (attributes: [], cfg: [], options: $options:tt, item: [fn $name:ident ($($arg:ident: $ty:ty),* $(,)?) $(-> $result:ty)?]) => {
        $crate::__private::Some($crate::__private::Descriptor {
            name: $crate::__private::core::stringify!($name),
            path: $crate::__closures_extern_path! { [$crate::__private::JsPath::GLOBAL] $options },
            params: &[$($crate::__private::Param {
                name: $crate::__private::core::stringify!($arg),
                ty: <$ty as $crate::__private::ToJs>::TYPE,
            }),*],
            result: $crate::__closures_extern_result!($($result)?),
        })
    };
    (attributes: [], cfg: [$($cfg:tt)+], options: $options:tt, item: $item:tt) => {{
        // A `#[cfg]` may remove a statement, but no element of an array that a macro writes.
        let descriptor: $crate::__private::Option<$crate::__private::Descriptor> = $crate::__private::None;
        $($cfg)+
        let descriptor =
            $crate::__closures_extern_describe! { attributes: [], cfg: [], options: $options, item: $item };
        descriptor
    }};
    // Not a function: `__closures_extern_declare!` says so.
    (attributes: [], cfg: [], options: $options:tt, item: $item:tt) => { $crate::__private::None };
}

/// The type of a result; nothing written is `()`.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_result {
    () => {
        <() as $crate::__private::FromJs>::TYPE
    };
    ($result:ty) => {
        <$result as $crate::__private::FromJs>::TYPE
    };
}

/// Turns lists of options into calls on a `JsPath`; a later option wins.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_path {
    ([$($path:tt)*] []) => { $($path)* };
    ($path:tt [[$(,)*] $($lists:tt)*]) => { $crate::__closures_extern_path! { $path [$($lists)*] } };
    ([$($path:tt)*] [[$(,)* name = $name:literal $(, $($more:tt)*)?] $($lists:tt)*]) => {
        $crate::__closures_extern_path! { [$($path)*.name($name)] [[$($($more)*)?] $($lists)*] }
    };
    ([$($path:tt)*] [[$(,)* namespace = $namespace:literal $(, $($more:tt)*)?] $($lists:tt)*]) => {
        $crate::__closures_extern_path! { [$($path)*.namespace($namespace)] [[$($($more)*)?] $($lists)*] }
    };
    ([$($path:tt)*] [[$(,)* namespace = $namespace:ident $(, $($more:tt)*)?] $($lists:tt)*]) => {
        $crate::__closures_extern_path! {
            [$($path)*.namespace($crate::__private::core::stringify!($namespace))] [[$($($more)*)?] $($lists)*]
        }
    };
    ([$($path:tt)*] [[$(,)* module = $module:literal $(, $($more:tt)*)?] $($lists:tt)*]) => {
        $crate::__closures_extern_path! { [$($path)*.module($module)] [[$($($more)*)?] $($lists)*] }
    };
    ($path:tt [[$(,)* descriptors = $name:ident $(, $($more:tt)*)?] $($lists:tt)*]) => {
        $crate::__closures_extern_path! { $path [[$($($more)*)?] $($lists)*] }
    };
    ($path:tt [[$(,)* $option:ident $($more:tt)*] $($lists:tt)*]) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_extern!: no `#[js(", $crate::__private::core::stringify!($option $($more)*),
            ")]`: the options are `name = \"..\"`, `namespace = ..`, `module = \"..\"`"
        ) }
    };
}

/// Puts the descriptors of a block into the custom section, and names them if the block asks for it.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_section {
    (defaults: [$($default:tt)*], names: [$($first:ident $($more:ident)*)?], items: [$($item:tt)*]) => {
        const _: () = {
            const BLOCK: &$crate::__private::Block = &$crate::__private::Block {
                id: $crate::__closures_extern_id!(),
                checked: $crate::__private::core::cfg!(debug_assertions),
                imports: &[$($crate::__closures_extern_describe! $item),*],
            };
            $crate::__closures_extern_embed! { BLOCK $($first)? }
        };
        $crate::__closures_extern_name_descriptors! { [$($default)*] [$($item)*] }
    };
}

/// Embeds the record of a block in the wasm file.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", not(feature = "wasm-bindgen")))]
macro_rules! __closures_extern_embed {
    ($block:ident $($first:ident)?) => {
        // Not `#[used]`: that would put the bytes into the program's memory too.
        #[unsafe(link_section = "closures_extern")]
        #[allow(long_running_const_eval, reason = "a block may have thousands of imports")]
        static RECORD: [$crate::__private::core::primitive::u8; $crate::__private::block_record_len($block)] =
            $crate::__private::block_record($block);

        // Subtle: without an exported symbol beside it, the linker takes no object file that only has the record, when
        // the functions were inlined into another crate (tests/retention). It has the name of the first import too,
        // because the blocks that a user's macro makes in one call share line and column.
        #[unsafe(export_name = $crate::__closures_extern_id!($($first)?))]
        extern "C" fn anchor() {}
    };
}

/// Outside WebAssembly, and in a wasm-bindgen app: only evaluates the descriptors, so that their types are checked.
#[doc(hidden)]
#[macro_export]
#[cfg(any(not(target_family = "wasm"), feature = "wasm-bindgen"))]
macro_rules! __closures_extern_embed {
    ($block:ident $($first:ident)?) => {
        let _ = $block;
    };
}

/// `descriptors = IMPORTS`: a constant with the block's descriptors.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_name_descriptors {
    ([] $items:tt) => {};
    ([descriptors = $name:ident $($rest:tt)*] [$($item:tt)*]) => {
        #[allow(dead_code, reason = "for teaching and tests")]
        pub(crate) const $name: &[$crate::__private::Descriptor] = {
            const ALL: &[$crate::__private::Option<$crate::__private::Descriptor>] =
                &[$($crate::__closures_extern_describe! $item),*];
            &$crate::__private::present::<{ $crate::__private::count(ALL) }>(ALL)
        };
    };
    ([$skipped:tt $($rest:tt)*] $items:tt) => {
        $crate::__closures_extern_name_descriptors! { [$($rest)*] $items }
    };
}
