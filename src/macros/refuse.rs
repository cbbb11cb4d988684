//! Mistakes, and what they are answered: what is wrong, and then what to write instead, at the place of the mistake.
//!
//! What has the shape of an item, but not its meaning, comes from the other files, one mistake at a time. A block with an
//! item of another shape comes here whole: its good items are declared all the same, so that one mistake is one error.

mod arguments;
mod say;

/// Takes a block apart from the part on in which an item has another shape: item by item to there, good ones eight at a time.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_refuse {
    ($defaults:tt) => {};
    (
        $defaults:tt
        $(#$a1:tt)* $v1:vis fn $f1:tt $p1:tt $(-> $r1:ty)?;
        $(#$a2:tt)* $v2:vis fn $f2:tt $p2:tt $(-> $r2:ty)?;
        $(#$a3:tt)* $v3:vis fn $f3:tt $p3:tt $(-> $r3:ty)?;
        $(#$a4:tt)* $v4:vis fn $f4:tt $p4:tt $(-> $r4:ty)?;
        $(#$a5:tt)* $v5:vis fn $f5:tt $p5:tt $(-> $r5:ty)?;
        $(#$a6:tt)* $v6:vis fn $f6:tt $p6:tt $(-> $r6:ty)?;
        $(#$a7:tt)* $v7:vis fn $f7:tt $p7:tt $(-> $r7:ty)?;
        $(#$a8:tt)* $v8:vis fn $f8:tt $p8:tt $(-> $r8:ty)?;
        $($rest:tt)*
    ) => {
        $crate::__closures_extern_items! {
            defaults: $defaults, descriptors: [],
            $(#$a1)* $v1 fn $f1 $p1 $(-> $r1)?;
            $(#$a2)* $v2 fn $f2 $p2 $(-> $r2)?;
            $(#$a3)* $v3 fn $f3 $p3 $(-> $r3)?;
            $(#$a4)* $v4 fn $f4 $p4 $(-> $r4)?;
            $(#$a5)* $v5 fn $f5 $p5 $(-> $r5)?;
            $(#$a6)* $v6 fn $f6 $p6 $(-> $r6)?;
            $(#$a7)* $v7 fn $f7 $p7 $(-> $r7)?;
            $(#$a8)* $v8 fn $f8 $p8 $(-> $r8)?;
        }
        $crate::__closures_extern_refuse! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt $(-> $result:ty)?; $($rest:tt)*) => {
        $crate::__closures_extern_items! {
            defaults: $defaults, descriptors: [], $(#$attribute)* $vis fn $name $arguments $(-> $result)?;
        }
        $crate::__closures_extern_refuse! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis async fn $name:tt $arguments:tt $(-> $result:ty)?; $($rest:tt)*) => {
        $crate::__closures_extern_items! {
            defaults: $defaults, descriptors: [], $(#$attribute)* $vis async fn $name $arguments $(-> $result)?;
        }
        $crate::__closures_extern_refuse! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis type $name:tt; $($rest:tt)*) => {
        $crate::__closures_extern_items! {
            defaults: $defaults, descriptors: [], $(#$attribute)* $vis type $name;
        }
        $crate::__closures_extern_refuse! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis static $name:tt: $ty:ty; $($rest:tt)*) => {
        $crate::__closures_extern_items! {
            defaults: $defaults, descriptors: [], $(#$attribute)* $vis static $name: $ty;
        }
        $crate::__closures_extern_refuse! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis struct $name:tt { $($body:tt)* } $($rest:tt)*) => {
        $crate::__closures_extern_data! { [$(#$attribute)*] $vis struct $name { $($body)* } }
        $crate::__closures_extern_refuse! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis enum $name:tt { $($body:tt)* } $($rest:tt)*) => {
        $crate::__closures_extern_data! { [$(#$attribute)*] $vis enum $name { $($body)* } }
        $crate::__closures_extern_refuse! { $defaults $($rest)* }
    };
    ($defaults:tt ; $($rest:tt)*) => { $crate::__closures_extern_rest! { $defaults $($rest)* } };

    // Functions.
    // A function that is wrong in another way, and `async`.
    ($defaults:tt $(#$attribute:tt)* $vis:vis async fn $($rest:tt)*) => {
        $crate::__closures_extern_rest! { $defaults $vis fn $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis unsafe fn $name:tt $arguments:tt $($rest:tt)*) => {
        $crate::__closures_extern_say_of! {
            ($) $name $arguments "an imported function is safe to call: write `fn` without `unsafe`"
        }
        $crate::__closures_extern_rest! { $defaults $vis fn $name $arguments $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis const fn $name:tt $arguments:tt $($rest:tt)*) => {
        $crate::__closures_extern_say_of! {
            ($) $name $arguments "JavaScript runs when the program does: write `fn` without `const`"
        }
        $crate::__closures_extern_rest! { $defaults $vis fn $name $arguments $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis extern $($abi:literal)? fn $name:tt $arguments:tt $($rest:tt)*) => {
        $crate::__closures_extern_say_of! {
            ($) $name $arguments "every function here is an import: write `fn` without `extern`"
        }
        $crate::__closures_extern_rest! { $defaults $vis fn $name $arguments $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis unsafe extern $($rest:tt)*) => {
        $crate::__closures_extern_rest! { $defaults $vis extern $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis extern $abi:literal { $($inner:tt)* } $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "write the declarations straight into the block, without `", $crate::__private::core::stringify!(extern $abi), " { .. }`"
        }
        $crate::__closures_extern_rest! { $defaults $($inner)* $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt < $($rest:tt)*) => {
        $crate::__closures_extern_refuse_generics! { $defaults [$vis] $name [] $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt $(-> $result:ty)? where $($rest:tt)*) => {
        $crate::__closures_extern_say_of! {
            ($) $name $arguments "a function has no `where` clause: give each argument a concrete type"
        }
        $crate::__closures_extern_items! { defaults: $defaults, descriptors: [], $vis fn $name $arguments $(-> $result)?; }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt $(-> $result:ty)? { $($body:tt)* } $($rest:tt)*) => {
        $crate::__closures_extern_say_of! {
            ($) $name $arguments "a function has no body, because JavaScript has it: write `;` instead of `{ .. }`"
        }
        $crate::__closures_extern_items! { defaults: $defaults, descriptors: [], $vis fn $name $arguments $(-> $result)?; }
        $crate::__closures_extern_rest! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt $(-> $result:ty)?) => {
        $crate::__closures_extern_refuse! { @semicolon ($) $defaults [$vis fn $name $arguments $(-> $result)?] $name $arguments }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt fn $($rest:tt)*) => {
        $crate::__closures_extern_refuse! { @semicolon ($) $defaults [$vis fn $name $arguments] $name $arguments fn $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt pub $($rest:tt)*) => {
        $crate::__closures_extern_refuse! { @semicolon ($) $defaults [$vis fn $name $arguments] $name $arguments pub $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt type $($rest:tt)*) => {
        $crate::__closures_extern_refuse! { @semicolon ($) $defaults [$vis fn $name $arguments] $name $arguments type $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt static $($rest:tt)*) => {
        $crate::__closures_extern_refuse! { @semicolon ($) $defaults [$vis fn $name $arguments] $name $arguments static $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt # $($rest:tt)*) => {
        $crate::__closures_extern_refuse! { @semicolon ($) $defaults [$vis fn $name $arguments] $name $arguments # $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt -> $result:ident fn $($rest:tt)*) => {
        $crate::__closures_extern_refuse! { @semicolon ($) $defaults [$vis fn $name $arguments -> $result] $name $arguments fn $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt -> $result:ident pub $($rest:tt)*) => {
        $crate::__closures_extern_refuse! { @semicolon ($) $defaults [$vis fn $name $arguments -> $result] $name $arguments pub $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt -> $result:ident type $($rest:tt)*) => {
        $crate::__closures_extern_refuse! { @semicolon ($) $defaults [$vis fn $name $arguments -> $result] $name $arguments type $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt -> $result:ident static $($rest:tt)*) => {
        $crate::__closures_extern_refuse! { @semicolon ($) $defaults [$vis fn $name $arguments -> $result] $name $arguments static $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt $arguments:tt -> $result:ident # $($rest:tt)*) => {
        $crate::__closures_extern_refuse! { @semicolon ($) $defaults [$vis fn $name $arguments -> $result] $name $arguments # $($rest)* }
    };
    (@semicolon $dollar:tt $defaults:tt [$($item:tt)*] $name:tt $arguments:tt $($rest:tt)*) => {
        $crate::__closures_extern_say_of! {
            $dollar $name $arguments
            "a `;` is missing behind it"
        }
        $crate::__closures_extern_items! { defaults: $defaults, descriptors: [], $($item)*; }
        $crate::__closures_extern_rest! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt ($($arguments:tt)*) -> ; $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "the result of `fn ", $crate::__private::core::stringify!($name), "` is missing: write `-> Type;`, or `;` alone"
        }
        $crate::__closures_extern_items! { defaults: $defaults, descriptors: [], $vis fn $name ($($arguments)*); }
        $crate::__closures_extern_rest! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt ($($arguments:tt)*) $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "behind `fn ", $crate::__private::core::stringify!($name),
            "(..)` comes `-> Type;`, or `;` alone: is a `;` missing there?"
        }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis fn $name:tt; $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "`fn ", $crate::__private::core::stringify!($name), "` has no arguments: write `fn ",
            $crate::__private::core::stringify!($name), "();`"
        }
        $crate::__closures_extern_rest! { $defaults $($rest)* }
    };

    // Types.
    ($defaults:tt $(#$attribute:tt)* $vis:vis type $name:tt < $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "`type ", $crate::__private::core::stringify!($name),
            "`: an imported type has no parameters, because JavaScript's class has none: write `type ",
            $crate::__private::core::stringify!($name), ";`"
        }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis type $name:tt = $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "`type ", $crate::__private::core::stringify!($name),
            " = ..` is no import: write `type ", $crate::__private::core::stringify!($name),
            ";` for a JavaScript class, or the alias outside of the block"
        }
        $crate::__closures_extern_items! { defaults: $defaults, descriptors: [], $vis type $name; }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis type $name:tt : $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "`type ", $crate::__private::core::stringify!($name),
            ": ..`: the parent of a class is an option: write `#[js(extends = Parent)] type ",
            $crate::__private::core::stringify!($name), ";`"
        }
        $crate::__closures_extern_items! { defaults: $defaults, descriptors: [], $vis type $name; }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };

    // Statics.
    ($defaults:tt $(#$attribute:tt)* $vis:vis static mut $name:tt $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "`static mut ", $crate::__private::core::stringify!($name),
            "`: a static is read with `.get()`, each time anew: write it without `mut`"
        }
        $crate::__closures_extern_rest! { $defaults $vis static $name $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis static $name:tt : $ty:ty = $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "`static ", $crate::__private::core::stringify!($name),
            "` has a value, but JavaScript has it: write `static ", $crate::__private::core::stringify!($name), ": Type;`"
        }
        $crate::__closures_extern_items! { defaults: $defaults, descriptors: [], $vis static $name: $ty; }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis static $name:tt $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "`static ", $crate::__private::core::stringify!($name), "` has no type, or no `;`: write `static ",
            $crate::__private::core::stringify!($name), ": Type;`"
        }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };

    // What is no import.
    ($defaults:tt $(#$attribute:tt)* $vis:vis const $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "a `const` is no import: write `static NAME: Type;` for a JavaScript value, and other items outside of the block"
        }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis struct $name:tt < $($rest:tt)*) => {
        $crate::__closures_extern_data_refuse! { generic struct $name }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis enum $name:tt < $($rest:tt)*) => {
        $crate::__closures_extern_data_refuse! { generic enum $name }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis struct $name:tt $($rest:tt)*) => {
        $crate::__closures_extern_data_refuse! { struct $name }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis class $name:tt $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "a JavaScript class is a type: write `type ", $crate::__private::core::stringify!($name), ";`"
        }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis let $($rest:tt)*) => {
        $crate::__closures_extern_message! { "a JavaScript value is a static: write `static NAME: Type;`" }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis impl $name:tt { $($body:tt)* } $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "a method stands by itself: write `fn name(this: &", $crate::__private::core::stringify!($name),
            ", ..);` instead of `impl ", $crate::__private::core::stringify!($name), " { .. }`"
        }
        $crate::__closures_extern_rest! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis impl $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "a method stands by itself: write `fn name(this: &T, ..);` instead of `impl T { .. }`"
        }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
    ($defaults:tt #! $attribute:tt $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "`#!", $crate::__private::core::stringify!($attribute), "`: only `#![js(..)]` stands here, at the top of the block"
        }
        $crate::__closures_extern_rest! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis $word:ident $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "`", $crate::__private::core::stringify!($word),
            " ..` is no import: write `fn name(argument: Type, ..) -> Type;`, `type Name;` or `static NAME: Type;`"
        }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* , $($rest:tt)*) => {
        $crate::__closures_extern_message! { "items end with `;`, not with a comma" }
        $crate::__closures_extern_rest! { $defaults $($rest)* }
    };
    ($defaults:tt $(#$attribute:tt)* $vis:vis) => {
        $crate::__closures_extern_message! { "an attribute or a visibility stands alone: an item is missing behind it" }
    };
    ($defaults:tt $word:tt $($rest:tt)*) => {
        $crate::__closures_extern_message! {
            "`", $crate::__private::core::stringify!($word),
            " ..` is no import: write `fn name(argument: Type, ..) -> Type;`, `type Name;` or `static NAME: Type;`"
        }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
}

/// Goes on behind the next semicolon or braces.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_skip {
    ($defaults:tt) => {};
    ($defaults:tt ; $($rest:tt)*) => { $crate::__closures_extern_rest! { $defaults $($rest)* } };
    ($defaults:tt { $($body:tt)* } $($rest:tt)*) => { $crate::__closures_extern_rest! { $defaults $($rest)* } };
    ($defaults:tt $skipped:tt $($rest:tt)*) => { $crate::__closures_extern_skip! { $defaults $($rest)* } };
}

/// Takes apart what stands behind a mistake: in parts again, of which there may be many; with less fuel, because the mistake may stand far
/// down in the block.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_rest {
    ($defaults:tt) => {};
    ($defaults:tt $($items:tt)*) => {
        $crate::__closures_extern_groups! { $defaults [] [+ + + + + + + + + + + + + + + + + + + + + + + +] [] $($items)* }
    };
}

/// Goes on behind the parameters of a generic function, and gathers them for a stub.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_extern_refuse_generics {
    (
        @ $dollar:tt $defaults:tt [$vis:vis] $name:tt [$($generic:tt)*] $arguments:tt ($($arg:tt: $ty:ty),* $(,)?)
        $(-> $result:ty)? ; $($rest:tt)*
    ) => {
        $crate::__closures_extern_say_of! {
            $dollar $name $arguments "a function cannot be generic: give each argument a concrete type"
        }
        #[allow(unused, clippy::all, reason = "only there for its callers")]
        $vis fn $name<$($generic)*>($(_: $ty),*) $(-> $result)? {
            $crate::__private::refused()
        }
        $crate::__closures_extern_rest! { $defaults $($rest)* }
    };
    (@ $dollar:tt $defaults:tt $vis:tt $name:tt $generics:tt $arguments:tt $opened:tt $($rest:tt)*) => {
        $crate::__closures_extern_say_of! {
            $dollar $name $arguments "a function cannot be generic: give each argument a concrete type"
        }
        $crate::__closures_extern_skip! { $defaults $($rest)* }
    };
    ($defaults:tt [$vis:vis] $name:tt [$($generic:tt)*] > $arguments:tt $($rest:tt)*) => {
        $crate::__closures_extern_refuse_generics! { @ ($) $defaults [$vis] $name [$($generic)*] $arguments $arguments $($rest)* }
    };
    ($defaults:tt [$vis:vis] $name:tt [$($generic:tt)*] >> $arguments:tt $($rest:tt)*) => {
        $crate::__closures_extern_refuse_generics! { @ ($) $defaults [$vis] $name [$($generic)* >] $arguments $arguments $($rest)* }
    };
    ($defaults:tt $vis:tt $name:tt [$($generic:tt)*] $token:tt $($rest:tt)*) => {
        $crate::__closures_extern_refuse_generics! { $defaults $vis $name [$($generic)* $token] $($rest)* }
    };
    ($defaults:tt $vis:tt $name:tt $generics:tt) => {
        $crate::__closures_extern_message! {
            "`fn ", $crate::__private::core::stringify!($name), "` cannot be generic: give each argument a concrete type"
        }
    };
}
