//! The part of the DOM that a list of tasks needs: classes, their methods and properties, and a few globals. Names and
//! types are those of the [DOM](https://dom.spec.whatwg.org) and [HTML](https://html.spec.whatwg.org) standards. Nothing
//! here knows of tasks.

#![allow(missing_docs, reason = "the standards document them")]

use closures_extern::{closures_extern, Closure, JsValue};

closures_extern! {
    /// What events happen to.
    pub type EventTarget;
    /// Calls `f` for each event of this name, until it is removed or dropped.
    #[js(method)]
    pub fn add_event_listener(this: &EventTarget, name: &str, f: &Closure<dyn FnMut(Event)>);
    #[js(method)]
    pub fn remove_event_listener(this: &EventTarget, name: &str, f: &Closure<dyn FnMut(Event)>);
    #[js(method)]
    pub fn dispatch_event(this: &EventTarget, event: &Event) -> bool;

    pub type Event;
    #[js(constructor)]
    pub fn new(name: &str) -> Event;
    /// Where it happened.
    #[js(getter)]
    pub fn target(this: &Event) -> Option<EventTarget>;
    #[js(getter)]
    pub fn r#type(this: &Event) -> String;
    #[js(method)]
    pub fn prevent_default(this: &Event);

    #[js(extends = Event)]
    pub type KeyboardEvent;
    /// `"Enter"`, `"Escape"`, `"a"`.
    #[js(getter)]
    pub fn key(this: &KeyboardEvent) -> String;
}

closures_extern! {
    #[js(extends = EventTarget)]
    pub type Node;
    /// Puts `child` behind the others, and returns it.
    #[js(method)]
    pub fn append_child(this: &Node, child: &Node) -> Node;
    #[js(getter)]
    pub fn text_content(this: &Node) -> Option<String>;
    #[js(setter)]
    pub fn set_text_content(this: &Node, text: &str);
    #[js(getter)]
    pub fn parent_node(this: &Node) -> Option<Node>;

    #[js(extends = Node, extends = EventTarget)]
    pub type Element;
    #[js(getter)]
    pub fn id(this: &Element) -> String;
    #[js(setter)]
    pub fn set_class_name(this: &Element, names: &str);
    #[js(getter)]
    pub fn class_list(this: &Element) -> DomTokenList;
    #[js(method)]
    pub fn get_attribute(this: &Element, name: &str) -> Option<String>;
    #[js(method)]
    pub fn set_attribute(this: &Element, name: &str, value: &str);
    /// The element itself or the nearest around it that matches, or what is wrong with the selectors.
    #[js(method)]
    pub fn closest(this: &Element, selectors: &str) -> Result<Option<Element>, JsValue>;
    #[js(method)]
    pub fn query_selector(this: &Element, selectors: &str) -> Result<Option<Element>, JsValue>;
    /// Puts these in the place of all children.
    #[js(method, variadic)]
    pub fn replace_children(this: &Element, children: Vec<Element>);
    #[js(method)]
    pub fn remove(this: &Element);

    #[js(class = "DOMTokenList")]
    pub type DomTokenList;
    /// Adds the token or, if `force` is false, takes it away; tells whether it is there now.
    #[js(method)]
    pub fn toggle(this: &DomTokenList, token: &str, force: bool) -> bool;
    #[js(method)]
    pub fn contains(this: &DomTokenList, token: &str) -> bool;

    #[js(extends = Element, extends = Node, extends = EventTarget, class = "HTMLElement")]
    pub type HtmlElement;
    #[js(getter)]
    pub fn hidden(this: &HtmlElement) -> bool;
    #[js(setter)]
    pub fn set_hidden(this: &HtmlElement, hidden: bool);
    #[js(method)]
    pub fn focus(this: &HtmlElement);
    /// The `data-` attributes, by name.
    #[js(getter)]
    pub fn dataset(this: &HtmlElement) -> DomStringMap;

    #[js(class = "DOMStringMap")]
    pub type DomStringMap;
    #[js(indexing_getter)]
    pub fn get(this: &DomStringMap, name: &str) -> Option<String>;
    #[js(indexing_setter)]
    pub fn set(this: &DomStringMap, name: &str, value: &str);
    #[js(indexing_deleter)]
    pub fn delete(this: &DomStringMap, name: &str);

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
    #[js(method)]
    pub fn create_element(this: &Document, name: &str) -> HtmlElement;
    #[js(method)]
    pub fn get_element_by_id(this: &Document, id: &str) -> Option<HtmlElement>;

    /// The page.
    #[js(name = "document")]
    pub static DOCUMENT: Document;
    /// The window, where `hashchange` happens.
    #[js(name = "window")]
    pub static WINDOW: EventTarget;
    /// The part of the address behind `#`, with it.
    #[js(namespace = location, name = "hash")]
    pub static HASH: String;

    pub type Storage;
    #[js(method)]
    pub fn get_item(this: &Storage, key: &str) -> Option<String>;
    /// Keeps a text, or throws because there is no room.
    #[js(method)]
    pub fn set_item(this: &Storage, key: &str, text: &str) -> Result<(), JsValue>;
    /// What this site keeps on this machine; a browser may refuse it.
    #[js(name = "localStorage")]
    pub static LOCAL_STORAGE: Result<Storage, JsValue>;
}
