//! How a function of JavaScript is declared, with and without wasm-bindgen, and what stands for it where there is no JavaScript.
//!
//! Outside WebAssembly the imports are functions that panic, so that a crate with bindings still builds, tests
//! and documents on the host.

/// Declares imports three times: for wasm, for wasm in a wasm-bindgen app (where they are the exports of js/hosted.js), and
/// as functions that panic elsewhere.
macro_rules! imports {
    ($($(#[$cfg:meta])? fn $name:ident($($arg:ident: $ty:ty),*) $(-> $result:ty)?;)*) => {
        #[cfg(all(target_family = "wasm", not(feature = "wasm-bindgen")))]
        mod import {
            #[link(wasm_import_module = "closures_extern")]
            unsafe extern "C" {
                $($(#[$cfg])? pub(super) fn $name($($arg: $ty),*) $(-> $result)?;)*
            }
        }

        #[cfg(all(target_family = "wasm", feature = "wasm-bindgen"))]
        mod import {
            use crate::hosted::link::{instance, Native};

            $(
                $(#[$cfg])?
                #[inline]
                pub(super) unsafe fn $name($($arg: $ty),*) $(-> $result)? {
                    // SAFETY: it has just come, and JS has that type for it too.
                    unsafe { Native::back(snippet::$name(instance() $(, Native::native(&$arg))*)) }
                }
            )*

            mod snippet {
                use wasm_bindgen::prelude::wasm_bindgen;
                #[wasm_bindgen(module = "/js/hosted.js")]
                extern "C" {
                    $(
                        $(#[$cfg])?
                        pub(super) fn $name(
                            instance: i32 $(, $arg: <$ty as super::Native>::Abi)*
                        ) $(-> <$result as super::Native>::Abi)?;
                    )*
                }
            }
        }

        #[cfg(not(any(target_family = "wasm", test)))]
        mod import {
            $($(#[$cfg])? pub(super) unsafe fn $name($(_: $ty),*) $(-> $result)? {
                $crate::wasm::link::outside_wasm(concat!("closures_extern: ", stringify!($name)))
            })*
        }
    };
}
pub(super) use imports;

/// What an import does where there is no JavaScript.
#[cfg(not(target_family = "wasm"))]
#[cold]
pub(crate) fn outside_wasm(name: &str) -> ! {
    panic!("`{name}` was called outside WebAssembly: there is no JavaScript here; build for wasm32-unknown-unknown")
}
