//! Types under other names: the macro recognises none by its spelling.

use closures_extern::{closures_extern as imports, Closure as Heap, JsFunction, JsValue as Any};

type Text<'a> = &'a str;
type Owned = String;
type Count = u32;
type Big = u128;
type Bytes<'a> = &'a [u8];
type List = Vec<f64>;
type Maybe<T> = Option<T>;
type Caught<T> = std::result::Result<T, Any>;
type Nothing = ();
type Stack<'a> = &'a mut dyn FnMut(Count) -> bool;
type StackRef<'a> = &'a dyn Fn(Text<'_>);
type Listener = Heap<dyn FnMut(&Any)>;
type Function = JsFunction<dyn Fn(Owned) -> Count>;
type Letter = char;

mod dom {
    super::imports! {
        pub type Element;
    }
}
type Alias = dom::Element;

imports! {
    #![js(module = "./host.js", descriptors = IMPORTS)]
    pub fn aliases(a: Text, b: Owned, c: Count, d: Big, e: Bytes, f: List, g: Maybe<Count>, h: Letter) -> Count;
    pub fn closures(stack: Stack, shared: StackRef, heap: &Listener, owned: Listener, function: Function);
    pub fn catching() -> Caught<Maybe<List>>;
    pub fn catching_nothing() -> Caught<Nothing>;
    pub fn nothing() -> Nothing;
    pub fn values(a: &Any, b: Any, c: &Alias, d: Alias) -> Maybe<Alias>;
    #[js(constructor)]
    pub fn new() -> Alias;
    #[js(constructor = Alias)]
    pub fn try_new() -> Caught<Alias>;
    #[js(method)]
    pub fn method(this: &Alias, f: Stack) -> Caught<Count>;
    #[js(getter)]
    pub fn size(this: &dom::Element) -> Count;
    #[js(static_method_of = Alias)]
    pub fn all() -> Caught<Vec<Alias>>;
    #[js(extends = Alias)]
    pub type Child;
    pub static ROOT: Alias;
}

/// Uses one.
pub fn run() -> u32 {
    aliases("a", "b".to_owned(), 1, 2, &[3], vec![4.0], None, 'h')
}
