//! The descriptors of a block, and the custom section that they go into.

/// Writes what a block says of a declaration: an `Import`, which is `Absent` where its `#[cfg]` is false, and for what
/// `__closures_extern_declare!` refuses.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_describe {
    // `impl Fn(..)` and `dyn Fn(..)` are refused.
    (
        [[] $vis:vis fn $name:tt ($arg:ident: impl $($rest:tt)*) $($result:tt)*] $cfg:tt $js:tt $defaults:tt
    ) => {
        $crate::__private::Import::Absent
    };
    (
        [[] $vis:vis fn $name:tt ($first:ident: $ty:ty, $arg:ident: impl $($rest:tt)*) $($result:tt)*] $cfg:tt $js:tt $defaults:tt
    ) => {
        $crate::__private::Import::Absent
    };
    (
        [[] $vis:vis fn $name:tt ($arg:ident: dyn $($rest:tt)*) $($result:tt)*] $cfg:tt $js:tt $defaults:tt
    ) => {
        $crate::__private::Import::Absent
    };
    (
        [[] $vis:vis fn $name:tt ($first:ident: $ty:ty, $arg:ident: dyn $($rest:tt)*) $($result:tt)*] $cfg:tt $js:tt $defaults:tt
    ) => {
        $crate::__private::Import::Absent
    };
    // A method, by its first argument.
    (
        [[$(#[doc = $doc:literal])*] $vis:vis fn $name:ident (this: $($arguments:tt)*) $($result:tt)*] [] [] $defaults:tt
    ) => {
        $crate::__closures_extern_describe_as! {
            [this] path: [], variadic: false, [$name (this: $($arguments)*) $($result)*]
        }
    };
    // A function without options: where it is found, the block says.
    (
        [[$(#[doc = $doc:literal])*] $vis:vis fn $name:ident ($($arg:ident: $ty:ty),* $(,)?) -> $result:ty] [] [] $defaults:tt
    ) => {
        $crate::__private::Import::Function(
            $crate::__private::core::stringify!($name $($arg)*),
            &[$(<$ty as $crate::ToJs>::ENCODING),*],
            <$result as $crate::ReturnFromJs>::ENCODING,
        )
    };
    (
        [[$(#[doc = $doc:literal])*] $vis:vis fn $name:ident ($($arg:ident: $ty:ty),* $(,)?)] [] [] $defaults:tt
    ) => {
        $crate::__private::Import::Function(
            $crate::__private::core::stringify!($name $($arg)*),
            &[$(<$ty as $crate::ToJs>::ENCODING),*],
            $crate::__private::UNIT,
        )
    };
    (
        [[#[js $options:tt] $($attributes:tt)*] $($item:tt)*] $cfg:tt [$($js:tt)*] $defaults:tt
    ) => {
        $crate::__closures_extern_describe! {
            [[$($attributes)*] $($item)*] $cfg [$($js)* $options $options] $defaults
        }
    };
    (
        [[#[cfg $condition:tt] $($attributes:tt)*] $($item:tt)*] [$($cfg:tt)*] $js:tt $defaults:tt
    ) => {
        $crate::__closures_extern_describe! {
            [[$($attributes)*] $($item)*] [$($cfg)* #[cfg $condition]] $js $defaults
        }
    };
    (
        [[#[doc = $first:literal] $(#[doc = $doc:literal])* $(#[js $options:tt])*] $($item:tt)*] $cfg:tt [$($js:tt)*] $defaults:tt
    ) => {
        $crate::__closures_extern_describe! {
            [[] $($item)*] $cfg [$($js)* $($options $options)*] $defaults
        }
    };
    (
        [[
            #[doc = $a:literal] #[doc = $b:literal] #[doc = $c:literal] #[doc = $d:literal] $($attributes:tt)*
        ] $($item:tt)*] $cfg:tt $js:tt $defaults:tt
    ) => {
        $crate::__closures_extern_describe! {
            [[$($attributes)*] $($item)*] $cfg $js $defaults
        }
    };
    (
        [[#$attribute:tt $($attributes:tt)*] $($item:tt)*] $cfg:tt $js:tt $defaults:tt
    ) => {
        $crate::__closures_extern_describe! {
            [[$($attributes)*] $($item)*] $cfg $js $defaults
        }
    };
    ([[] $($item:tt)*] [$($cfg:tt)+] $js:tt $defaults:tt) => {{
        // A `#[cfg]` may remove a statement, but no element of an array that a macro writes.
        let descriptor: $crate::__private::Import = $crate::__private::Import::Absent;
        $($cfg)+
        let descriptor = $crate::__closures_extern_describe! {
            [[] $($item)*] [] $js $defaults
        };
        descriptor
    }};
    ([[] $vis:vis fn $name:tt (this: $($arguments:tt)*) $($result:tt)*] [] $js:tt [$namespace:tt $module:tt]) => {
        $crate::__closures_extern_options! {
            $js function, then: [describe [$name (this: $($arguments)*) $($result)*]],
            state: { form [this] name [] namespace $namespace module $module variadic [] extends [] wrong [] }
        }
    };
    ([[] $vis:vis fn $($function:tt)*] [] $js:tt [$namespace:tt $module:tt]) => {
        $crate::__closures_extern_options! {
            $js function, then: [describe [$($function)*]],
            state: { form [function] name [] namespace $namespace module $module variadic [] extends [] wrong [] }
        }
    };
    ([[] $vis:vis type $name:tt] [] $js:tt [$namespace:tt $module:tt]) => {
        $crate::__closures_extern_options! {
            $js type, then: [describe [$name]],
            state: { form [type] name [] namespace $namespace module $module variadic [] extends [] wrong [] }
        }
    };
    ([[] $vis:vis static $name:tt: $ty:ty] [] $js:tt [$namespace:tt $module:tt]) => {
        $crate::__closures_extern_options! {
            $js static, then: [describe [$name $ty]],
            state: { form [static] name [] namespace $namespace module $module variadic [] extends [] wrong [] }
        }
    };
    ([[] $vis:vis async $($item:tt)*] [] $js:tt $defaults:tt) => {
        $crate::__closures_extern_async! { $js then: [describe [[] $js $defaults]], [$vis] $($item)* }
    };
    ([[] $($item:tt)*] [] $js:tt $defaults:tt) => { $crate::__private::Import::Absent };
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
            Function, owner: [$crate::__private::None], path: [$($path)*], variadic: $variadic, $name [$($arg)*] [] [$($ty,)*] [$($result)?]
        }
    };
    (
        [placed $form:ident] path: [$($path:tt)*], variadic: $variadic:expr,
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) $(-> $result:ty)?]
    ) => {
        $crate::__closures_extern_descriptor! {
            $form, owner: [$crate::__private::None], path: [$($path)*], variadic: $variadic, $name [$($arg)*] [] [$($ty,)*] [$($result)?]
        }
    };
    (
        [constructor] path: $path:tt, variadic: $variadic:expr,
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) -> $result:ty]
    ) => {
        $crate::__closures_extern_descriptor! {
            Constructor, owner: [$crate::__private::Some($crate::__private::core::stringify!($result))],
            path: [class: $crate::__private::Some(<$result as $crate::__private::Constructed>::CLASS),],
            variadic: $variadic, $name [$($arg)*] [] [$($ty,)*] [$result]
        }
    };
    (
        [constructs $class:ty] path: $path:tt, variadic: $variadic:expr,
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) -> $result:ty]
    ) => {
        $crate::__closures_extern_descriptor! {
            Constructor, owner: [$crate::__private::Some($crate::__private::core::stringify!($class))],
            path: [class: $crate::__private::Some(<$class as $crate::__private::JsClass>::PATH),],
            variadic: $variadic, $name [$($arg)*] [] [$($ty,)*] [$result]
        }
    };
    ([of $class:ty] $($function:tt)*) => { $crate::__closures_extern_describe_as! { [of $class, Function] $($function)* } };
    (
        [of $class:ty, $form:ident] path: [$($path:tt)*], variadic: $variadic:expr,
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) $(-> $result:ty)?]
    ) => {
        $crate::__closures_extern_descriptor! {
            $form, owner: [$crate::__private::Some($crate::__private::core::stringify!($class))],
            path: [$($path)* class: $crate::__private::Some(<$class as $crate::__private::JsClass>::PATH),],
            variadic: $variadic, $name [$($arg)*] [] [$($ty,)*] [$($result)?]
        }
    };
    (
        [method $kind:ident] path: [$($path:tt)*], variadic: $variadic:expr,
        [$name:ident (this: &$class:ty $(, $arg:ident: $ty:ty)* $(,)?) $(-> $result:ty)?]
    ) => {
        $crate::__closures_extern_descriptor! {
            $kind, owner: [$crate::__private::Some($crate::__private::core::stringify!($class))],
            path: [$($path)* class: $crate::__private::Some(<$class as $crate::__private::JsClass>::PATH),],
            variadic: $variadic, $name [this $($arg)*] [<$class as $crate::__private::JsClass>::THIS] [$($ty,)*] [$($result)?]
        }
    };
    ([this] $($method:tt)*) => { $crate::__closures_extern_describe_as! { [method Method] $($method)* } };
    ([type] path: $path:tt, variadic: $variadic:expr, [$name:ident]) => {
        $crate::__closures_extern_descriptor! {
            Class, owner: [$crate::__private::Some("type")], path: $path, variadic: $variadic,
            $name [value] [] [&$crate::__private::JsValue,] [$crate::__private::core::primitive::bool]
        }
    };
    ([static] path: $path:tt, variadic: $variadic:expr, [$name:ident $ty:ty]) => {
        $crate::__closures_extern_descriptor! {
            Value, owner: [$crate::__private::Some("static")], path: $path, variadic: $variadic, $name [] [] [] [$ty]
        }
    };
    ($form:tt path: $path:tt, variadic: $variadic:expr, $item:tt) => { $crate::__private::Import::Absent };
}

/// A descriptor.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_descriptor {
    (
        $kind:ident, owner: [$owner:expr], path: [$($path:tt)*], variadic: $variadic:expr,
        $name:ident [$($arg:ident)*] [$($this:expr)?] [$($ty:ty,)*] [$($result:ty)?]
    ) => {
        $crate::__private::Import::Item(
            $crate::__private::core::stringify!($name $($arg)*),
            $owner,
            $crate::__private::Kind::$kind,
            $crate::__private::JsPath { $($path)* ..$crate::__private::JsPath::GLOBAL },
            $variadic,
            &[$($this,)? $(<$ty as $crate::ToJs>::ENCODING),*],
            $crate::__closures_extern_result!($($result)?),
        )
    };
}

/// The descriptor of an import whose place in JavaScript is known, as `__closures_extern_call!` is given it.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", feature = "wasm-bindgen"))]
macro_rules! __closures_extern_describe_at {
    (
        [$($owner:tt)*] $name:ident
        [$kind:ident [[$($namespace:tt)*] [$($module:tt)*] $([$($js:tt)*] [$($variadic:tt)?])?] $($of:tt)*]
        [$($arg:ident)*] $types:tt $result:tt
    ) => {
        &$crate::__closures_extern_descriptor! {
            $kind, owner: [$crate::__closures_extern_some_owner!($($owner)*)],
            path: [$($(name: $crate::__private::Some $js,)*)? $(namespace: $crate::__private::Some $namespace,)* $(module: $crate::__private::Some $module,)* $($of)*],
            variadic: false $($(|| $variadic)?)?, $name [$($arg)*] [] $types $result
        }
    };
}

/// The class of a method as a descriptor has it.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", feature = "wasm-bindgen"))]
macro_rules! __closures_extern_some_owner {
    () => {
        $crate::__private::None
    };
    ($($owner:tt)+) => {
        $crate::__private::Some($crate::__closures_extern_owner!($($owner)+))
    };
}

/// The type of a result, as a descriptor has it.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_result {
    () => {
        $crate::__private::UNIT
    };
    ($result:ty) => {
        <$result as $crate::ReturnFromJs>::ENCODING
    };
}

/// Puts the descriptors of a block into the custom section, and names them if the block asks for it.
#[doc(hidden)]
#[macro_export]
#[cfg(not(all(target_family = "wasm", feature = "wasm-bindgen")))]
macro_rules! __closures_extern_section {
    ($defaults:tt $descriptors:tt [$($group:tt)*]) => {
        const _: () = {
            const BLOCK: &$crate::__private::Block = &$crate::__private::Block {
                id: $crate::__closures_extern_id!(),
                checked: $crate::__private::core::cfg!(debug_assertions),
                path: $crate::__closures_extern_default_path!($defaults),
                imports: &[$(&$crate::__closures_extern_describe! { $group [] [] $defaults }),*],
            };
            $crate::__closures_extern_embed! { BLOCK $($group)* }
        };
        $crate::__closures_extern_name_descriptors! { $defaults $descriptors [$($group)*] }
    };
}

/// Where the functions of a block are found that say nothing else.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_default_path {
    ([[$($namespace:tt)*] [$($module:tt)*]]) => {
        $crate::__private::JsPath { $(namespace: $crate::__private::Some $namespace,)* $(module: $crate::__private::Some $module,)* ..$crate::__private::JsPath::GLOBAL }
    };
}

/// In a wasm-bindgen app each function has its descriptor with it (`__closures_extern_call!`), and nobody reads a custom section.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", feature = "wasm-bindgen"))]
macro_rules! __closures_extern_section {
    ($defaults:tt $descriptors:tt [$($group:tt)*]) => {
        $crate::__closures_extern_name_descriptors! { $defaults $descriptors [$($group)*] }
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
    ($block:ident $([$attributes:tt $vis:vis $kind:ident $name:tt $($rest:tt)*] $($more:tt)*)?) => {
        // Not `#[used]`: that would put the bytes into the program's memory too.
        #[unsafe(link_section = "closures_extern")]
        #[allow(long_running_const_eval, reason = "a block may have thousands of imports")]
        static RECORD: [$crate::__private::core::primitive::u8; $crate::__private::block_record_len($block)] =
            $crate::__private::block_record($block);

        // Subtle: without an exported symbol beside it, the linker takes no object file that only has the record, when
        // the functions were inlined into another crate (tests/file/retention). It has the first import too, because
        // the blocks that a user's macro makes in one call share line and column.
        #[unsafe(export_name = $crate::__closures_extern_id!($(, ":[", $crate::__private::core::stringify!($name $($rest)*), "]")?))]
        extern "C" fn anchor() {}
    };
}

/// Outside WebAssembly: only evaluates the descriptors, so that their types are checked.
#[doc(hidden)]
#[macro_export]
#[cfg(not(target_family = "wasm"))]
macro_rules! __closures_extern_embed {
    ($block:ident $($group:tt)*) => {
        let _ = $crate::__private::block_record_len($block);
    };
}

/// `descriptors = IMPORTS`: a constant with the block's descriptors.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_name_descriptors {
    ($defaults:tt [] $groups:tt) => {};
    ($defaults:tt [$name:ident] [$($group:tt)*]) => {
        #[allow(dead_code, reason = "for teaching and tests")]
        pub(crate) const $name: &[$crate::__private::Descriptor] = {
            const PLACE: &$crate::__private::Place = $crate::__closures_extern_place!();
            const ALL: &[&$crate::__private::Import] = &[$(&$crate::__closures_extern_describe! { $group [] [] $defaults }),*];
            &$crate::__private::present::<{ $crate::__private::count(ALL) }>(
                ALL, $crate::__closures_extern_default_path!($defaults), PLACE,
            )
        };
    };
}
