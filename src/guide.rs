//! The guide, a page a topic. It stands in the documentation only: a build of the crate does not have this module.
//!
//! To begin: [`first_steps`], and then the page of the place where the program runs: [`page`], [`vite`], [`worker`], [`node`].
//!
//! | page | what it answers |
//! |---|---|
//! | [`first_steps`] | How do I make a program that JavaScript calls, and that calls JavaScript? |
//! | [`page`], [`vite`], [`worker`], [`node`] | How do I load it: in a page without a bundler, with Vite, in a worker, in Node? |
//! | [`closures`] | Which kind of closure do I want? |
//! | [`crossing`] | Which types cross, and where may each stand? |
//! | [`data`] | How do objects, options with callbacks, string enums and lists cross? |
//! | [`ownership`] | Who owns what, and when does it end? |
//! | [`promises`] | How does Rust wait for JavaScript, and JavaScript for Rust? |
//! | [`errors`] | What does this error mean, and what do I write instead? |
//! | [`when_it_does_not_work`] | It does not work: what happens most often, and what do I do? |
//! | [`limits`] | What does not work? |
//! | [`bindings`] | How do I write bindings for a JavaScript library? |
//! | [`from_wasm_bindgen`] | What is the code of a wasm-bindgen app here? |
//! | [`expansion`] | What does the macro write? |
//! | [`tests`] | How do I test it, in Rust, where it runs? |
//! | [`abi`] | What crosses the boundary, slot by slot? |
//! | [`reading`] | How do I read the JavaScript side? |
//! | [`build`] | How do I ship an app with JavaScript of its own, and a smaller wasm file? |
//! | [`size`], [`compile_times`] | What does it cost to ship, and to compile? |
//!
//! What a single item does stands at the item: [`closures_extern!`](crate::closures_extern) and
//! [`closures_export!`](crate::closures_export) have the grammar and the options.

#[doc = include_str!("guide/first_steps.md")]
pub mod first_steps {}

#[doc = include_str!("guide/page.md")]
pub mod page {}

#[doc = include_str!("guide/vite.md")]
pub mod vite {}

#[doc = include_str!("guide/worker.md")]
pub mod worker {}

#[doc = include_str!("guide/node.md")]
pub mod node {}

#[doc = include_str!("guide/closures.md")]
pub mod closures {}

#[doc = include_str!("guide/crossing.md")]
pub mod crossing {}

#[doc = include_str!("guide/data.md")]
pub mod data {}

#[doc = include_str!("guide/ownership.md")]
pub mod ownership {}

#[doc = include_str!("guide/promises.md")]
pub mod promises {}

#[doc = include_str!("guide/errors.md")]
pub mod errors {}

#[doc = include_str!("guide/when_it_does_not_work.md")]
pub mod when_it_does_not_work {}

#[doc = include_str!("guide/limits.md")]
pub mod limits {}

#[doc = include_str!("guide/bindings.md")]
pub mod bindings {}

#[doc = include_str!("guide/from_wasm_bindgen.md")]
pub mod from_wasm_bindgen {}

#[doc = include_str!("guide/expansion.md")]
pub mod expansion {}

#[doc = include_str!("guide/tests.md")]
pub mod tests {}

#[doc = include_str!("guide/abi.md")]
pub mod abi {}

#[doc = include_str!("guide/reading.md")]
pub mod reading {}

#[doc = include_str!("guide/build.md")]
pub mod build {}

#[doc = include_str!("guide/size.md")]
pub mod size {}

#[doc = include_str!("guide/compile_times.md")]
pub mod compile_times {}

/// The Rust code of the README, which is compiled with the guide's.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub mod readme {}
