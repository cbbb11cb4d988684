//! Event listeners that come and go: a [`Listener`] adds itself when it is made, and removes itself when it is dropped. So
//! whoever owns it says how long it listens: a [`Board`] for as long as the page has it, and a [`Drag`] from the press of a
//! button to its release.

use closures_extern::{closures_export, closures_extern, Closure, JsValue};
use std::{cell::RefCell, rc::Rc};

closures_extern! {
    type EventTarget;
    /// Takes any closure, as a value: which event it is called with is not for this function to say.
    #[js(method)]
    fn add_event_listener(this: &EventTarget, name: &str, f: &JsValue);
    #[js(method)]
    fn remove_event_listener(this: &EventTarget, name: &str, f: &JsValue);
    #[js(name = "window")]
    static WINDOW: EventTarget;

    type PointerEvent;
    #[js(getter)]
    fn target(this: &PointerEvent) -> Element;
    #[js(getter)]
    fn client_x(this: &PointerEvent) -> f64;
    #[js(getter)]
    fn client_y(this: &PointerEvent) -> f64;
    #[js(method)]
    fn prevent_default(this: &PointerEvent);

    type KeyboardEvent;
    /// None if a browser that fills in a form has made the event.
    #[js(getter)]
    fn key(this: &KeyboardEvent) -> Option<String>;

    #[js(extends = EventTarget, class = "HTMLElement")]
    type Element;
    /// Throws if the selectors are none.
    #[js(method)]
    fn closest(this: &Element, selectors: &str) -> Result<Option<Element>, JsValue>;
    #[js(getter)]
    fn offset_left(this: &Element) -> f64;
    #[js(getter)]
    fn offset_top(this: &Element) -> f64;
    #[js(getter)]
    fn style(this: &Element) -> Style;

    #[js(class = "CSSStyleDeclaration")]
    type Style;
    #[js(setter)]
    fn set_left(this: &Style, value: &str);
    #[js(setter)]
    fn set_top(this: &Style, value: &str);
}

/// Calls a closure for each event of a name, until it is dropped.
struct Listener<E> {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(E)>,
}

impl<E> Listener<E> {
    fn new(target: &EventTarget, name: &'static str, closure: Closure<dyn FnMut(E)>) -> Listener<E> {
        target.add_event_listener(name, closure.as_js_value());
        Listener { target: target.clone(), name, closure }
    }
}

impl<E> Drop for Listener<E> {
    /// Nothing calls the closure any more; then it is dropped, and frees what it captured.
    fn drop(&mut self) {
        self.target.remove_event_listener(self.name, self.closure.as_js_value());
    }
}

/// A board whose notes can be dragged.
pub struct Board {
    drag: DragSlot,
    _press: Listener<PointerEvent>,
}

/// Where the drag is that is under way. Its own listeners empty this when it is over.
type DragSlot = Rc<RefCell<Option<Drag>>>;

/// The listeners that a drag needs, and no longer than it. They are the window's: the pointer may leave the board.
struct Drag {
    _move: Listener<PointerEvent>,
    _ends: [Listener<PointerEvent>; 2],
    _escape: Listener<KeyboardEvent>,
}

impl Drag {
    fn new(slot: &DragSlot, note: Element, press: &PointerEvent) -> Drag {
        let (left, top) = (note.offset_left(), note.offset_top());
        let (x, y) = (press.client_x(), press.client_y());
        let place = move |dx: f64, dy: f64| {
            note.style().set_left(&format!("{}px", left + dx));
            note.style().set_top(&format!("{}px", top + dy));
        };
        let back = place.clone();
        let window = WINDOW.get();

        let follow =
            Closure::new(move |event: PointerEvent| place(event.client_x() - x, event.client_y() - y));
        // The drag owns this closure, which drops the drag: the closure finishes, and is then freed.
        let end = || {
            let slot = slot.clone();
            Closure::new(move |_: PointerEvent| drop(slot.take()))
        };
        let undo = slot.clone();
        let escape = Closure::new(move |event: KeyboardEvent| {
            if event.key().as_deref() == Some("Escape") {
                back(0.0, 0.0);
                undo.take();
            }
        });
        Drag {
            _move: Listener::new(&window, "pointermove", follow),
            _ends: ["pointerup", "pointercancel"].map(|name| Listener::new(&window, name, end())),
            _escape: Listener::new(&window, "keydown", escape),
        }
    }
}

impl Drop for Board {
    /// A drag that is under way ends with its board. Without this line its listeners, which hold the slot that holds them,
    /// would wait for the button's release.
    fn drop(&mut self) {
        self.drag.take();
    }
}

closures_export! {
    /// Lets the notes of `board` be dragged, until the result is freed.
    pub fn listen(board: &Element) -> Board {
        let drag = DragSlot::default();
        let slot = drag.clone();
        let press = Closure::new(move |event: PointerEvent| {
            if let Ok(Some(note)) = event.target().closest(".note") {
                event.prevent_default(); // no selection of text
                let drag = Drag::new(&slot, note, &event);
                slot.replace(Some(drag));
            }
        });
        Board { drag, _press: Listener::new(board, "pointerdown", press) }
    }

    /// A board that JavaScript owns.
    pub type Board;
}
