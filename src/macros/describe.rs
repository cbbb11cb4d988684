//! The descriptors of a block, and the custom section that they go into.

/// Writes the descriptor of a declaration: `Some(Descriptor { .. })`, or `None` where its `#[cfg]` is false, and for what
/// `__closures_extern_declare!` refuses.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_describe {
    // `impl Fn(..)` and `dyn Fn(..)` are refused.
    (
        attributes: [], cfg: $cfg:tt, js: $js:tt, defaults: $defaults:tt,
        item: [fn $name:tt ($arg:ident: impl $($rest:tt)*) $($result:tt)*]
    ) => {
        $crate::__private::None
    };
    (
        attributes: [], cfg: $cfg:tt, js: $js:tt, defaults: $defaults:tt,
        item: [fn $name:tt ($first:ident: $ty:ty, $arg:ident: impl $($rest:tt)*) $($result:tt)*]
    ) => {
        $crate::__private::None
    };
    (
        attributes: [], cfg: $cfg:tt, js: $js:tt, defaults: $defaults:tt,
        item: [fn $name:tt ($arg:ident: dyn $($rest:tt)*) $($result:tt)*]
    ) => {
        $crate::__private::None
    };
    (
        attributes: [], cfg: $cfg:tt, js: $js:tt, defaults: $defaults:tt,
        item: [fn $name:tt ($first:ident: $ty:ty, $arg:ident: dyn $($rest:tt)*) $($result:tt)*]
    ) => {
        $crate::__private::None
    };
    // A function without options, in a block without options.
    (
        attributes: [], cfg: [], js: [], defaults: [[] []],
        item: [fn $name:ident ($($arg:ident: $ty:ty),* $(,)?) $(-> $result:ty)?]
    ) => {
        $crate::__private::Some($crate::__private::Descriptor {
            names: $crate::__private::core::stringify!($name $($arg)*),
            owner: "",
            types: &[$(<$ty as $crate::__private::ToJs>::TYPE),*],
            kind: $crate::__private::Kind::Function,
            path: $crate::__private::JsPath::GLOBAL,
            variadic: false,
            result: [$(<$result as $crate::__private::ReturnFromJs>::TYPE,)? $crate::__private::UNIT][0],
            place: PLACE,
        })
    };
    (
        attributes: [#[js $options:tt] $($attributes:tt)*],
        cfg: $cfg:tt, js: [$($js:tt)*], defaults: $defaults:tt, item: $item:tt
    ) => {
        $crate::__closures_extern_describe! {
            attributes: [$($attributes)*],
            cfg: $cfg, js: [$($js)* $options $options], defaults: $defaults, item: $item
        }
    };
    (
        attributes: [#[cfg $condition:tt] $($attributes:tt)*],
        cfg: [$($cfg:tt)*], js: $js:tt, defaults: $defaults:tt, item: $item:tt
    ) => {
        $crate::__closures_extern_describe! {
            attributes: [$($attributes)*],
            cfg: [$($cfg)* #[cfg $condition]], js: $js, defaults: $defaults, item: $item
        }
    };
    (
        attributes: [
            #[doc = $a:literal] #[doc = $b:literal] #[doc = $c:literal] #[doc = $d:literal] $($attributes:tt)*
        ],
        cfg: $cfg:tt, js: $js:tt, defaults: $defaults:tt, item: $item:tt
    ) => {
        $crate::__closures_extern_describe! {
            attributes: [$($attributes)*], cfg: $cfg, js: $js, defaults: $defaults, item: $item
        }
    };
    (
        attributes: [#$attribute:tt $($attributes:tt)*],
        cfg: $cfg:tt, js: $js:tt, defaults: $defaults:tt, item: $item:tt
    ) => {
        $crate::__closures_extern_describe! {
            attributes: [$($attributes)*], cfg: $cfg, js: $js, defaults: $defaults, item: $item
        }
    };
    (attributes: [], cfg: [$($cfg:tt)+], js: $js:tt, defaults: $defaults:tt, item: $item:tt) => {{
        // A `#[cfg]` may remove a statement, but no element of an array that a macro writes.
        let descriptor: $crate::__private::Option<$crate::__private::Descriptor> = $crate::__private::None;
        $($cfg)+
        let descriptor = $crate::__closures_extern_describe! {
            attributes: [], cfg: [], js: $js, defaults: $defaults, item: $item
        };
        descriptor
    }};
    (attributes: [], cfg: [], js: $js:tt, defaults: [$namespace:tt $module:tt], item: [fn $($function:tt)*]) => {
        $crate::__closures_extern_options! {
            function, then: [describe [$($function)*]],
            state: { form [function] name [] namespace $namespace module $module variadic [] extends [] wrong [] },
            options: $js
        }
    };
    (attributes: [], cfg: [], js: $js:tt, defaults: [$namespace:tt $module:tt], item: [type $name:tt]) => {
        $crate::__closures_extern_options! {
            type, then: [describe [$name]],
            state: { form [type] name [] namespace $namespace module $module variadic [] extends [] wrong [] },
            options: $js
        }
    };
    (attributes: [], cfg: [], js: $js:tt, defaults: [$namespace:tt $module:tt], item: [static $name:tt: $ty:ty]) => {
        $crate::__closures_extern_options! {
            static, then: [describe [$name $ty]],
            state: { form [static] name [] namespace $namespace module $module variadic [] extends [] wrong [] },
            options: $js
        }
    };
    (attributes: [], cfg: [], js: $js:tt, defaults: $defaults:tt, item: $item:tt) => { $crate::__private::None };
}

/// The descriptor of an item whose options are known.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_describe_as {
    (
        [function] path: [$($path:tt)*], variadic: $variadic:expr,
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) $(-> $result:ty)?]
    ) => {
        $crate::__closures_extern_descriptor! {
            Function, owner: [], path: [$($path)*], variadic: $variadic, $name [$($arg)*] [] [$($ty,)*] [$($result)?]
        }
    };
    (
        [constructor] path: $path:tt, variadic: $variadic:expr,
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) -> $result:ty]
    ) => {
        $crate::__closures_extern_descriptor! {
            Constructor, owner: [$result], path: [.of(<$result as $crate::__private::Constructed>::CLASS)],
            variadic: $variadic, $name [$($arg)*] [] [$($ty,)*] [$result]
        }
    };
    (
        [constructs $class:ty] path: $path:tt, variadic: $variadic:expr,
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) -> $result:ty]
    ) => {
        $crate::__closures_extern_descriptor! {
            Constructor, owner: [$class], path: [.of(<$class as $crate::__private::JsClass>::PATH)],
            variadic: $variadic, $name [$($arg)*] [] [$($ty,)*] [$result]
        }
    };
    (
        [of $class:ty] path: [$($path:tt)*], variadic: $variadic:expr,
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) $(-> $result:ty)?]
    ) => {
        $crate::__closures_extern_descriptor! {
            Function, owner: [$class], path: [$($path)* .of(<$class as $crate::__private::JsClass>::PATH)],
            variadic: $variadic, $name [$($arg)*] [] [$($ty,)*] [$($result)?]
        }
    };
    (
        [method $kind:ident] path: [$($path:tt)*], variadic: $variadic:expr,
        [$name:ident (this: &$class:ty $(, $arg:ident: $ty:ty)* $(,)?) $(-> $result:ty)?]
    ) => {
        $crate::__closures_extern_descriptor! {
            $kind, owner: [$class], path: [$($path)* .of(<$class as $crate::__private::JsClass>::PATH)],
            variadic: $variadic, $name [this $($arg)*] [<$class as $crate::__private::JsClass>::REFERENCE] [$($ty,)*] [$($result)?]
        }
    };
    ([type] path: $path:tt, variadic: $variadic:expr, [$name:ident]) => {
        $crate::__closures_extern_descriptor! {
            Class, owner: [type], path: $path, variadic: $variadic,
            $name [value] [] [&$crate::__private::JsValue,] [$crate::__private::core::primitive::bool]
        }
    };
    ([static] path: $path:tt, variadic: $variadic:expr, [$name:ident $ty:ty]) => {
        $crate::__closures_extern_descriptor! {
            Value, owner: [static], path: $path, variadic: $variadic, $name [] [] [] [$ty]
        }
    };
    ($form:tt path: $path:tt, variadic: $variadic:expr, $item:tt) => { $crate::__private::None };
}

/// A descriptor.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_descriptor {
    (
        $kind:ident, owner: [$($owner:tt)*], path: [$($path:tt)*], variadic: $variadic:expr,
        $name:ident [$($arg:ident)*] [$($this:expr)?] [$($ty:ty,)*] [$($result:ty)?]
    ) => {
        $crate::__private::Some($crate::__private::Descriptor {
            names: $crate::__private::core::stringify!($name $($arg)*),
            owner: $crate::__private::core::concat!($($crate::__closures_extern_owner!($owner))*),
            types: &[$($this,)? $(<$ty as $crate::__private::ToJs>::TYPE),*],
            kind: $crate::__private::Kind::$kind,
            path: $crate::__private::JsPath::GLOBAL $($path)*,
            variadic: $variadic,
            result: [$(<$result as $crate::__private::ReturnFromJs>::TYPE,)? $crate::__private::UNIT][0],
            place: PLACE,
        })
    };
}

/// Puts the descriptors of a block into the custom section, and names them if the block asks for it.
#[doc(hidden)]
#[macro_export]
#[cfg(not(all(target_family = "wasm", feature = "wasm-bindgen")))]
macro_rules! __closures_extern_section {
    (names: [$($first:tt $($more:tt)*)?], descriptors: $descriptors:tt, items: [$($item:tt)*]) => {
        const _: () = {
            const PLACE: &$crate::__private::Place = $crate::__closures_extern_place!();
            const BLOCK: &$crate::__private::Block = &$crate::__private::Block {
                id: $crate::__closures_extern_id!(),
                checked: $crate::__private::core::cfg!(debug_assertions),
                imports: &[$($crate::__closures_extern_describe! $item),*],
            };
            $crate::__closures_extern_embed! { BLOCK $($first)? }
        };
        $crate::__closures_extern_name_descriptors! { $descriptors [$($item)*] }
    };
}

/// In a wasm-bindgen app each function has its descriptor with it (`__closures_extern_call!`), and nobody reads a custom section.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", feature = "wasm-bindgen"))]
macro_rules! __closures_extern_section {
    (names: $names:tt, descriptors: $descriptors:tt, items: [$($item:tt)*]) => {
        $crate::__closures_extern_name_descriptors! { $descriptors [$($item)*] }
    };
}

/// Where a block stands.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_place {
    () => {
        &$crate::__private::Place {
            file: $crate::__private::core::file!(),
            line: $crate::__private::core::line!(),
            column: $crate::__private::core::column!(),
        }
    };
}

/// Embeds the record of a block in the wasm file.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", not(feature = "wasm-bindgen")))]
macro_rules! __closures_extern_embed {
    ($block:ident $($first:tt)?) => {
        // Not `#[used]`: that would put the bytes into the program's memory too.
        #[unsafe(link_section = "closures_extern")]
        #[allow(long_running_const_eval, reason = "a block may have thousands of imports")]
        static RECORD: [$crate::__private::core::primitive::u8; $crate::__private::block_record_len($block)] =
            $crate::__private::block_record($block);

        // Subtle: without an exported symbol beside it, the linker takes no object file that only has the record, when
        // the functions were inlined into another crate (tests/retention). It has the name of the first import too,
        // because the blocks that a user's macro makes in one call share line and column.
        #[unsafe(export_name = $crate::__closures_extern_id!($(, ":", $crate::__private::core::stringify!($first))?))]
        extern "C" fn anchor() {}
    };
}

/// Outside WebAssembly: only evaluates the descriptors, so that their types are checked.
#[doc(hidden)]
#[macro_export]
#[cfg(not(target_family = "wasm"))]
macro_rules! __closures_extern_embed {
    ($block:ident $($first:tt)?) => {
        let _ = $crate::__private::block_record_len($block);
    };
}

/// `descriptors = IMPORTS`: a constant with the block's descriptors.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_name_descriptors {
    ([] $items:tt) => {};
    ([$name:ident] [$($item:tt)*]) => {
        #[allow(dead_code, reason = "for teaching and tests")]
        pub(crate) const $name: &[$crate::__private::Descriptor] = {
            const PLACE: &$crate::__private::Place = $crate::__closures_extern_place!();
            const ALL: &[$crate::__private::Option<$crate::__private::Descriptor>] =
                &[$($crate::__closures_extern_describe! $item),*];
            &$crate::__private::present::<{ $crate::__private::count(ALL) }>(ALL)
        };
    };
}
