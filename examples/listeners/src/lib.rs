//! Event listeners that come and go. A [`Listener`] adds itself when it is made, and removes itself when it is
//! dropped. So its owner decides how long it listens: a [`Board`] for as long as the page has it, and a [`Drag`] from
//! pressing a button to releasing it.

use closures_extern::{closures_export, closures_extern, Closure, JsValue};
use std::{cell::RefCell, rc::Rc};

closures_extern! {
    type EventTarget;
    /// Takes any closure, as a plain value, because the type of the event depends on `name`.
    fn add_event_listener(this: &EventTarget, name: &str, f: &JsValue);
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
    fn prevent_default(this: &PointerEvent);

    type KeyboardEvent;
    /// `None` if the browser sent the event because it filled in a form.
    #[js(getter)]
    fn key(this: &KeyboardEvent) -> Option<String>;

    #[js(extends = EventTarget, class = "HTMLElement")]
    type Element;
    /// Throws if the selectors are not valid.
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

/// Calls a closure for each event with a certain name, until it is dropped.
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
    /// Removes the listener. After that the closure is dropped, and frees what it captured.
    fn drop(&mut self) {
        self.target.remove_event_listener(self.name, self.closure.as_js_value());
    }
}

/// A board whose notes can be dragged.
pub struct Board {
    drag: DragSlot,
    _press: Listener<PointerEvent>,
}

/// Holds the current drag. The drag's own listeners empty this slot when it is over.
type DragSlot = Rc<RefCell<Option<Drag>>>;

/// The listeners of one drag. They listen on the window, because the pointer may leave the board.
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
        // The drag owns this closure, and the closure drops the drag. It is freed when this call has finished.
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
    /// Ends a drag together with its board. Without this line the listeners of the drag, which own the slot that holds
    /// them, would live until the button is released.
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
                event.prevent_default(); // so that no text is selected
                let drag = Drag::new(&slot, note, &event);
                slot.replace(Some(drag));
            }
        });
        Board { drag, _press: Listener::new(board, "pointerdown", press) }
    }

    /// A board that JavaScript owns.
    pub type Board;
}
