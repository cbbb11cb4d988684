//! Every form of import and of closure in a crate without `unsafe` and without a warning, clippy's pedantic ones
//! included. Three packages share this file, one an edition.

#![forbid(unsafe_code)]
#![deny(
    warnings,
    missing_docs,
    missing_debug_implementations,
    missing_copy_implementations,
    unreachable_pub,
    unused_qualifications,
    elided_lifetimes_in_paths,
    single_use_lifetimes,
    trivial_casts,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    non_ascii_idents,
    clippy::all,
    clippy::pedantic,
    clippy::undocumented_unsafe_blocks,
    clippy::missing_safety_doc
)]

use closures_extern::{closures_extern, Closure, JsFunction, JsValue};

closures_extern! {
    #![js(module = "./host.js", descriptors = IMPORTS)]

    /// A class.
    #[derive(Clone, Debug, PartialEq)]
    pub type Node;
    /// Its child.
    #[derive(std::clone::Clone, ::core::fmt::Debug)]
    #[js(extends = Node, class = "HTMLElement")]
    #[derive(core::cmp::PartialEq, Eq)]
    #[cfg(all())]
    pub type Element;

    /// Makes one.
    #[js(constructor)]
    #[must_use]
    pub fn new(name: &str) -> Element;
    /// Finds one, or throws.
    ///
    /// # Errors
    /// What JavaScript throws.
    #[js(static_method_of = Element)]
    pub fn find(name: &str) -> Result<Element, JsValue>;
    /// Puts one into the other.
    #[js(method)]
    pub fn append(this: &Node, child: &Node) -> Node;
    /// Listens.
    #[js(method)]
    pub fn listen(this: &Element, name: &str, f: &Closure<dyn FnMut(&Node, JsValue)>);
    /// Its text.
    #[js(getter)]
    #[must_use]
    pub fn text(this: &Node) -> Option<String>;
    /// Sets it.
    #[js(setter)]
    pub fn set_text(this: &Node, text: Option<&str>);
    /// Its child of that number.
    #[js(indexing_getter)]
    #[must_use]
    pub fn child(this: &Node, index: u32) -> JsValue;

    /// The root.
    pub static ROOT: Element;

    /// Calls `f` at once, several times.
    pub fn each(f: &mut dyn FnMut(u32) -> bool) -> u32;
    /// Calls `f` later.
    pub fn later(f: Closure<dyn FnMut()>);
    /// Returns a function.
    #[must_use]
    pub fn adder(n: f64) -> JsFunction<dyn Fn(f64) -> f64>;
    /// Takes any number of them.
    #[js(variadic)]
    pub fn sum(first: f64, rest: &[f64]) -> f64;
    /// Takes one of everything.
    pub fn everything(
        a: bool, b: i8, c: u64, d: char, e: &str, f: String, g: Vec<u8>, h: Option<f64>,
        i: &dyn Fn(&str, &[u8], &JsValue, &Node) -> Result<u32, JsValue>,
    );
    #[cfg(any())]
    fn removed(nonsense: ThereIsNoSuchType);
    #[deprecated]
    #[allow(dead_code)]
    fn old();
}

/// Uses them.
///
/// # Errors
/// What JavaScript throws.
pub fn run() -> Result<u32, JsValue> {
    let element = Element::new("a");
    let other = Element::find("b")?;
    if element.text().is_none() {
        element.set_text(Some("text"));
    }
    let node = element.append(&other);
    let element = Element::unchecked_from(node.into());
    element.listen("click", &Closure::new(|node: &Node, _| node.set_text(None)));
    drop(element.child(0));
    drop(ROOT.get());
    let mut seen = 0;
    let count = each(&mut |n| {
        seen += n;
        true
    });
    later(Closure::new(|| ()));
    if adder(1.0).call(2.0)? < sum(1.0, &[2.0]) {
        return Ok(0);
    }
    everything(true, 1, 2, 'c', "e", "f".to_owned(), vec![1], None, &|a, b, c, _| {
        if c.is_null() {
            return Err(JsValue::NULL);
        }
        Ok(u32::from(a.len() > b.len()))
    });
    Ok(count + seen + u32::from(IMPORTS.len() > 20))
}
