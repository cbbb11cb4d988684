//! One task on the page: its elements, and the listeners that come and go with them.

use super::{
    change,
    dom::{HtmlElement, HtmlInputElement, Node, DOCUMENT},
    Listener,
};
use closures_extern::JsValue;

/// An element that leaves the page when it is dropped.
struct Shown(HtmlElement);

impl Drop for Shown {
    fn drop(&mut self) {
        self.0.remove();
    }
}

/// A task's row. Subtle: the fields are dropped in this order. Removing a focused element makes it lose the focus, and a
/// listener that is still there would be called (`a_row_that_is_removed_while_it_is_edited_is_gone`).
pub(super) struct Row {
    editor: Option<Editor>,
    _listeners: [Listener; 3],
    toggle: HtmlInputElement,
    label: HtmlElement,
    listed: bool,
    element: Shown,
}

/// The input that replaces a title while it is being edited. The order of the fields matters here too.
struct Editor {
    _listeners: [Listener; 2],
    input: HtmlInputElement,
    _shown: Shown,
}

/// Makes an element with a class.
fn make(name: &str, class: &str) -> HtmlElement {
    let element = DOCUMENT.get().create_element(name);
    element.set_class_name(class);
    element
}

/// Makes an input with a class.
fn make_input(class: &str) -> HtmlInputElement {
    HtmlInputElement::unchecked_from(make("input", class).into())
}

impl Row {
    /// The row of the task with this number, not yet on the page.
    pub(super) fn new(id: u32) -> Row {
        let toggle = make_input("toggle");
        toggle.set_type("checkbox");
        let label = make("label", "");
        let destroy = make("button", "destroy");
        destroy.set_attribute("aria-label", "remove");
        let view = make("div", "view");
        view.append(vec![toggle.clone().into(), label.clone().into(), destroy.clone().into()]);
        let element = make("li", "");
        element.append(vec![view.into()]);
        Row {
            editor: None,
            _listeners: [
                Listener::new(toggle.clone(), "change", move |_| change(|app| app.complete(id))),
                Listener::new(label.clone(), "dblclick", move |_| change(|app| app.edit(id))),
                // This drops the row, and with it the closure that is running. It is freed when this call has finished.
                Listener::new(destroy, "click", move |_| change(|app| app.remove(id))),
            ],
            toggle,
            label,
            listed: false,
            element: Shown(element),
        }
    }

    /// Shows the task as it is now, before another row, and returns its own element. It is an error if somebody else has
    /// removed that other row from the list.
    pub(super) fn show(
        &mut self,
        title: &str,
        completed: bool,
        list: &HtmlElement,
        next: Option<&Node>,
    ) -> Result<Node, JsValue> {
        let Shown(element) = &self.element;
        self.label.set_text_content(title);
        self.toggle.set_checked(completed);
        self.toggle.set_attribute("aria-label", title);
        element.class_list().toggle("completed", completed);
        element.class_list().toggle("editing", self.editor.is_some());
        // Only if needed: an element that is moved to the place where it already is loses the focus.
        if !self.listed {
            list.insert_before(element, next)?;
            self.listed = true;
        }
        Ok(element.clone().into())
    }

    /// Takes the row out of the list for now. Its editor is dropped first, as it is when the row is dropped.
    pub(super) fn hide(&mut self) {
        self.editor = None;
        self.element.0.remove();
        self.listed = false;
    }

    /// Starts editing the title.
    pub(super) fn edit(&mut self, id: u32, title: &str) {
        let input = make_input("edit");
        input.set_value(title);
        input.set_attribute("aria-label", "edit");
        let Shown(element) = &self.element;
        element.append(vec![input.clone().into()]);
        element.class_list().toggle("editing", true); // before the focus, because a hidden element cannot have it
        input.focus();
        self.editor = Some(Editor {
            _listeners: [
                Listener::of_key(input.clone(), move |key| match key {
                    "Enter" => change(|app| app.end_edit(id, true)),
                    "Escape" => change(|app| app.end_edit(id, false)),
                    _ => Ok(()),
                }),
                Listener::new(input.clone(), "blur", move |_| change(|app| app.end_edit(id, true))),
            ],
            _shown: Shown(input.clone().into()),
            input,
        });
    }

    /// Stops editing the title, and returns the typed text.
    pub(super) fn end_edit(&mut self) -> Option<String> {
        self.editor.take().map(|editor| editor.input.value())
    }
}
