//! Writes an imported function or static: its wasm import, and the call of it.

/// Writes a function whose options are known, by its form: what it belongs to, and what its first argument is.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_write_function {
    // Everything but a method: a function, or an associated function of a class.
    ([function] $place:tt $kept:tt $cfg:tt [$vis:vis] [$($function:tt)*]) => {
        $crate::__closures_extern_declare! {
            [[] $vis fn $($function)*] $kept $cfg [] $place
        }
    };
    (
        [placed $form:ident] $place:tt [$($kept:tt)*] [$($cfg:tt)*] [$vis:vis]
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) $(-> $result:ty)?]
    ) => {
        $($cfg)*
        $($kept)*
        #[track_caller]
        #[inline]
        #[allow(clippy::complexity, reason = "as JavaScript's property is")]
        $vis fn $name($($arg: $ty),*) $(-> $result)? {
            $crate::__closures_extern_call! { [] $name [$form $place] [$(($arg) $ty),*] [$($result)?] }
        }
    };
    (
        [constructor] $place:tt $kept:tt $cfg:tt $vis:tt
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) -> $result:ty]
    ) => {
        $crate::__closures_extern_associated! {
            [Constructor $place class: $crate::__private::Some(<$result as $crate::__private::Constructed>::CLASS),]
            $kept $cfg $vis $name [$result] [] [$(($arg) $arg: $ty,)*] [$result]
        }
    };
    ([constructor] $place:tt $kept:tt $cfg:tt $vis:tt [$name:tt $arguments:tt]) => {
        $crate::__closures_extern_say_of! {
            ($) $name $arguments
            "a constructor returns what it makes: write `fn ", $crate::__private::core::stringify!($name), "(..) -> T;`"
        }
    };
    (
        [constructs $class:ty] $place:tt $kept:tt $cfg:tt $vis:tt
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) -> $result:ty]
    ) => {
        $crate::__closures_extern_associated! {
            [Constructor $place class: $crate::__private::Some(<$class as $crate::__private::JsClass>::PATH),]
            $kept $cfg $vis $name [$class] [] [$(($arg) $arg: $ty,)*] [$result]
        }
    };
    ([of $class:ty] $($function:tt)*) => { $crate::__closures_extern_write_function! { [of $class, Function] $($function)* } };
    (
        [of $class:ty, $form:ident] $place:tt $kept:tt $cfg:tt $vis:tt
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) $(-> $result:ty)?]
    ) => {
        $crate::__closures_extern_associated! {
            [$form $place class: $crate::__private::Some(<$class as $crate::__private::JsClass>::PATH),]
            $kept $cfg $vis $name [$class] [] [$(($arg) $arg: $ty,)*] [$($result)?]
        }
    };
    // A method: `this` becomes `self`.
    ([this] $($method:tt)*) => { $crate::__closures_extern_write_function! { [method Method] $($method)* } };
    (
        [method $form:tt] $place:tt $kept:tt $cfg:tt $vis:tt
        [$name:ident (this: &$class:ty $(, $arg:ident: $ty:ty)* $(,)?) $(-> $result:ty)?]
    ) => {
        $crate::__closures_extern_associated! {
            [$form $place class: $crate::__private::Some(<$class as $crate::__private::JsClass>::PATH),]
            $kept $cfg $vis $name [$class] [self] [$(($arg) $arg: $ty,)*] [$($result)?]
        }
    };
    ([method $form:tt] $place:tt $kept:tt $cfg:tt $vis:tt [$name:tt $arguments:tt $(-> $result:ty)?]) => {
        $crate::__closures_extern_refuse_this! { $form $name $arguments $arguments }
    };
    ($form:tt $place:tt $kept:tt $cfg:tt [$vis:vis] [$name:tt $arguments:tt $(-> $result:ty)?]) => {
        $crate::__closures_extern_refuse_arguments! {
            at: [$name $arguments], stub: [$cfg $vis $name [$($result)?]], types: [], arguments: $arguments
        }
    };
}

/// Writes what sets a property: a setter in a block of its own, of the type that is read, or of another.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_property {
    ($defaults:tt $cfg:tt $vis:tt $set:ident [$class:ty] [] [$result:ty] $options:tt) => {
        $crate::__closures_extern_property! { $defaults $cfg $vis $set [$class] [$result] [$result] $options }
    };
    ($defaults:tt [$($cfg:tt)*] [$vis:vis] $set:ident [$class:ty] [$value:ty] [$result:ty] [$($options:tt)*]) => {
        $crate::__closures_extern_items! {
            defaults: $defaults, descriptors: [],
            $($cfg)* #[js(setter, $($options)*)] $vis fn $set(this: &$class, value: $value);
        }
    };
}

/// Writes a method or an associated function.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_associated {
    (
        $at:tt [$($kept:tt)*] [$($cfg:tt)*] [$vis:vis] $name:ident [$class:ty] [$($this:ident)?]
        [$(($value:ident) $arg:ident: $ty:ty,)*] [$($result:ty)?]
    ) => {
        $($cfg)*
        impl $class {
            $($kept)*
            #[track_caller]
            #[inline]
            #[allow(clippy::complexity, clippy::style, reason = "as JavaScript's function takes, returns and calls them")]
            $vis fn $name($(&$this,)? $($arg: $ty),*) $(-> $result)? {
                $crate::__closures_extern_call! {
                    [$class] $name $at [$(($this) &$class,)? $(($value) $ty),*] [$($result)?]
                }
            }
        }
    };
}

/// Calls a wasm import: a slot for each argument, and one for the result. What it is called in JavaScript (`at`) is known by its
/// descriptor.
///
/// It is given the class that it belongs to, its name, its place in JavaScript, the arguments with their types, and the result's type.
/// A method's first argument is `self`.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", not(feature = "wasm-bindgen")))]
macro_rules! __closures_extern_call {
    ([$($owner:tt)*] $name:ident $at:tt [$(($value:ident) $ty:ty),* $(,)?] [$($result:ty)?]) => {{
        // Outside of the block below, in which an argument could have the import's name.
        let call = $crate::__private::Call::<_, ($($result)?)>::of(($($value,)*));
        {
            #[link(wasm_import_module = "closures_extern:imports")]
            unsafe extern "C" {
                #[link_name = $crate::__closures_extern_id!(
                    , ":", $($crate::__closures_extern_owner!($owner), ".",)* $crate::__private::core::stringify!($name)
                )]
                fn closures_extern_import($(_: <$ty as $crate::__private::Slotted>::Slot),*) $(-> <$result as $crate::__private::Slotted>::Returned)?;
            }
            // SAFETY:
            // - The import has the slots of the arguments' types and of the result's: the tuple is of parameters of the same `$ty`.
            // - `imported` in js/src/adapters/out.js makes the function of the descriptor, which `__closures_extern_describe!` makes of the
            //   same tokens, and the module is refused without.
            unsafe { call.to(closures_extern_import as *const ()) }
        }
    }};
}

/// In a wasm-bindgen app: the same, but the import is a function pointer: src/hosted/link.rs. The function has the record of
/// its descriptor with it, which JavaScript is told at the first call.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", feature = "wasm-bindgen"))]
macro_rules! __closures_extern_call {
    ($owner:tt $name:ident $at:tt [$(($value:ident) $ty:ty),* $(,)?] [$($result:ty)?]) => {{
        let call = $crate::__private::Call::<_, ($($result)?)>::of(($($value,)*));
        {
            static CLOSURES_EXTERN_IMPORT: $crate::__private::HostedImport = {
                const BLOCK: &$crate::__private::Block = &$crate::__private::Block {
                    id: $crate::__closures_extern_id!(),
                    checked: $crate::__private::core::cfg!(debug_assertions),
                    path: $crate::__private::JsPath::GLOBAL,
                    imports: &[$crate::__closures_extern_describe_at! { $owner $name $at [$($value)*] [$($ty,)*] [$($result)?] }],
                };
                static RECORD: [$crate::__private::core::primitive::u8; $crate::__private::block_record_len(BLOCK)] =
                    $crate::__private::block_record(BLOCK);
                const SIGNATURE: &[$crate::__private::core::primitive::u8] = &[
                    $(<<$ty as $crate::__private::Slotted>::Slot as $crate::__private::HostedSlot>::CODE,)*
                    [
                        $(<<$result as $crate::__private::Slotted>::Returned as $crate::__private::HostedSlot>::CODE,)?
                        <() as $crate::__private::HostedSlot>::CODE
                    ][0],
                ];
                extern "C" fn entry() {
                    CLOSURES_EXTERN_IMPORT.unbound();
                }
                $crate::__private::HostedImport::new(&RECORD, SIGNATURE, entry)
            };
            // SAFETY:
            // - js/hosted.js puts a function of these very slots behind the pointer: it builds it from the record, and the
            //   signature is that of the pointer's type.
            // - The slots are as without wasm-bindgen.
            unsafe { call.to(CLOSURES_EXTERN_IMPORT.function()) }
        }
    }};
}

/// Outside WebAssembly: the same types, and a panic.
#[doc(hidden)]
#[macro_export]
#[cfg(not(target_family = "wasm"))]
macro_rules! __closures_extern_call {
    ($owner:tt $name:ident $at:tt [$(($value:ident) $ty:ty),* $(,)?] [$($result:ty)?]) => {
        $crate::__private::Call::<_, ($($result)?)>::of(($($value,)*)).outside($crate::__private::core::stringify!($name))
    };
}

/// The class of a method as it stands in the import's name; `type` and `static` for those.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_owner {
    (type) => {
        "type"
    };
    (static) => {
        "static"
    };
    ($class:ty) => {
        $crate::__private::core::stringify!($class)
    };
}

/// Writes a `static` whose options are known: a `JsStatic`, which holds how it is read.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_write_static {
    ($place:tt [$($kept:tt)*] [$($cfg:tt)*] [$vis:vis] $name:ident $ty:ty) => {
        $($cfg)*
        $($kept)*
        #[allow(non_upper_case_globals, reason = "it may have JavaScript's name")]
        $vis static $name: $crate::__private::JsStatic<$ty> = $crate::__private::JsStatic::new(|| {
            $crate::__closures_extern_call! { [static] $name [Value $place] [] [$ty] }
        });
    };
}
