//! One item of a block: sorts its attributes, and hands it on to what writes a function, a type or a static.

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
    // A method, by its first argument.
    (
        [[$(#[doc = $doc:literal])*] $vis:vis fn $name:ident (this: $($arguments:tt)*) $($result:tt)*] [$($kept:tt)*] $cfg:tt [] $defaults:tt
    ) => {
        $crate::__closures_extern_write! {
            function [this] [] [] [] [] $defaults [[$($kept)* $(#[doc = $doc])*] $cfg [$vis] [$name (this: $($arguments)*) $($result)*]]
        }
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
    ([[] $vis:vis fn $name:tt (this: $($arguments:tt)*) $($result:tt)*] $kept:tt $cfg:tt [$js:tt $($more:tt)*] $defaults:tt) => {
        $crate::__closures_extern_options! {
            [$js $($more)*] function, then: [write $defaults [$kept $cfg [$vis] [$name (this: $($arguments)*) $($result)*]]],
            state: { form [this] name [] namespace [] module [] variadic [] extends [] wrong [] }
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
    ([[] $vis:vis async $($item:tt)*] $kept:tt $cfg:tt $js:tt $defaults:tt) => {
        $crate::__closures_extern_async! { $js then: [declare [$kept $cfg $js $defaults]], [$vis] $($item)* }
    };
    // A semicolon by itself.
    ([[] $vis:vis] $kept:tt $cfg:tt $js:tt $defaults:tt) => {};
    ([[] $($item:tt)*] $kept:tt $cfg:tt $js:tt $defaults:tt) => {
        $crate::__closures_extern_refuse! { $defaults $($item)*; }
    };
}
