//! Where blocks may stand, and what may stand in one: inside functions, twice under one JS name, made by the user's own
//! macro, generic around it.

use closures_extern::{closures_extern, Closure, JsPromise, JsValue};

closures_extern! {}

closures_extern! {
    #![js(module = "./host.js")]
    #![js(descriptors = EMPTY)]
}

closures_extern! {
    #![js(module = "./host.js")]

    #[js(name = "same")]
    fn same_number(n: u32) -> u32;
    #[js(name = "same")]
    fn same_text(text: &str) -> u32;
    #[js(name = "same")]
    fn same_closure(f: &dyn Fn() -> u32) -> u32;
}

/// What an item says comes before what its block does; an argument may have the name that the macro gives the import; rustc breaks
/// a line that is as long as these names.
mod named {
    super::closures_extern! {
        #![js(module = "./nowhere.js", namespace = nothing)]

        #[js(module = "./host.js", namespace = inner)]
        pub type Inner;
        #[js(module = "./host.js", namespace = own, name = "same")]
        pub fn own(closures_extern_import: u32) -> u32;
    }

    super::closures_extern! {
        #![js(module = "./host.js")]
        pub fn sum(
            the_first_of_many_numbers: u32,
            the_second_of_many_numbers: u32,
            the_third_of_many_numbers: u32,
            the_fourth_of_many_numbers: u32,
        ) -> u32;
        /// As many parameters as there can be.
        #[rustfmt::skip]
        pub fn last_of(
            a: &str, b: u32, c: f64, d: &dyn Fn() -> u32, e: Option<u32>, f: String, g: u64, h: &[u8], i: bool, j: i8,
            k: &str, l: u32, m: f64, n: &dyn Fn() -> u32, o: Option<u32>, p: u32,
        ) -> u32;
    }
}

/// Two blocks at one place.
macro_rules! methods {
    ($($Class:ident)*) => { $(closures_extern! { #[js(method)] fn poke(this: &$Class); })* };
}

closures_extern! {
    #![js(module = "./host.js")]
    type Some;
    type Other;
}
methods! { Some Other }

mod other {
    super::closures_extern! {
        #![js(module = "./host.js")]
        pub(super) fn same(n: f64) -> u32;
    }
}

/// Declares a class with a method, as a binding crate's own macro may.
macro_rules! class {
    ($vis:vis $name:ident { $($method:ident: $ty:ty),* $(,)? }) => {
        closures_extern! {
            #![js(module = "./host.js")]
            $vis type $name;
            $(
                #[js(method)]
                $vis fn $method(this: &$name, value: $ty) -> u32;
            )*
        }
    };
}

class! { pub First { one: u32, two: &str } }
class! { pub Second { one: Vec<u8>, r#type: Option<f64> } }

struct Holder<T>(T);

impl<T: Fn() -> u32 + 'static> Holder<T> {
    fn call(self) -> u32 {
        closures_extern! {
            #![js(module = "./host.js")]
            fn call_back(f: &Closure<dyn Fn() -> u32>) -> u32;
        }
        call_back(&Closure::new(self.0))
    }
}

/// What the closure is, follows only after it is made.
fn later(f: impl FnMut(First) -> u32 + 'static) -> Closure<dyn FnMut(First) -> u32> {
    let closure = Closure::new(f);
    closures_extern! {
        #![js(module = "./host.js")]
        #[js(name = "same")]
        fn pass(f: &Closure<dyn FnMut(First) -> u32>) -> u32;
    }
    assert_eq!(pass(&closure), 1);
    closure
}

/// What a closure returns follows from the type, or the type from that.
fn results() {
    drop(Closure::<dyn Fn() -> Result<u32, JsValue>>::new(|| Ok(1)));
    drop(Closure::<dyn Fn(f64) -> Vec<u8>>::new(|_| Vec::new()));
    drop(Closure::<dyn FnMut() -> u8>::new(Default::default));
    drop(Closure::<dyn Fn() -> _>::new(|| 1.0));
    drop(Closure::<dyn FnMut() -> u32>::new(|| panic!("nobody calls it")));
    drop(Closure::<dyn Fn() -> u32>::new(|| "7".parse().unwrap_or_default()));
    drop(Closure::<dyn Fn() -> JsPromise<u32>>::new(|| JsPromise::new(async { Ok(7) })));
}

#[rustfmt::skip]
fn all_there_can_be() -> u32 {
    named::last_of(
        "a", 2, 3.0, &|| 4, Some(5), String::from("own"), 7, &[8], true, 10, "k", 12, 13.0, &|| 14, None, 16,
    )
}

/// Uses them.
pub fn run() -> u32 {
    assert!(EMPTY.is_empty());
    drop(later(|_| 1));
    results();
    let _ = (Some::poke, Other::poke, named::Inner::unchecked_from);
    let one = || {
        closures_extern! {
            #![js(module = "./host.js")]
            fn same(n: u32) -> u32;
        }
        same(1)
    };
    one()
        + same_number(1)
        + same_text("one")
        + same_closure(&|| 1)
        + other::same(1.0)
        + named::own(2)
        + named::sum(1, 2, 3, 4)
        + all_there_can_be()
        + Holder(|| 1).call()
}

// What need not be said: that a function with `this` is a method, and lifetimes that say nothing new. A static may have JavaScript's name.
closures_extern! {
    #![js(module = "./host.js")]

    pub type Element;
    /// Says it.
    #[js(name = "sayIt")]
    pub fn say<'a, 'b>(text: &'a str, f: &'b (dyn Fn(&str) + 'b), list: &'b [u8], at: Option<&'a Element>) -> f64;
    fn read<'a>(this: &'a Element, f: &'a Closure<dyn FnMut()>) -> Result<JsValue, JsValue>;
    fn borrowed(text: &'_ str, f: &'_ dyn Fn());
    #[js(method)]
    fn click(this: &Element);
    #[js(namespace = "deep.page", getter)]
    fn title() -> String;
    #[js(namespace = "deep.page", setter)]
    fn set_title(title: &str);
    #[js(static_method_of = Element, getter)]
    fn max_length() -> u32;
    static performance: Element;
}

pub fn said(element: &Element) -> Result<JsValue, JsValue> {
    let length = say("a", &|_| {}, &[1], Some(element)) + f64::from(Element::max_length());
    borrowed(&title(), &|| {});
    set_title(&length.to_string());
    performance.get().click();
    element.read(&Closure::new(|| {}))
}
