//! What a mistake is answered, and where the answer stands.

/// Reports a mistake, from `$at`, a word, to the end of `$group`, both the user's own tokens.
///
/// Subtle: an error is shown where the innermost macro call stands that the user's file has. So this makes a macro of the
/// user's word, and calls it with the user's group; `compile_error!` by itself would underline the whole block.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_say {
    (($dollar:tt) $at:tt $group:tt $($message:tt)*) => {
        const _: () = {
            macro_rules! $at {
                ($dollar($dollar tokens:tt)*) => {
                    $crate::__closures_extern_message! { $($message)* }
                };
            }
            $at! $group;
        };
    };
}

/// Reports a mistake in a function, by its name.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_say_of {
    ($dollar:tt $name:tt $arguments:tt $($message:tt)*) => {
        $crate::__closures_extern_say! {
            $dollar $name $arguments "`fn ", $crate::__private::core::stringify!($name), "`: ", $($message)*
        }
    };
}

/// What a mistake is answered: some words, or what a constant finds.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_message {
    (@option $item:ident $option:ident) => {
        const _: () = $crate::__private::wrong_option(
            $crate::__private::core::stringify!($item),
            $crate::__private::core::stringify!($option),
        );
    };
    (@setter $name:ident) => {
        const _: () = $crate::__private::setter_name($crate::__private::core::stringify!($name));
    };
    (@variadic $name:ident) => {
        const _: () =
            $crate::__private::variadic($crate::__private::core::stringify!($name), CLOSURES_EXTERN_TYPES);
    };
    (@export $name:ident $($message:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `fn ", $crate::__private::core::stringify!($name), "`: ", $($message)*
        ) }
    };
    (@export_const $name:ident $($message:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `const ", $crate::__private::core::stringify!($name), "`: ", $($message)*
        ) }
    };
    (@test $name:ident $($message:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_test!: `fn ", $crate::__private::core::stringify!($name), "`: ", $($message)*
        ) }
    };
    (@export_type $name:ident $($message:tt)*) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            "closures_export!: `type ", $crate::__private::core::stringify!($name), "`: ", $($message)*
        ) }
    };
    ($($message:tt)*) => {
        $crate::__private::core::compile_error! {
            $crate::__private::core::concat!("closures_extern!: ", $($message)*)
        }
    };
}

/// Reports a mistake in the options of an item: at those options, `$whole`. Behind it stand, for a function's, its name in
/// JavaScript and the function.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_wrong {
    ([$whole:tt $old:tt @form $form:ident] $name:tt [$kept:tt $cfg:tt $vis:tt [$function:tt $arguments:tt $($result:tt)*]]) => {
        $crate::__closures_extern_form! { $form $name [$whole] $function $arguments }
    };
    ([$whole:tt $old:tt @variadic] $name:tt [$kept:tt $cfg:tt $vis:tt [$function:tt $arguments:tt $($result:tt)*]]) => {
        $crate::__closures_extern_variadic! { $cfg [$whole] $function $arguments }
    };
    ([$whole:tt $old:tt malformed] $($item:tt)*) => {
        $crate::__closures_extern_wrong! {
            @ ($) $whole $whole "write options as `#[js(option, option = value)]`"
        }
    };
    // No name of a macro can be made of a keyword.
    ([$whole:tt $old:tt $item:ident final] $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "there is no option `final`: each method is looked up when it is called, so leave it out"
        }
    };
    ([$whole:tt $old:tt $item:ident $option:ident] $($rest:tt)*) => {
        $crate::__closures_extern_wrong! { @ ($) $whole $whole @option $item $option }
    };
    ([$whole:tt $old:tt $($message:tt)*] $($item:tt)*) => {
        $crate::__closures_extern_wrong! { @ ($) $whole $whole $($message)* }
    };
    (@ $dollar:tt ($literal:literal $($options:tt)*) $whole:tt $($message:tt)*) => {
        $crate::__closures_extern_message! { $($message)* }
    };
    (@ $dollar:tt ($at:tt $($options:tt)*) $whole:tt $($message:tt)*) => {
        $crate::__closures_extern_say! { $dollar $at $whole $($message)* }
    };
    (@ $dollar:tt $opened:tt $whole:tt $($message:tt)*) => {
        $crate::__closures_extern_message! { $($message)* }
    };
}

/// `#[wasm_bindgen(..)]` in a block, of which it names the macro.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_foreign {
    ($block:ident) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!(
            $crate::__private::core::stringify!($block), "!: `#[wasm_bindgen]` is another crate's attribute: leave it out"
        ) }
    };
    ($block:ident ($first:tt $($options:tt)*) $whole:tt) => {
        $crate::__closures_extern_foreign! { @ ($) $block $first $whole }
    };
    ($block:ident $opened:tt $whole:tt) => { $crate::__closures_extern_foreign! { $block } };
    (@ ($dollar:tt) $block:ident $at:tt $whole:tt) => {
        const _: () = {
            macro_rules! $at {
                ($dollar($dollar tokens:tt)*) => {
                    $crate::__private::core::compile_error! { $crate::__private::core::concat!(
                        $crate::__private::core::stringify!($block), "!: `#[wasm_bindgen(..)]` is another crate's attribute: write \
                         `#[js(..)]`, with `name = \"x\"` for `js_name`, `namespace` for `js_namespace` and a `Result` for `catch`"
                    ) }
                };
            }
            $at! $whole;
        };
    };
}
