//! One item of a block: sorts its attributes, and writes the function, the type or the static.

/// Sorts the attributes of an item, and writes it.
///
/// `kept` are those of the item, `cfg` its conditions, which what is written around it has too, `js` its options.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_declare {
    // `impl Fn(..)` and `dyn Fn(..)` are types to the patterns below, and errors in every place that they are written to.
    (
        defaults: $defaults:tt, attributes: [], kept: $kept:tt, cfg: $cfg:tt, js: $js:tt,
        item: [$vis:vis fn $name:tt ($arg:ident: impl $($rest:tt)*) $($result:tt)*]
    ) => {
        $crate::__closures_extern_refuse_unsized! { impl $name $arg }
    };
    (
        defaults: $defaults:tt, attributes: [], kept: $kept:tt, cfg: $cfg:tt, js: $js:tt,
        item: [$vis:vis fn $name:tt ($first:ident: $ty:ty, $arg:ident: impl $($rest:tt)*) $($result:tt)*]
    ) => {
        $crate::__closures_extern_refuse_unsized! { impl $name $arg }
    };
    (
        defaults: $defaults:tt, attributes: [], kept: $kept:tt, cfg: $cfg:tt, js: $js:tt,
        item: [$vis:vis fn $name:tt ($arg:ident: dyn $($rest:tt)*) $($result:tt)*]
    ) => {
        $crate::__closures_extern_refuse_unsized! { dyn $name $arg }
    };
    (
        defaults: $defaults:tt, attributes: [], kept: $kept:tt, cfg: $cfg:tt, js: $js:tt,
        item: [$vis:vis fn $name:tt ($first:ident: $ty:ty, $arg:ident: dyn $($rest:tt)*) $($result:tt)*]
    ) => {
        $crate::__closures_extern_refuse_unsized! { dyn $name $arg }
    };
    // A function without options. With options it comes back here when they are known, with its place for the defaults.
    (
        defaults: $place:tt, attributes: [], kept: [$($kept:tt)*], cfg: [$($cfg:tt)*], js: [],
        item: [$vis:vis fn $name:ident ($($arg:ident: $ty:ty),* $(,)?) -> $result:ty]
    ) => {
        $($cfg)*
        $($kept)*
        #[cfg_attr(debug_assertions, track_caller)]
        #[inline]
        #[allow(clippy::too_many_arguments, clippy::type_complexity, clippy::unused_unit, reason = "as JavaScript's function takes and returns them")]
        $vis fn $name($($arg: $ty),*) -> $result {
            $crate::__closures_extern_call! {
                owner: [], name: $name, at: [Function $place], this: [], arguments: [$(($arg) $ty),*], result: $result
            }
        }
    };
    (
        defaults: $defaults:tt, attributes: [], kept: $kept:tt, cfg: $cfg:tt, js: [],
        item: [$vis:vis fn $name:ident ($($arg:ident: $ty:ty),* $(,)?)]
    ) => {
        $crate::__closures_extern_declare! {
            defaults: $defaults, attributes: [], kept: $kept, cfg: $cfg, js: [],
            item: [$vis fn $name ($($arg: $ty),*) -> ()]
        }
    };
    (
        defaults: $defaults:tt, attributes: [#[js $options:tt] $($attributes:tt)*],
        kept: $kept:tt, cfg: $cfg:tt, js: [$($js:tt)*], item: $item:tt
    ) => {
        $crate::__closures_extern_declare! {
            defaults: $defaults, attributes: [$($attributes)*], kept: $kept, cfg: $cfg, js: [$($js)* $options $options], item: $item
        }
    };
    // `#[js]` and `#[js = ..]`.
    (
        defaults: $defaults:tt, attributes: [#[js $($options:tt)*] $($attributes:tt)*],
        kept: $kept:tt, cfg: $cfg:tt, js: $js:tt, item: $item:tt
    ) => {
        $crate::__closures_extern_message! { "write options as `#[js(option, option = value)]`" }
        $crate::__closures_extern_declare! {
            defaults: $defaults, attributes: [$($attributes)*], kept: $kept, cfg: $cfg, js: $js, item: $item
        }
    };
    (
        defaults: $defaults:tt, attributes: [#[cfg $condition:tt] $($attributes:tt)*],
        kept: $kept:tt, cfg: [$($cfg:tt)*], js: $js:tt, item: $item:tt
    ) => {
        $crate::__closures_extern_declare! {
            defaults: $defaults, attributes: [$($attributes)*], kept: $kept, cfg: [$($cfg)* #[cfg $condition]], js: $js, item: $item
        }
    };
    (
        defaults: $defaults:tt, attributes: [#[derive $traits:tt] $($attributes:tt)*],
        kept: $kept:tt, cfg: $cfg:tt, js: $js:tt, item: [$vis:vis type $name:tt $([$($derived:tt)*])?]
    ) => {
        $crate::__closures_extern_derive! {
            traits: $traits, others: [], derived: [$($($derived)*)?], whole: $traits,
            then: [$defaults [$($attributes)*] $kept $cfg $js [$vis] $name]
        }
    };
    // Documentation is long: four lines at a time.
    (
        defaults: $defaults:tt,
        attributes: [
            #[doc = $a:literal] #[doc = $b:literal] #[doc = $c:literal] #[doc = $d:literal] $($attributes:tt)*
        ],
        kept: [$($kept:tt)*], cfg: $cfg:tt, js: $js:tt, item: $item:tt
    ) => {
        $crate::__closures_extern_declare! {
            defaults: $defaults, attributes: [$($attributes)*],
            kept: [$($kept)* #[doc = $a] #[doc = $b] #[doc = $c] #[doc = $d]],
            cfg: $cfg, js: $js, item: $item
        }
    };
    (
        defaults: $defaults:tt, attributes: [#$attribute:tt $($attributes:tt)*],
        kept: [$($kept:tt)*], cfg: $cfg:tt, js: $js:tt, item: $item:tt
    ) => {
        $crate::__closures_extern_declare! {
            defaults: $defaults, attributes: [$($attributes)*], kept: [$($kept)* #$attribute], cfg: $cfg, js: $js, item: $item
        }
    };
    (
        defaults: $defaults:tt, attributes: [], kept: $kept:tt, cfg: $cfg:tt, js: $js:tt,
        item: [$vis:vis type $name:tt $([$($derived:tt)*])?]
    ) => {
        $($($crate::__closures_extern_derived! { $derived $cfg $name })*)?
        $crate::__closures_extern_options! {
            type, then: [write $defaults [$kept $cfg [$vis] $name]],
            state: { form [type] name [] namespace [] module [] variadic [] extends [] wrong [] }, options: $js
        }
    };
    (defaults: $defaults:tt, attributes: [], kept: $kept:tt, cfg: $cfg:tt, js: $js:tt, item: [$vis:vis static $name:tt: $ty:ty]) => {
        $crate::__closures_extern_options! {
            static, then: [write $defaults [$kept $cfg [$vis] $name $ty]],
            state: { form [static] name [] namespace [] module [] variadic [] extends [] wrong [] }, options: $js
        }
    };
    (defaults: $defaults:tt, attributes: [], kept: $kept:tt, cfg: $cfg:tt, js: [$js:tt $($more:tt)*], item: [$vis:vis fn $($function:tt)*]) => {
        $crate::__closures_extern_options! {
            function, then: [write $defaults [$kept $cfg [$vis] [$($function)*]]],
            state: { form [function] name [] namespace [] module [] variadic [] extends [] wrong [] },
            options: [$js $($more)*]
        }
    };
    (defaults: $defaults:tt, attributes: [], kept: $kept:tt, cfg: $cfg:tt, js: [], item: [$vis:vis fn $name:tt $arguments:tt $(-> $result:ty)?]) => {
        $crate::__closures_extern_refuse_arguments! {
            at: [$name $arguments], stub: [$cfg $vis $name [$($result)?]], types: [], arguments: $arguments
        }
    };
    // A semicolon by itself.
    (defaults: $defaults:tt, attributes: [], kept: $kept:tt, cfg: $cfg:tt, js: $js:tt, item: [$vis:vis]) => {};
    (defaults: $defaults:tt, attributes: [], kept: $kept:tt, cfg: $cfg:tt, js: $js:tt, item: [$($item:tt)*]) => {
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
            defaults: $defaults, attributes: $attributes, kept: [$($kept)* #[derive($($others)*)]], cfg: $cfg, js: $js,
            item: [$vis type $name $derived]
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
            defaults: $place, attributes: [], kept: $kept, cfg: $cfg, js: [], item: [$vis fn $($function)*]
        }
    };
    (
        [constructor] $place:tt $kept:tt $cfg:tt $vis:tt
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) -> $result:ty]
    ) => {
        $crate::__closures_extern_associated! {
            [Constructor $place .of(<$result as $crate::__private::Constructed>::CLASS)]
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
            [Constructor $place .of(<$class as $crate::__private::JsClass>::PATH)]
            $kept $cfg $vis $name [$class] [] [$(($arg) $arg: $ty,)*] [$result]
        }
    };
    (
        [of $class:ty] $place:tt $kept:tt $cfg:tt $vis:tt
        [$name:ident ($($arg:ident: $ty:ty),* $(,)?) $(-> $result:ty)?]
    ) => {
        $crate::__closures_extern_associated! {
            [Function $place .of(<$class as $crate::__private::JsClass>::PATH)]
            $kept $cfg $vis $name [$class] [] [$(($arg) $arg: $ty,)*] [$($result)?]
        }
    };
    // A method: `this` becomes `self`.
    (
        [method $form:tt] $place:tt $kept:tt $cfg:tt $vis:tt
        [$name:ident (this: &$class:ty $(, $arg:ident: $ty:ty)* $(,)?) $(-> $result:ty)?]
    ) => {
        $crate::__closures_extern_associated! {
            [$form $place .of(<$class as $crate::__private::JsClass>::PATH)]
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
    ($at:tt $kept:tt $cfg:tt $vis:tt $name:ident $class:tt $this:tt $arguments:tt []) => {
        $crate::__closures_extern_associated! { $at $kept $cfg $vis $name $class $this $arguments [()] }
    };
    (
        $at:tt [$($kept:tt)*] [$($cfg:tt)*] [$vis:vis] $name:ident [$class:ty] [$($this:ident)?]
        [$(($value:ident) $arg:ident: $ty:ty,)*] [$result:ty]
    ) => {
        $($cfg)*
        impl $class {
            $($kept)*
            #[cfg_attr(debug_assertions, track_caller)]
            #[inline]
            #[allow(clippy::too_many_arguments, clippy::type_complexity, clippy::unused_unit, reason = "as JavaScript's function takes and returns them")]
            #[allow(clippy::new_ret_no_self, clippy::self_named_constructors, clippy::should_implement_trait, clippy::wrong_self_convention, reason = "as JavaScript calls it")]
            $vis fn $name($(&$this,)? $($arg: $ty),*) -> $result {
                $crate::__closures_extern_call! {
                    owner: [$class], name: $name, at: $at,
                    this: [$(($this) $class)?], arguments: [$(($value) $ty),*], result: $result
                }
            }
        }
    };
}

/// Calls a wasm import: a slot for each argument, and one for the result. What it is called `at` in JavaScript is known by its
/// descriptor.
///
/// Subtle: a type that cannot cross is one mistake, and is to be one error, at the type (tests/ui). So the types are asked
/// first, by one constant; everything else is about `ClosuresExternChecked`, which holds that constant, and rustc says no
/// more about a constant that has failed.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", not(feature = "wasm-bindgen")))]
macro_rules! __closures_extern_call {
    (
        owner: [$($owner:tt)*], name: $name:ident, at: $at:tt, this: [$(($this:ident) $class:ty)?],
        arguments: [$(($value:ident) $ty:ty),*], result: $result:ty
    ) => {{
        // Names that hide no argument and no type of the user's.
        type ClosuresExternChecked = $crate::__private::Checked<{
            let _ = [
                $(<$class as $crate::__private::JsClass>::REFERENCE,)?
                $(<$ty as $crate::__private::ToJs>::TYPE,)*
                <$result as $crate::__private::ReturnFromJs>::TYPE,
            ];
            true
        }>;
        #[link(wasm_import_module = "closures_extern:imports")]
        unsafe extern "C" {
            #[link_name = $crate::__closures_extern_id!(
                , ":", $($crate::__closures_extern_owner!($owner), ".",)* $crate::__private::core::stringify!($name)
            )]
            fn closures_extern_import(
                $(_: <&$class as $crate::__private::Argument<ClosuresExternChecked>>::Slot,)?
                $(_: <$ty as $crate::__private::Argument<ClosuresExternChecked>>::Slot),*
            ) -> <$result as $crate::__private::Returned<ClosuresExternChecked>>::Slot;
        }
        // SAFETY:
        // - `imported` in js/src/adapters/out.js makes a function of these very slots for each import, from the
        //   descriptor, which `__closures_extern_describe!` makes of the same tokens, and refuses to load without.
        // - What the slots point to lies in the temporaries of this expression, which outlive the call; the JS
        //   side keeps no address beyond it (a stack closure's is cleared in `finally`, and where an engine stops the
        //   script, which runs none, `back` ends the instance before this frame's stack is used again).
        unsafe {
            <$result as $crate::__private::Returned<ClosuresExternChecked>>::lift($crate::__private::back($crate::__private::around(), closures_extern_import(
                $(<&$class as $crate::__private::Argument<ClosuresExternChecked>>::slot(
                    &mut <&$class as $crate::__private::Argument<ClosuresExternChecked>>::lower($this)
                ),)?
                $(<$ty as $crate::__private::Argument<ClosuresExternChecked>>::slot(
                    &mut <$ty as $crate::__private::Argument<ClosuresExternChecked>>::lower($value)
                )),*
            )))
        }
    }};
}

/// In a wasm-bindgen app: the same, but the import is a function pointer: src/hosted/calls.rs. The function has the record of
/// its descriptor with it, which JavaScript is told at the first call.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", feature = "wasm-bindgen"))]
macro_rules! __closures_extern_call {
    (
        owner: [$($owner:tt)*], name: $name:ident,
        at: [$kind:ident [[$($namespace:tt)*] [$($module:tt)*] $([$($js:tt)*] [$($variadic:tt)?])?] $($of:tt)*],
        this: [$(($this:ident) $class:ty)?], arguments: [$(($value:ident) $ty:ty),*], result: $result:ty
    ) => {{
        type ClosuresExternChecked = $crate::__private::Checked<{
            let _ = [
                $(<$class as $crate::__private::JsClass>::REFERENCE,)?
                $(<$ty as $crate::__private::ToJs>::TYPE,)*
                <$result as $crate::__private::ReturnFromJs>::TYPE,
            ];
            true
        }>;
        static CLOSURES_EXTERN_IMPORT: $crate::__private::HostedImport = {
            const PLACE: &$crate::__private::Place = $crate::__closures_extern_place!();
            const BLOCK: &$crate::__private::Block = &$crate::__private::Block {
                id: $crate::__closures_extern_id!(),
                checked: $crate::__private::core::cfg!(debug_assertions),
                imports: &[$crate::__closures_extern_descriptor! {
                    $kind, owner: [$($owner)*],
                    path: [
                        $($(.name($js))*)? $(.namespace($namespace))* $(.module($module))* $($of)*
                    ],
                    variadic: [$($($variadic,)?)? false][0],
                    $name [$($this)? $($value)*] [$(<$class as $crate::__private::JsClass>::REFERENCE)?] [$($ty,)*] [$result]
                }],
            };
            static RECORD: [$crate::__private::core::primitive::u8; $crate::__private::block_record_len(BLOCK)] =
                $crate::__private::block_record(BLOCK);
            const SIGNATURE: &[$crate::__private::core::primitive::u8] = &[
                $(<<&$class as $crate::__private::Argument<ClosuresExternChecked>>::Slot as $crate::__private::HostedSlot>::CODE,)?
                $(<<$ty as $crate::__private::Argument<ClosuresExternChecked>>::Slot as $crate::__private::HostedSlot>::CODE,)*
                <<$result as $crate::__private::Returned<ClosuresExternChecked>>::Slot as $crate::__private::HostedSlot>::CODE,
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
        unsafe {
            let import = $crate::__private::core::mem::transmute::<
                *const (),
                unsafe extern "C" fn(
                    $(<&$class as $crate::__private::Argument<ClosuresExternChecked>>::Slot,)?
                    $(<$ty as $crate::__private::Argument<ClosuresExternChecked>>::Slot),*
                ) -> <$result as $crate::__private::Returned<ClosuresExternChecked>>::Slot,
            >(CLOSURES_EXTERN_IMPORT.function());
            <$result as $crate::__private::Returned<ClosuresExternChecked>>::lift($crate::__private::back($crate::__private::around(), import(
                $(<&$class as $crate::__private::Argument<ClosuresExternChecked>>::slot(
                    &mut <&$class as $crate::__private::Argument<ClosuresExternChecked>>::lower($this)
                ),)?
                $(<$ty as $crate::__private::Argument<ClosuresExternChecked>>::slot(
                    &mut <$ty as $crate::__private::Argument<ClosuresExternChecked>>::lower($value)
                )),*
            )))
        }
    }};
}

/// Outside WebAssembly: the same types, and a panic.
#[doc(hidden)]
#[macro_export]
#[cfg(not(target_family = "wasm"))]
macro_rules! __closures_extern_call {
    (
        owner: $owner:tt, name: $name:ident, at: $at:tt, this: [$(($this:ident) $class:ty)?],
        arguments: [$(($value:ident) $ty:ty),*], result: $result:ty
    ) => {{
        type ClosuresExternChecked = $crate::__private::Checked<{
            let _ = [
                $(<$class as $crate::__private::JsClass>::REFERENCE,)?
                $(<$ty as $crate::__private::ToJs>::TYPE,)*
                <$result as $crate::__private::ReturnFromJs>::TYPE,
            ];
            true
        }>;
        $crate::__private::called_outside_wasm($crate::__private::core::stringify!($name));
        $(<$ty as $crate::__private::Argument<ClosuresExternChecked>>::slot(
            &mut <$ty as $crate::__private::Argument<ClosuresExternChecked>>::lower($value)
        );)*
        // SAFETY: never reached.
        unsafe { <$result as $crate::__private::Returned<ClosuresExternChecked>>::lift($crate::__private::no_slot()) }
    }};
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
                <Self as $crate::__private::JsClass>::of(value)
            }
        }

        // Full paths: a `use` would hide the user's own types of these names.
        $($cfg)*
        const _: () = {
            // SAFETY: it is that of `RefToJs` below.
            unsafe impl $crate::__private::JsClass for $name {
                const PATH: &'static $crate::__private::JsPath =
                    &$crate::__private::JsPath::GLOBAL.name($crate::__private::core::stringify!($name))
                        $(.name($js))* $(.namespace($namespace))* $(.module($module))*;
                const REFERENCE: &'static $crate::__private::Type = &$crate::__private::Type::ImportedRef(<$name as $crate::__private::JsClass>::PATH.class_name());
                #[inline]
                fn of(value: $crate::__private::JsValue) -> Self {
                    $name { value: <$parent as $crate::__private::JsClass>::of(value) }
                }
            }

            impl $crate::__private::core::clone::Clone for $name {
                #[inline]
                fn clone(&self) -> Self {
                    $name { value: $crate::__private::core::clone::Clone::clone(&self.value) }
                }
            }

            impl $crate::__private::core::fmt::Debug for $name {
                fn fmt(&self, out: &mut $crate::__private::core::fmt::Formatter<'_>) -> $crate::__private::core::fmt::Result {
                    $crate::__private::debug($crate::__private::core::convert::AsRef::as_ref(self), $crate::__private::core::stringify!($name), out)
                }
            }

            impl $crate::__private::core::ops::Deref for $name {
                type Target = $parent;
                #[inline]
                fn deref(&self) -> &$parent {
                    &self.value
                }
            }

            impl $crate::__private::core::convert::AsRef<$crate::__private::JsValue> for $name {
                #[inline]
                fn as_ref(&self) -> &$crate::__private::JsValue {
                    $crate::__private::core::convert::AsRef::as_ref(&self.value)
                }
            }

            impl $crate::__private::core::convert::AsRef<$name> for $name {
                #[inline]
                fn as_ref(&self) -> &$name {
                    self
                }
            }

            impl $crate::__private::core::convert::From<$name> for $crate::__private::JsValue {
                #[inline]
                fn from(object: $name) -> $crate::__private::JsValue {
                    $crate::__private::core::convert::Into::into(object.value)
                }
            }

            $(
                impl $crate::__private::core::convert::AsRef<$ancestor> for $name {
                    #[inline]
                    fn as_ref(&self) -> &$ancestor {
                        $crate::__private::core::convert::AsRef::as_ref(&self.value)
                    }
                }

                impl $crate::__private::core::convert::From<$name> for $ancestor {
                    #[inline]
                    fn from(object: $name) -> $ancestor {
                        $crate::__private::core::convert::Into::into(object.value)
                    }
                }
            )*

            impl $crate::__private::core::convert::TryFrom<$crate::__private::JsValue> for $name {
                type Error = $crate::__private::ClassError;
                fn try_from(value: $crate::__private::JsValue) -> $crate::__private::core::result::Result<Self, $crate::__private::ClassError> {
                    fn is_instance(value: &$crate::__private::JsValue) -> $crate::__private::core::primitive::bool {
                        $crate::__closures_extern_call! {
                            owner: [type], name: $name, at: [Class $place], this: [],
                            arguments: [(value) &$crate::__private::JsValue], result: $crate::__private::core::primitive::bool
                        }
                    }
                    if is_instance(&value) {
                        $crate::__private::core::result::Result::Ok(<Self as $crate::__private::JsClass>::of(value))
                    } else {
                        $crate::__private::core::result::Result::Err($crate::__private::ClassError::new::<Self>(value))
                    }
                }
            }

            $crate::__closures_extern_crossing! { $name }
        };
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

/// Has an imported type cross as what it is made of.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_crossing {
    ($name:ident) => {
        // SAFETY: here and below, the type crosses as its `JsValue`, by what that promises; `type` in js/src/section/reader.js reads the
        // types `Imported` and `ImportedRef` as `Value` and `ValueRef`.
        unsafe impl $crate::__private::ToJs for $name {
            type Frame = <$crate::__private::JsValue as $crate::__private::ToJs>::Frame;
            type Slot = <$crate::__private::JsValue as $crate::__private::ToJs>::Slot;
            const TYPE: &'static $crate::__private::Type =
                &$crate::__private::Type::Imported(<$name as $crate::__private::JsClass>::PATH.class_name());
            #[inline]
            fn lower(self) -> Self::Frame {
                <$crate::__private::JsValue as $crate::__private::ToJs>::lower(
                    $crate::__private::core::convert::Into::into(self),
                )
            }
            #[inline]
            fn slot(frame: &mut Self::Frame) -> Self::Slot {
                <$crate::__private::JsValue as $crate::__private::ToJs>::slot(frame)
            }
        }

        // SAFETY: as above.
        unsafe impl $crate::__private::Lasting for $name {
            #[inline]
            fn give(self) -> $crate::__private::core::primitive::f64 {
                <$crate::__private::JsValue as $crate::__private::Lasting>::give(
                    $crate::__private::core::convert::Into::into(self),
                )
            }
        }

        // SAFETY: as above.
        unsafe impl $crate::__private::Lasting for &$name {}

        // SAFETY: as above.
        unsafe impl $crate::__private::FromJs for $name {
            type Slot = <$crate::__private::JsValue as $crate::__private::FromJs>::Slot;
            const TYPE: &'static $crate::__private::Type = <$name as $crate::__private::ToJs>::TYPE;
            #[inline]
            unsafe fn lift(slot: Self::Slot) -> Self {
                // SAFETY: the caller's promise.
                <$name as $crate::__private::JsClass>::of(unsafe {
                    <$crate::__private::JsValue as $crate::__private::FromJs>::lift(slot)
                })
            }
            #[inline]
            unsafe fn receive(slot: $crate::__private::core::primitive::f64) -> Self {
                // SAFETY: the caller's promise.
                <$name as $crate::__private::JsClass>::of(unsafe {
                    <$crate::__private::JsValue as $crate::__private::FromJs>::receive(slot)
                })
            }
        }

        // SAFETY: as above.
        unsafe impl $crate::__private::RefToJs for $name {
            type Frame<'a> = <$crate::__private::JsValue as $crate::__private::RefToJs>::Frame<'a>;
            type Slot = <$crate::__private::JsValue as $crate::__private::RefToJs>::Slot;
            const TYPE: &'static $crate::__private::Type = <$name as $crate::__private::JsClass>::REFERENCE;
            #[inline]
            fn lower(&self) -> Self::Frame<'_> {
                <$crate::__private::JsValue as $crate::__private::RefToJs>::lower(
                    $crate::__private::core::convert::AsRef::as_ref(self),
                )
            }
            #[inline]
            fn slot(frame: &mut Self::Frame<'_>) -> Self::Slot {
                <$crate::__private::JsValue as $crate::__private::RefToJs>::slot(frame)
            }
        }

        // SAFETY: as above.
        unsafe impl $crate::__private::RefFromJs for $name {
            type Held = $name;
            const TYPE: &'static $crate::__private::Type = <$name as $crate::__private::RefToJs>::TYPE;
            #[inline]
            unsafe fn hold(slot: $crate::__private::core::primitive::f64) -> $name {
                // SAFETY: the caller's promise.
                unsafe { <$name as $crate::__private::FromJs>::receive(slot) }
            }
            #[inline]
            fn borrow(held: &$name) -> &$name {
                held
            }
        }

        // SAFETY: it is no number, so what `Element` does by itself is right.
        unsafe impl $crate::__private::Element for $name {}
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
            $crate::__closures_extern_call! {
                owner: [static], name: $name, at: [Value $place], this: [], arguments: [], result: $ty
            }
        });
    };
}
