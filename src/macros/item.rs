//! One item of a block: sorts its attributes, and writes the function, the type or the static.

/// Sorts the attributes of an item, and writes it.
///
/// `kept` are those of the item, `cfg` its conditions, which what is written around it has too, `js` its options.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_declare {
    // `impl Fn(..)` and `dyn Fn(..)` are types to the patterns below, and errors in every place that they are written to.
    (
        [[] $vis:vis fn $name:tt ($arg:ident: impl $($rest:tt)*) $($result:tt)*] $kept:tt $cfg:tt $js:tt $defaults:tt
    ) => {
        $crate::__closures_extern_refuse_unsized! { impl $name $arg }
    };
    (
        [[] $vis:vis fn $name:tt ($first:ident: $ty:ty, $arg:ident: impl $($rest:tt)*) $($result:tt)*] $kept:tt $cfg:tt $js:tt $defaults:tt
    ) => {
        $crate::__closures_extern_refuse_unsized! { impl $name $arg }
    };
    (
        [[] $vis:vis fn $name:tt ($arg:ident: dyn $($rest:tt)*) $($result:tt)*] $kept:tt $cfg:tt $js:tt $defaults:tt
    ) => {
        $crate::__closures_extern_refuse_unsized! { dyn $name $arg }
    };
    (
        [[] $vis:vis fn $name:tt ($first:ident: $ty:ty, $arg:ident: dyn $($rest:tt)*) $($result:tt)*] $kept:tt $cfg:tt $js:tt $defaults:tt
    ) => {
        $crate::__closures_extern_refuse_unsized! { dyn $name $arg }
    };
    // A function without options. With options it comes back here when they are known, with its place for the defaults.
    (
        [[$(#[doc = $doc:literal])*] $vis:vis fn $name:ident ($($arg:ident: $ty:ty),* $(,)?) $(-> $result:ty)?] [$($kept:tt)*] [$($cfg:tt)*] [] $place:tt
    ) => {
        $($cfg)*
        $($kept)*
        $(#[doc = $doc])*
        #[track_caller]
        #[inline]
        #[allow(clippy::complexity, reason = "as JavaScript's function takes and returns them")]
        $vis fn $name($($arg: $ty),*) $(-> $result)? {
            $crate::__closures_extern_call! { [] $name [Function $place] [$(($arg) $ty),*] [$($result)?] }
        }
    };
    (
        [[#[js $options:tt] $($attributes:tt)*] $($item:tt)*] $kept:tt $cfg:tt [$($js:tt)*] $defaults:tt
    ) => {
        $crate::__closures_extern_declare! {
            [[$($attributes)*] $($item)*] $kept $cfg [$($js)* $options $options] $defaults
        }
    };
    // `#[js]` and `#[js = ..]`.
    (
        [[#[js $($options:tt)*] $($attributes:tt)*] $($item:tt)*] $kept:tt $cfg:tt $js:tt $defaults:tt
    ) => {
        $crate::__closures_extern_message! { "write options as `#[js(option, option = value)]`" }
        $crate::__closures_extern_declare! {
            [[$($attributes)*] $($item)*] $kept $cfg $js $defaults
        }
    };
    (
        [[#[cfg $condition:tt] $($attributes:tt)*] $($item:tt)*] $kept:tt [$($cfg:tt)*] $js:tt $defaults:tt
    ) => {
        $crate::__closures_extern_declare! {
            [[$($attributes)*] $($item)*] $kept [$($cfg)* #[cfg $condition]] $js $defaults
        }
    };
    (
        [[#[derive $traits:tt] $($attributes:tt)*] $vis:vis type $name:tt $([$($derived:tt)*])?] $kept:tt $cfg:tt $js:tt $defaults:tt
    ) => {
        $crate::__closures_extern_derive! {
            traits: $traits, others: [], derived: [$($($derived)*)?], whole: $traits,
            then: [$defaults [$($attributes)*] $kept $cfg $js [$vis] $name]
        }
    };
    // Documentation is long, and most items have options behind it and nothing else.
    (
        [[#[doc = $first:literal] $(#[doc = $doc:literal])* $(#[js $options:tt])*] $($item:tt)*] [$($kept:tt)*] $cfg:tt [$($js:tt)*] $defaults:tt
    ) => {
        $crate::__closures_extern_declare! {
            [[] $($item)*] [$($kept)* #[doc = $first] $(#[doc = $doc])*] $cfg [$($js)* $($options $options)*] $defaults
        }
    };
    (
        [[
            #[doc = $a:literal] #[doc = $b:literal] #[doc = $c:literal] #[doc = $d:literal] $($attributes:tt)*
        ] $($item:tt)*] [$($kept:tt)*] $cfg:tt $js:tt $defaults:tt
    ) => {
        $crate::__closures_extern_declare! {
            [[$($attributes)*] $($item)*] [$($kept)* #[doc = $a] #[doc = $b] #[doc = $c] #[doc = $d]] $cfg $js $defaults
        }
    };
    (
        [[#$attribute:tt $($attributes:tt)*] $($item:tt)*] [$($kept:tt)*] $cfg:tt $js:tt $defaults:tt
    ) => {
        $crate::__closures_extern_declare! {
            [[$($attributes)*] $($item)*] [$($kept)* #$attribute] $cfg $js $defaults
        }
    };
    (
        [[] $vis:vis type $name:tt $([$($derived:tt)*])?] $kept:tt $cfg:tt $js:tt $defaults:tt
    ) => {
        $($($crate::__closures_extern_derived! { $derived $cfg $name })*)?
        $crate::__closures_extern_options! {
            $js type, then: [write $defaults [$kept $cfg [$vis] $name]],
            state: { form [type] name [] namespace [] module [] variadic [] extends [] wrong [] }
        }
    };
    ([[] $vis:vis static $name:tt: $ty:ty] $kept:tt $cfg:tt $js:tt $defaults:tt) => {
        $crate::__closures_extern_options! {
            $js static, then: [write $defaults [$kept $cfg [$vis] $name $ty]],
            state: { form [static] name [] namespace [] module [] variadic [] extends [] wrong [] }
        }
    };
    ([[] $vis:vis fn $($function:tt)*] $kept:tt $cfg:tt [$js:tt $($more:tt)*] $defaults:tt) => {
        $crate::__closures_extern_options! {
            [$js $($more)*] function, then: [write $defaults [$kept $cfg [$vis] [$($function)*]]],
            state: { form [function] name [] namespace [] module [] variadic [] extends [] wrong [] }
        }
    };
    ([[] $vis:vis fn $name:tt $arguments:tt $(-> $result:ty)?] $kept:tt $cfg:tt [] $defaults:tt) => {
        $crate::__closures_extern_refuse_arguments! {
            at: [$name $arguments], stub: [$cfg $vis $name [$($result)?]], types: [], arguments: $arguments
        }
    };
    // A semicolon by itself.
    ([[] $vis:vis] $kept:tt $cfg:tt $js:tt $defaults:tt) => {};
    ([[] $($item:tt)*] $kept:tt $cfg:tt $js:tt $defaults:tt) => {
        $crate::__closures_extern_refuse! { $defaults $($item)*; }
    };
}

/// Sorts what a `type` derives, one trait at a time: what it has by itself, what is written here, what cannot be, and what is
/// somebody else's and stays.
///
/// A derive names its trait by tokens alone, so here spelling does matter: with its path or without.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_derive {
    (
        traits: ($(,)?), others: [$($others:tt)*], derived: $derived:tt, whole: $whole:tt,
        then: [$defaults:tt $attributes:tt [$($kept:tt)*] $cfg:tt $js:tt [$vis:vis] $name:tt]
    ) => {
        $crate::__closures_extern_declare! {
            [$attributes $vis type $name $derived] [$($kept)* #[derive($($others)*)]] $cfg $js $defaults
        }
    };
    (traits: ($a:tt $(, $($more:tt)*)?), $($state:tt)*) => {
        $crate::__closures_extern_derive! { [$a] at: $a, path: [$a], more: ($($($more)*)?), $($state)* }
    };
    (traits: ($a:tt :: $b:tt $(, $($more:tt)*)?), $($state:tt)*) => {
        $crate::__closures_extern_derive! { [$a $b] at: $b, path: [$a::$b], more: ($($($more)*)?), $($state)* }
    };
    (traits: ($a:tt :: $b:tt :: $c:tt $(, $($more:tt)*)?), $($state:tt)*) => {
        $crate::__closures_extern_derive! { [$a $b $c] at: $c, path: [$a::$b::$c], more: ($($($more)*)?), $($state)* }
    };
    (traits: (:: $a:tt :: $b:tt :: $c:tt $(, $($more:tt)*)?), $($state:tt)*) => {
        $crate::__closures_extern_derive! { [$a $b $c] at: $c, path: [::$a::$b::$c], more: ($($($more)*)?), $($state)* }
    };
    // A longer path is somebody else's, and nobody looks behind it.
    (traits: ($($path:tt)+), others: [$($others:tt)*], $($state:tt)*) => {
        $crate::__closures_extern_derive! { traits: (), others: [$($others)* $($path)+], $($state)* }
    };

    ([std $module:tt $trait:tt] $($state:tt)*) => { $crate::__closures_extern_derive! { [$module $trait] $($state)* } };
    ([core $module:tt $trait:tt] $($state:tt)*) => { $crate::__closures_extern_derive! { [$module $trait] $($state)* } };
    ([clone Clone] $($state:tt)*) => { $crate::__closures_extern_derive! { [Clone] $($state)* } };
    ([fmt Debug] $($state:tt)*) => { $crate::__closures_extern_derive! { [Debug] $($state)* } };
    ([cmp $trait:tt] $($state:tt)*) => { $crate::__closures_extern_derive! { [$trait] $($state)* } };
    ([marker Copy] $($state:tt)*) => { $crate::__closures_extern_derive! { [Copy] $($state)* } };
    ([hash Hash] $($state:tt)*) => { $crate::__closures_extern_derive! { [Hash] $($state)* } };
    ([default Default] $($state:tt)*) => { $crate::__closures_extern_derive! { [Default] $($state)* } };

    // Each `type` has these.
    ([Clone] at: $at:tt, path: $path:tt, more: $more:tt, $($state:tt)*) => {
        $crate::__closures_extern_derive! { traits: $more, $($state)* }
    };
    ([Debug] at: $at:tt, path: $path:tt, more: $more:tt, $($state:tt)*) => {
        $crate::__closures_extern_derive! { traits: $more, $($state)* }
    };
    ([PartialEq] at: $at:tt, path: $path:tt, more: $more:tt, others: $others:tt, derived: [$($derived:tt)*], $($state:tt)*) => {
        $crate::__closures_extern_derive! {
            traits: $more, others: $others, derived: [$($derived)* PartialEq], $($state)*
        }
    };
    ([Eq] at: $at:tt, path: $path:tt, more: $more:tt, others: $others:tt, derived: [$($derived:tt)*], $($state:tt)*) => {
        $crate::__closures_extern_derive! { traits: $more, others: $others, derived: [$($derived)* Eq], $($state)* }
    };
    ([Copy] $($state:tt)*) => {
        $crate::__closures_extern_derive! {
            @"a handle is released when it is dropped, so it cannot be `Copy`: write `.clone()` where another is needed"
            $($state)*
        }
    };
    ([Hash] $($state:tt)*) => {
        $crate::__closures_extern_derive! {
            @"there is no `Hash`, because JavaScript gives an object no number: keep what belongs to it in a JavaScript `Map`"
            $($state)*
        }
    };
    ([PartialOrd] $($state:tt)*) => {
        $crate::__closures_extern_derive! {
            @"there is no `PartialOrd`, because JavaScript's objects have no order: compare what is in them"
            $($state)*
        }
    };
    ([Ord] $($state:tt)*) => {
        $crate::__closures_extern_derive! {
            @"there is no `Ord`, because JavaScript's objects have no order: compare what is in them"
            $($state)*
        }
    };
    ([Default] $($state:tt)*) => {
        $crate::__closures_extern_derive! {
            @"`Default` cannot be derived, because JavaScript makes the object: declare its constructor, and implement `Default` by that"
            $($state)*
        }
    };
    (
        @$message:literal at: $at:tt, path: $path:tt, more: $more:tt, others: $others:tt, derived: $derived:tt, whole: $whole:tt,
        then: [$defaults:tt $attributes:tt $kept:tt $cfg:tt $js:tt $vis:tt $name:tt]
    ) => {
        $crate::__closures_extern_say! {
            ($) $at $whole "`type ", $crate::__private::core::stringify!($name), "`: ", $message
        }
        $crate::__closures_extern_derive! {
            traits: $more, others: $others, derived: $derived, whole: $whole,
            then: [$defaults $attributes $kept $cfg $js $vis $name]
        }
    };
    ($_:tt at: $at:tt, path: [$($path:tt)+], more: $more:tt, others: [$($others:tt)*], $($state:tt)*) => {
        $crate::__closures_extern_derive! { traits: $more, others: [$($others)* $($path)+,], $($state)* }
    };
}

/// Writes a trait that a `type` derives: of the value, which each has, also where a parent does not derive it.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_derived {
    (PartialEq [$($cfg:tt)*] $name:ident) => {
        /// JS `===`.
        $($cfg)*
        impl $crate::__private::core::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> $crate::__private::core::primitive::bool {
                $crate::__private::core::convert::AsRef::<$crate::__private::JsValue>::as_ref(self)
                    == $crate::__private::core::convert::AsRef::<$crate::__private::JsValue>::as_ref(other)
            }
        }
    };
    (Eq [$($cfg:tt)*] $name:ident) => {
        $($cfg)*
        impl $crate::__private::core::cmp::Eq for $name {}
    };
}

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
    (
        [of $class:ty] $place:tt $kept:tt $cfg:tt $vis:tt
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) $(-> $result:ty)?]
    ) => {
        $crate::__closures_extern_associated! {
            [Function $place class: $crate::__private::Some(<$class as $crate::__private::JsClass>::PATH),]
            $kept $cfg $vis $name [$class] [] [$(($arg) $arg: $ty,)*] [$($result)?]
        }
    };
    // A method: `this` becomes `self`.
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
                fn closures_extern_import($(_: <$ty as $crate::__private::Slotted>::Slot),*) $(-> <$result as $crate::ReturnFromJs>::Slot)?;
            }
            // SAFETY:
            // - The import has the slots of the arguments' types and of the result's: the tuple is of parameters of the same `$ty`.
            // - `imported` in js/src/adapters/out.js makes the function of the descriptor, which `__closures_extern_describe!` makes of the
            //   same tokens, and the module is refused without.
            unsafe { call.to(closures_extern_import as *const ()) }
        }
    }};
}

/// In a wasm-bindgen app: the same, but the import is a function pointer: src/hosted/calls.rs. The function has the record of
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
                        $(<<$result as $crate::ReturnFromJs>::Slot as $crate::__private::HostedSlot>::CODE,)?
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

/// Writes a `type` whose options are known: a `JsValue`, or its first parent, under another name.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_write_type {
    (extends: [], place: $place:tt, $item:tt) => {
        $crate::__closures_extern_write_type! {
            @ parent: [$crate::__private::JsValue], ancestors: [], place: $place $place, $item
        }
    };
    (extends: [[$parent:ty] $([$ancestor:ty])*], place: $place:tt, $item:tt) => {
        $crate::__closures_extern_write_type! {
            @ parent: [$crate::__closures_extern_parent!($parent)],
            ancestors: [
                [$crate::__closures_extern_parent!($parent)] $([$crate::__closures_extern_parent!($ancestor)])*
            ],
            place: $place $place, $item
        }
    };
    (
        @ parent: [$parent:ty], ancestors: [$([$ancestor:ty])*],
        place: $place:tt [[$($namespace:tt)*] [$($module:tt)*] [$($js:tt)*] $variadic:tt],
        [[$($kept:tt)*] [$($cfg:tt)*] [$vis:vis] $name:ident]
    ) => {
        $($cfg)*
        $($kept)*
        #[repr(transparent)]
        $vis struct $name {
            value: $parent,
        }

        $($cfg)*
        impl $name {
            /// The value as this type, whatever it is: nothing is asked. `TryFrom<JsValue>` asks.
            #[allow(dead_code, reason = "of a type that is only passed on")]
            #[must_use]
            pub fn unchecked_from(value: $crate::__private::JsValue) -> Self {
                $crate::__private::imported(value)
            }
        }

        // Full paths: a `use` would hide the user's own types of these names.
        $($cfg)*
        const _: () = {
            // SAFETY: the struct above is transparent, and its one field is a `JsValue` or, as `Parent` has asked, another `JsClass`.
            unsafe impl $crate::__private::JsClass for $name {
                const PATH: &'static $crate::__private::JsPath = &$crate::__private::JsPath {
                    $(namespace: $crate::__private::Some $namespace,)* $(module: $crate::__private::Some $module,)*
                    ..$crate::__closures_extern_named! { $name $($js)* }
                };
            }

            impl $crate::__private::Slotted for $name {
                type Slot = $crate::__private::ClassSlot;
            }

            // SAFETY: `Class` promises what the traits say, here and below.
            unsafe impl $crate::__private::ToJs for $name {
                type Way = $crate::__private::Class;
            }

            // SAFETY: a value is JavaScript's own.
            unsafe impl $crate::__private::Lasting for $name {}

            // SAFETY: JS reads the value of the handle at once.
            unsafe impl $crate::__private::Lasting for &$name {}

            // SAFETY: as above.
            unsafe impl $crate::__private::RefToJs for $name {
                type Way = $crate::__private::Class;
            }

            // SAFETY: as above.
            unsafe impl $crate::__private::FromJs for $name {
                type Way = $crate::__private::Class;
            }

            // SAFETY: as above.
            unsafe impl $crate::__private::RefFromJs for $name {
                type Held = $name;
                type Way = $crate::__private::Class;
            }

            // SAFETY: it is no number, so what `Element` does by itself is right.
            unsafe impl $crate::__private::Element for $name {}

            impl $crate::__private::Clone for $name {
                #[inline]
                fn clone(&self) -> Self {
                    // Of the field, so that there is no other: an attribute macro might add one.
                    $name { value: $crate::__private::Clone::clone(&self.value) }
                }
            }

            impl $crate::__private::Debug for $name {
                fn fmt(&self, out: &mut $crate::__private::Formatter<'_>) -> $crate::__private::core::fmt::Result {
                    $crate::__private::debug(self, $crate::__private::core::stringify!($name), out)
                }
            }

            impl $crate::__private::Deref for $name {
                type Target = $parent;
                #[inline]
                fn deref(&self) -> &$parent {
                    &self.value
                }
            }

            impl $crate::__private::AsRef<$crate::__private::JsValue> for $name {
                #[inline]
                fn as_ref(&self) -> &$crate::__private::JsValue {
                    $crate::__private::value_of(self)
                }
            }

            impl $crate::__private::AsRef<$name> for $name {
                #[inline]
                fn as_ref(&self) -> &$name {
                    self
                }
            }

            $(
                impl $crate::__private::AsRef<$ancestor> for $name {
                    #[inline]
                    fn as_ref(&self) -> &$ancestor {
                        $crate::__private::AsRef::as_ref(&self.value)
                    }
                }

                impl $crate::__private::From<$name> for $ancestor {
                    #[inline]
                    fn from(object: $name) -> $ancestor {
                        $crate::__private::Into::into(object.value)
                    }
                }
            )*

            impl $crate::__private::TryFrom<$crate::__private::JsValue> for $name {
                type Error = $crate::__private::ClassError;
                fn try_from(value: $crate::__private::JsValue) -> $crate::__private::Result<Self, Self::Error> {
                    fn is_instance(value: &$crate::__private::JsValue) -> $crate::__private::core::primitive::bool {
                        $crate::__closures_extern_call! {
                            [type] $name [Class $place]
                            [(value) &$crate::__private::JsValue] [$crate::__private::core::primitive::bool]
                        }
                    }
                    $crate::__private::cast(value, is_instance)
                }
            }
        };
    };
}

/// The path of a class by its name: the one that is given, or else that of its type.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_named {
    ($name:ident) => {
        $crate::__private::JsPath {
            name: $crate::__private::Some($crate::__private::core::stringify!($name)),
            ..$crate::__private::JsPath::GLOBAL
        }
    };
    ($name:ident $js:tt) => {
        $crate::__private::JsPath { name: $crate::__private::Some $js, ..$crate::__private::JsPath::GLOBAL }
    };
}

/// A parent that has been asked whether it is an imported type, and so is one error if it is none.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_parent {
    ($parent:ty) => {
        <$parent as $crate::__private::Parent<
            $crate::__private::Checked<
                {
                    let _ = <$parent as $crate::__private::JsClass>::PATH;
                    true
                },
            >,
        >>::Class
    };
}

/// Writes a `static` whose options are known: a `JsStatic`, which holds how it is read.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_write_static {
    ($place:tt [$($kept:tt)*] [$($cfg:tt)*] [$vis:vis] $name:ident $ty:ty) => {
        $($cfg)*
        $($kept)*
        $vis static $name: $crate::__private::JsStatic<$ty> = $crate::__private::JsStatic::new(|| {
            $crate::__closures_extern_call! { [static] $name [Value $place] [] [$ty] }
        });
    };
}
