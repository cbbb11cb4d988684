//! The part of the web that a list of tasks needs: classes, their methods and properties, and a few globals. Names and
//! types are those of the [DOM](https://dom.spec.whatwg.org), [HTML](https://html.spec.whatwg.org) and
//! [ECMAScript](https://tc39.es/ecma262) standards. Nothing in this file knows about tasks.

#![allow(missing_docs, reason = "the standards document them")]

use closures_extern::{closures_extern, Closure, JsValue};

closures_extern! {
    /// An object that receives events.
    pub type EventTarget;
    /// Calls `f` for each event with this name, until `f` is removed or dropped.
    pub fn add_event_listener(this: &EventTarget, name: &str, f: &Closure<Listen>);
    pub fn remove_event_listener(this: &EventTarget, name: &str, f: &Closure<Listen>);

    pub type Event;

    #[js(extends = Event)]
    pub type KeyboardEvent;
    /// For example `"Enter"`, `"Escape"` or `"a"`. `None` if the browser sent the event because it filled in a form.
    #[js(getter)]
    pub fn key(this: &KeyboardEvent) -> Option<String>;
}

/// Is called for an event. An `Err` is thrown, and the browser reports it.
pub type Listen = dyn FnMut(Event) -> Result<(), JsValue>;

closures_extern! {
    #[js(extends = EventTarget)]
    pub type Node;
    #[js(setter)]
    pub fn set_text_content(this: &Node, text: &str);
    /// Puts a child before another one, or after all of them. Throws if the other one is not a child of this node.
    pub fn insert_before(this: &Node, child: &Node, next: Option<&Node>) -> Result<(), JsValue>;

    #[js(extends = Node, extends = EventTarget)]
    pub type Element;
    #[js(setter)]
    pub fn set_class_name(this: &Element, names: &str);
    #[js(getter)]
    pub fn class_list(this: &Element) -> DomTokenList;
    pub fn set_attribute(this: &Element, name: &str, value: &str);
    /// The elements inside this one that match. Throws if the selectors are not valid.
    pub fn query_selector(this: &Element, selectors: &str) -> Result<Option<Element>, JsValue>;
    /// Puts these after the existing children.
    #[js(variadic)]
    pub fn append(this: &Element, children: Vec<Node>);
    pub fn remove(this: &Element);

    #[js(class = "DOMTokenList")]
    pub type DomTokenList;
    /// Adds the token or, if `force` is false, removes it. Returns whether the token is there now.
    pub fn toggle(this: &DomTokenList, token: &str, force: bool) -> bool;

    #[js(extends = Element, extends = Node, extends = EventTarget, class = "HTMLElement")]
    pub type HtmlElement;
    #[js(setter)]
    pub fn set_hidden(this: &HtmlElement, hidden: bool);
    pub fn focus(this: &HtmlElement);

    #[js(extends = HtmlElement, extends = Element, extends = Node, extends = EventTarget, class = "HTMLInputElement")]
    pub type HtmlInputElement;
    #[js(getter)]
    pub fn value(this: &HtmlInputElement) -> String;
    #[js(setter)]
    pub fn set_value(this: &HtmlInputElement, value: &str);
    #[js(getter)]
    pub fn checked(this: &HtmlInputElement) -> bool;
    #[js(setter)]
    pub fn set_checked(this: &HtmlInputElement, checked: bool);
    #[js(setter = r#type)]
    pub fn set_type(this: &HtmlInputElement, name: &str);
}

closures_extern! {
    #[js(extends = Node, extends = EventTarget)]
    pub type Document;
    pub fn create_element(this: &Document, name: &str) -> HtmlElement;
    pub fn create_text_node(this: &Document, text: &str) -> Node;
    pub fn get_element_by_id(this: &Document, id: &str) -> Option<HtmlElement>;

    /// The page.
    #[js(name = "document")]
    pub static DOCUMENT: Document;
    /// The window, where `hashchange` happens.
    #[js(name = "window")]
    pub static WINDOW: EventTarget;
    /// The part of the address that begins with `#`.
    #[js(namespace = location, name = "hash")]
    pub static HASH: String;

    pub type Storage;
    pub fn get_item(this: &Storage, key: &str) -> Option<String>;
    /// Stores a text. Throws if there is no room.
    pub fn set_item(this: &Storage, key: &str, text: &str) -> Result<(), JsValue>;
    /// The storage of this site on this machine. A browser may refuse access to it.
    #[js(name = "localStorage")]
    pub static LOCAL_STORAGE: Result<Storage, JsValue>;
}
