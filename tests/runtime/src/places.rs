//! Where an import is found in JavaScript, and what survives of a declaration.

use closures_extern::{closures_extern, Descriptor};

closures_extern! {
    #![js(module = "./host.js")]
    #![js(descriptors = IMPORTS)]

    /// A function of the module, by its JS name.
    fn snake_case_name(n: u32) -> u32;
    #[js(name = "exactly_this")]
    fn renamed(n: u32) -> u32;
    #[js(namespace = "deep.inside")]
    pub(crate) fn in_namespace(n: u32) -> u32;
    #[cfg(any())]
    fn removed_by_cfg(n: String) -> u32;
    #[cfg(all())]
    fn kept_by_cfg(n: u32) -> u32;
    #[must_use]
    fn r#type() -> u32;
    #[js(namespace = r#try)]
    fn r#loop(n: u32) -> u32;
}

closures_extern! {
    fn late_global(n: u32) -> u32;
    #[js(namespace = late_space)]
    fn method(n: u32) -> u32;
    #[js(namespace = "a.b.c", name = "far")]
    fn far_away(n: u32) -> u32;
    #[js(name = "no such function")]
    fn missing();
    #[js(module = "./other.js")]
    fn from_other(n: u32) -> u32;

    #[allow(non_camel_case_types)]
    type r#struct;
    #[js(static_method_of = r#struct)]
    fn r#match(n: u32) -> r#struct;
    #[js(method)]
    fn r#in(this: &r#struct) -> u32;
}

closures_extern! {
    #![js(module = "./host.js")]
    fn note(text: &str);
}

/// Calls what stands in `./host.js`, and inside a function, where a block may stand too.
#[unsafe(no_mangle)]
extern "C" fn call_module() -> u32 {
    closures_extern! {
        #![js(module = "./host.js")]
        fn inside_a_function(n: u32) -> u32;
    }
    snake_case_name(1)
        + renamed(10)
        + in_namespace(100)
        + kept_by_cfg(1_000)
        + inside_a_function(10_000)
        + r#type()
        + r#loop(100_000)
}

#[unsafe(no_mangle)]
extern "C" fn call_raw() -> u32 {
    r#struct::r#match(1).r#in()
}

#[unsafe(no_mangle)]
extern "C" fn call_global() -> u32 {
    late_global(1)
}

#[unsafe(no_mangle)]
extern "C" fn call_namespace() -> u32 {
    method(1)
}

#[unsafe(no_mangle)]
extern "C" fn call_far() -> u32 {
    far_away(1)
}

#[unsafe(no_mangle)]
extern "C" fn call_missing() {
    missing();
}

/// An import that is declared by hand.
#[cfg(not(feature = "hosted"))]
#[unsafe(no_mangle)]
extern "C" fn call_by_hand() -> u32 {
    #[link(wasm_import_module = "./host.js")]
    unsafe extern "C" {
        #[link_name = "byHand"]
        safe fn by_hand() -> u32;
    }
    by_hand()
}

#[unsafe(no_mangle)]
extern "C" fn call_other() -> u32 {
    from_other(1)
}

/// Notes the descriptors of the first block, a line each.
#[unsafe(no_mangle)]
extern "C" fn note_descriptors() {
    for descriptor in IMPORTS {
        note(&Descriptor::to_string(descriptor));
    }
}
