//! `closures_test!`: syntax only. A test is an export in a record of its own kind. `closures-extern test` reads such
//! records, and apps do not.
//!
//! How `fn it_works() { .. }` is expanded:
//!
//! 1. [`closures_test!`](crate::closures_test) takes the block apart in a build of tests, and leaves it out of all other
//!    builds;
//! 2. `__closures_test_declare!` sorts the attributes, and writes the function unchanged. On the host it is an ignored
//!    `#[test]`;
//! 3. for wasm, `__closures_test_describe!` writes its description, and `__closures_export_entry!` writes the wasm
//!    export, both as for a function of `closures_export!`. For an `async fn`, `__closures_export_async_entry!` writes
//!    it, and JavaScript gets a promise.
//!
//! Subtle: `$mark` matches nothing. It only tells rustc whether there was an `async`.

/// Declares tests that run where an app runs, in Node or in a browser.
///
/// ```
/// use closures_extern::{closures_extern, JsValue};
///
/// closures_extern! {
///     #[js(namespace = Math)]
///     pub fn max(a: f64, b: f64) -> f64;
///     #[js(module = "./numbers.js")]
///     pub async fn fetch_number(path: &str) -> Result<f64, JsValue>;
/// }
///
/// #[cfg(test)]
/// mod tests {
///     closures_extern::closures_test! {
///         fn the_greater_number_is_found() {
///             assert_eq!(super::max(1.0, 2.0), 2.0);
///         }
///
///         fn a_number_is_read() -> Result<(), std::num::ParseFloatError> {
///             assert_eq!(super::max("3".parse()?, 2.0), 3.0);
///             Ok(())
///         }
///
///         #[should_panic(expected = "left == right")]
///         fn the_lesser_number_is_not_found() {
///             assert_eq!(super::max(1.0, 2.0), 1.0);
///         }
///
///         #[ignore = "takes long"]
///         fn all_numbers_are_compared() {}
///
///         async fn a_number_is_fetched() -> Result<(), closures_extern::JsValue> {
///             assert_eq!(super::fetch_number("/three").await?, 3.0);
///             Ok(())
///         }
///     }
/// }
/// ```
///
/// ```toml
/// # .cargo/config.toml
/// [target.wasm32-unknown-unknown]
/// runner = "npx closures-extern test"
/// ```
///
/// `cargo test --target wasm32-unknown-unknown` runs the tests, each in an instance of its own: see
/// [tests of an app](crate::guide::tests). On the host, `cargo test` compiles them, and shows them as ignored.
///
/// A test has no parameters. It returns nothing, or a `Result<(), E>` where `E` implements `Debug`; an `Err` makes it
/// fail. `#[should_panic]`, `#[ignore]` and `#[cfg]` mean the same as for a `#[test]`. Doc comments and lint attributes
/// are kept. An `async fn` runs until its future is ready.
///
/// The block is always `#[cfg(test)]`, so it adds nothing to other builds. In a wasm-bindgen app, use
/// `#[wasm_bindgen_test]`: with the feature `wasm-bindgen` a block does not compile for wasm.
#[macro_export]
macro_rules! closures_test {
    ($($items:tt)*) => {
        #[cfg(test)]
        $crate::__closures_test_items! { $($items)* }
    };
}

/// Takes a block apart: whole, or one test at a time if something in it is none.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_test_items {
    ($( $(#$attribute:tt)* $vis:vis $(async $mark:vis)? fn $name:ident () $(-> $result:ty)? $body:block )*) => {
        $($crate::__closures_test_declare! { [$(#$attribute)*] [] [$vis $(async $mark)?] $name [$($result)?] $body })*
        $crate::__closures_test_block! { $([$(#$attribute)*] [$(async $mark)?] $name [$($result)?])* }
    };
    ($($items:tt)*) => {
        $crate::__closures_test_refuse! { $($items)* }
    };
}

/// Writes a test, without what is said of it elsewhere.
#[doc(hidden)]
#[macro_export]
#[cfg(target_family = "wasm")]
macro_rules! __closures_test_declare {
    ([#[test] $($attributes:tt)*] $($test:tt)*) => {
        $crate::__closures_test_wrong! { "leave out `#[test]`: each function of the block is a test" }
    };
    ([#[should_panic $($how:tt)*] $($attributes:tt)*] $($test:tt)*) => {
        $crate::__closures_test_declare! { [$($attributes)*] $($test)* }
    };
    ([#[ignore $($why:tt)*] $($attributes:tt)*] $($test:tt)*) => {
        $crate::__closures_test_declare! { [$($attributes)*] $($test)* }
    };
    ([#$attribute:tt $($attributes:tt)*] [$($kept:tt)*] $($test:tt)*) => {
        $crate::__closures_test_declare! { [$($attributes)*] [$($kept)* #$attribute] $($test)* }
    };
    ([] [$($kept:tt)*] [$vis:vis async $mark:vis] $name:ident [$($result:ty)?] $body:block) => {
        $($kept)*
        $vis async fn $name() $(-> $result)? $body
    };
    ([] [$($kept:tt)*] [$vis:vis] $name:ident [$($result:ty)?] $body:block) => {
        $($kept)*
        $vis fn $name() $(-> $result)? $body
    };
}

/// On the host a test is compiled, and shown as ignored: with the command that runs it.
#[doc(hidden)]
#[macro_export]
#[cfg(not(target_family = "wasm"))]
macro_rules! __closures_test_declare {
    ([#[test] $($attributes:tt)*] $($test:tt)*) => {
        $crate::__closures_test_wrong! { "leave out `#[test]`: each function of the block is a test" }
    };
    ([#[ignore $($why:tt)*] $($attributes:tt)*] $($test:tt)*) => {
        $crate::__closures_test_declare! { [$($attributes)*] $($test)* }
    };
    ([#$attribute:tt $($attributes:tt)*] [$($kept:tt)*] $($test:tt)*) => {
        $crate::__closures_test_declare! { [$($attributes)*] [$($kept)* #$attribute] $($test)* }
    };
    ([] [$($kept:tt)*] [$vis:vis async $mark:vis] $name:ident [$($result:ty)?] $body:block) => {
        #[$crate::__private::core::prelude::v1::test]
        #[ignore = "runs where the app does: cargo test --target wasm32-unknown-unknown"]
        $($kept)*
        $vis fn $name() {
            async fn $name() $(-> $result)? $body
            $crate::__private::awaited_on_the_host($name())
        }
    };
    ([] [$($kept:tt)*] [$vis:vis] $name:ident [$($result:ty)?] $body:block) => {
        #[$crate::__private::core::prelude::v1::test]
        #[ignore = "runs where the app does: cargo test --target wasm32-unknown-unknown"]
        $($kept)*
        $vis fn $name() $(-> $result)? $body
    };
}

/// Describes the tests of a block, in a record of its own.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", not(feature = "wasm-bindgen")))]
macro_rules! __closures_test_block {
    ($([$($attribute:tt)*] $mark:tt $name:ident $result:tt)*) => {
        #[allow(deprecated, dead_code, unused_unsafe, reason = "what the runner calls")]
        const _: () = {
            const CLOSURES_TEST_BLOCK: &$crate::__private::ExportBlock = &$crate::__private::ExportBlock {
                id: $crate::__closures_test_id!(),
                documented: true,
                exports: &[$(&$crate::__closures_test_describe! { [$($attribute)*] [] [] $mark $name $result }),*],
            };
            // Subtle: as for `__closures_export_embed!`.
            #[unsafe(link_section = "closures_extern")]
            #[allow(long_running_const_eval, reason = "a block may have hundreds of tests")]
            static RECORD: [$crate::__private::core::primitive::u8;
                $crate::__private::export_record_len(CLOSURES_TEST_BLOCK)] =
                $crate::__private::test_record(CLOSURES_TEST_BLOCK);
        };
    };
}

/// On the host nobody reads it.
#[doc(hidden)]
#[macro_export]
#[cfg(not(target_family = "wasm"))]
macro_rules! __closures_test_block {
    ($([$($attribute:tt)*] $mark:tt $name:ident [$($result:ty)?])*) => {
        $($(
            const _: () = $crate::__private::returned_by_a_test::<$result>();
        )?)*
    };
}

/// In a wasm-bindgen app there can be none.
#[doc(hidden)]
#[macro_export]
#[cfg(all(target_family = "wasm", feature = "wasm-bindgen"))]
macro_rules! __closures_test_block {
    ($($tests:tt)*) => {
        $crate::__private::core::compile_error! {
            "closures_test!: tests stay with `#[wasm_bindgen_test]` in a wasm-bindgen app (the feature `wasm-bindgen` of closures-extern): \
             write `#[wasm_bindgen_test] fn name() { .. }`. If this is no such app: cargo turns a feature on for all members of a workspace \
             that are built together, so test this one alone (`cargo test -p ..`)"
        }
    };
}

/// The id of a block, which is no place: nothing but the runner takes a name that begins with it for that of an export.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_test_id {
    () => {
        $crate::__private::core::concat!("closures_test ", $crate::__private::core::module_path!())
    };
}

/// Writes what a block says of a test: an `Export`, whose documentation is what its attributes say. In front of it stands the wasm export.
///
/// `cfg` are its conditions, `said` the lines of that documentation.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_test_describe {
    ([#[should_panic] $($attributes:tt)*] $cfg:tt [$($said:tt)*] $($test:tt)*) => {
        $crate::__closures_test_describe! { [$($attributes)*] $cfg [$($said)* "should_panic",] $($test)* }
    };
    ([#[should_panic(expected = $text:expr $(,)?)] $($attributes:tt)*] $cfg:tt [$($said:tt)*] $($test:tt)*) => {
        $crate::__closures_test_describe! {
            [$($attributes)*] $cfg [$($said)* $crate::__private::core::concat!("should_panic ", $text),] $($test)*
        }
    };
    ([#[should_panic = $text:expr] $($attributes:tt)*] $cfg:tt [$($said:tt)*] $($test:tt)*) => {
        $crate::__closures_test_describe! {
            [$($attributes)*] $cfg [$($said)* $crate::__private::core::concat!("should_panic ", $text),] $($test)*
        }
    };
    ([#[ignore] $($attributes:tt)*] $cfg:tt [$($said:tt)*] $($test:tt)*) => {
        $crate::__closures_test_describe! { [$($attributes)*] $cfg [$($said)* "ignore",] $($test)* }
    };
    ([#[ignore = $why:expr] $($attributes:tt)*] $cfg:tt [$($said:tt)*] $($test:tt)*) => {
        $crate::__closures_test_describe! {
            [$($attributes)*] $cfg [$($said)* $crate::__private::core::concat!("ignore ", $why),] $($test)*
        }
    };
    ([#[should_panic $($how:tt)*] $($attributes:tt)*] $($test:tt)*) => {{
        $crate::__closures_test_wrong! { "write `#[should_panic]` or `#[should_panic(expected = \"..\")]`" }
    }};
    ([#[ignore $($why:tt)*] $($attributes:tt)*] $($test:tt)*) => {{
        $crate::__closures_test_wrong! { "write `#[ignore]` or `#[ignore = \"..\"]`" }
    }};
    ([#[cfg $condition:tt] $($attributes:tt)*] [$($cfg:tt)*] $($test:tt)*) => {
        $crate::__closures_test_describe! { [$($attributes)*] [$($cfg)* #[cfg $condition]] $($test)* }
    };
    ([#$attribute:tt $($attributes:tt)*] $($test:tt)*) => {
        $crate::__closures_test_describe! { [$($attributes)*] $($test)* }
    };
    ([] [$($cfg:tt)+] $($test:tt)*) => {{
        // A `#[cfg]` may remove a statement, but no element of an array that a macro writes.
        let test: $crate::__private::Export = $crate::__private::Export::Absent;
        $($cfg)+
        let test = $crate::__closures_test_describe! { [] [] $($test)* };
        test
    }};
    ([] [] [$($said:tt)*] [] $name:ident []) => {{
        $crate::__closures_export_entry! { [test $name] [$name] [] [] }
        $crate::__closures_test_described! { $name [$($said)*] [$crate::__private::UNIT] }
    }};
    ([] [] $said:tt [async $mark:vis] $name:ident []) => {
        $crate::__closures_test_describe! { [] [] $said [async $mark] $name [()] }
    };
    ([] [] [$($said:tt)*] [async $mark:vis] $name:ident [$result:ty]) => {{
        async fn outcome() -> $crate::__private::Outcome {
            <$result as $crate::__private::TestResult>::outcome($name().await)
        }
        $crate::__closures_export_async_entry! { [test $name] [outcome] [] [] [] [$crate::__private::Outcome] }
        $crate::__closures_test_described! {
            $name [$($said)*] [<$crate::__private::Outcome as $crate::ReturnToJs>::PROMISED]
        }
    }};
    ([] [] [$($said:tt)*] [] $name:ident [$result:ty]) => {{
        fn outcome() -> $crate::__private::Outcome {
            <$result as $crate::__private::TestResult>::outcome($name())
        }
        $crate::__closures_export_entry! { [test $name] [outcome] [] [$crate::__private::Outcome] }
        $crate::__closures_test_described! {
            $name [$($said)*] [<$crate::__private::Outcome as $crate::ReturnToJs>::ENCODING]
        }
    }};
}

/// An `Export` that is called as Rust calls the test: by its path.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_test_described {
    ($name:ident [$($said:tt)*] [$result:expr]) => {
        $crate::__private::Export::Item(
            $crate::__private::core::stringify!($name),
            $crate::__private::None,
            $crate::__private::ExportKind::Function,
            $crate::__private::Some($crate::__private::core::concat!(
                $crate::__private::core::module_path!(), "::", $crate::__private::core::stringify!($name)
            )),
            &[$($said)*],
            &[],
            $result,
        )
    };
}

/// Writes the good tests of a block one at a time, and says what is wrong with the others.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_test_refuse {
    () => {};
    ($(#$attribute:tt)* $vis:vis $(async $mark:vis)? fn $name:ident () $(-> $result:ty)? $body:block $($rest:tt)*) => {
        $crate::__closures_test_items! { $(#$attribute)* $vis $(async $mark)? fn $name() $(-> $result)? $body }
        $crate::__closures_test_refuse! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis $(async $mark:vis)? fn $name:tt $parameters:tt $(-> $result:ty)? ; $($rest:tt)*) => {
        $crate::__closures_extern_say! { ($) $name $parameters @test $name "it has no body: write `{ .. }`" }
        $crate::__closures_test_refuse! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis $(async $mark:vis)? fn $name:tt $parameters:tt $(-> $result:ty)? $body:block $($rest:tt)*) => {
        $crate::__closures_extern_say! {
            ($) $name $parameters
            @test $name "a test has no parameters, because nobody would know what to pass: write `fn name()`"
        }
        $crate::__closures_test_refuse! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis $(async $mark:vis)? fn $name:ident < $($rest:tt)*) => {
        $crate::__closures_test_wrong! { "a test cannot be generic: call what is generic in it, with a concrete type" }
        $crate::__closures_test_skip! { $($rest)* }
    };
    ($(#$attribute:tt)* $vis:vis $(async $mark:vis)? unsafe $($rest:tt)*) => {
        $crate::__closures_test_wrong! { "a test cannot be unsafe: write `unsafe { .. }` in its body" }
        $crate::__closures_test_skip! { $($rest)* }
    };
    ($first:tt $($rest:tt)*) => {
        $crate::__closures_test_wrong! { "write tests, `fn name() { .. }` or `fn name() -> Result<(), E> { .. }`, `async` or not, and other items outside of the block" }
        $crate::__closures_test_skip! { $first $($rest)* }
    };
}

/// Reports a mistake that has no name.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_test_wrong {
    ($message:literal) => {
        $crate::__private::core::compile_error! { $crate::__private::core::concat!("closures_test!: ", $message) }
    };
}

/// Goes on behind the next semicolon or braces.
#[doc(hidden)]
#[macro_export]
macro_rules! __closures_test_skip {
    () => {};
    (; $($rest:tt)*) => { $crate::__closures_test_refuse! { $($rest)* } };
    ({ $($body:tt)* } $($rest:tt)*) => { $crate::__closures_test_refuse! { $($rest)* } };
    ($first:tt $($rest:tt)*) => { $crate::__closures_test_skip! { $($rest)* } };
}
