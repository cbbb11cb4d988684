//! The crate under another name, and nothing under its own.

mod closures_extern {}

renamed::closures_extern! {
    #![js(module = "./host.js", descriptors = IMPORTS)]
    pub type Element;
    #[js(constructor)]
    pub fn new(name: &str) -> Element;
    #[js(method)]
    pub fn listen(this: &Element, f: &renamed::Closure<dyn FnMut(&Element)>);
    static ROOT: Element;
    pub fn renamed_dependency(n: u32) -> u32;
}

/// Uses one.
pub fn run() -> u32 {
    drop(ROOT.get());
    renamed_dependency(1) + IMPORTS.len() as u32
}
