//! A list of notes in a wasm-bindgen app. `web_sys` makes the page, and closures of this crate listen to its events.

use closures_extern::{closures_extern, stats, Closure, ClosureType, IntoClosure};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, EventTarget, HtmlInputElement, SubmitEvent};

closures_extern! {
    fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
    fn clear_interval(token: f64);

    #[js(namespace = console)]
    fn log(text: &str, about: &Element);
}

/// Listens to an event until it is dropped.
struct Listener<T: ?Sized> {
    target: EventTarget,
    name: &'static str,
    closure: Closure<T>,
}

impl<T: ?Sized + ClosureType> Listener<T> {
    fn new<F>(target: &EventTarget, name: &'static str, f: F) -> Result<Self, JsValue>
    where
        F: IntoClosure<T, T::Form> + 'static,
    {
        let closure = Closure::new(f);
        target.add_event_listener_with_callback(name, &closure.to_function())?;
        Ok(Listener { target: target.clone(), name, closure })
    }
}

impl<T: ?Sized> Drop for Listener<T> {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback(self.name, &self.closure.to_function());
    }
}

/// A note on the page, with the listener of its button.
struct Row {
    element: Element,
    _remove: Listener<dyn FnMut(&Event)>,
}

impl Drop for Row {
    fn drop(&mut self) {
        self.element.remove();
    }
}

/// The notes that are on the page. Their listeners know the list too, but do not own it.
#[derive(Default)]
struct List(Rc<RefCell<Vec<Row>>>);

impl List {
    fn add(&self, document: &Document, text: &str) -> Result<(), JsValue> {
        let element = document.create_element("li")?;
        element.set_text_content(Some(text));
        let button = document.create_element("button")?;
        button.set_text_content(Some("Remove"));
        element.append_child(&button)?;

        let list = Rc::downgrade(&self.0);
        let this = element.clone();
        let remove = Listener::new(&button, "click", move |_: &Event| {
            log("removed", &this);
            let Some(list) = list.upgrade() else { return };
            // This drops the closure that is running. It is freed when this call has finished.
            list.borrow_mut().retain(|row| row.element != this);
        })?;
        find(document, "list")?.append_child(&element)?;
        self.0.borrow_mut().push(Row { element, _remove: remove });
        Ok(())
    }
}

/// The closure that listens to the form. It may throw.
type Submit = dyn FnMut(&SubmitEvent) -> Result<(), closures_extern::JsValue>;

/// Everything that lives as long as the page.
struct App {
    _submit: Listener<Submit>,
    _clock: Interval,
}

struct Interval {
    token: f64,
    _closure: Closure<dyn FnMut()>,
}

impl Interval {
    fn new(ms: u32, f: impl FnMut() + 'static) -> Interval {
        let closure = Closure::new(f);
        Interval { token: set_interval(&closure, ms), _closure: closure }
    }
}

impl Drop for Interval {
    fn drop(&mut self) {
        clear_interval(self.token);
    }
}

thread_local! {
    static APP: RefCell<Option<App>> = const { RefCell::new(None) };
}

fn find(document: &Document, id: &str) -> Result<Element, JsValue> {
    document.get_element_by_id(id).ok_or_else(|| format!("the page has no #{id}").into())
}

/// Starts when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or("there is no page")?;
    let list = List::default();
    let input: HtmlInputElement = find(&document, "text")?.dyn_into()?;

    let page = document.clone();
    let submit = Listener::new(&find(&document, "form")?.into(), "submit", move |event: &SubmitEvent| {
        event.prevent_default();
        list.add(&page, &input.value())?; // an error from web_sys is thrown unchanged
        input.set_value("");
        Ok(())
    })?;

    let alive = find(&document, "alive")?;
    let clock = Interval::new(100, move || alive.set_text_content(Some(&stats().closures.to_string())));
    APP.set(Some(App { _submit: submit, _clock: clock }));
    Ok(())
}

/// Ends everything. The page's button calls it.
#[wasm_bindgen]
pub fn stop() {
    APP.take();
}

/// How many closures and handles are alive now.
#[wasm_bindgen]
pub fn alive() -> Vec<u32> {
    let stats = stats();
    vec![stats.closures, stats.handles]
}
