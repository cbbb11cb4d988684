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

/// A task's row. Subtle: in the order in which the fields are dropped. To remove an element that has the focus makes it lose
/// that, and a listener that is still there would be told so (`a_row_that_is_removed_while_it_is_edited_is_gone`).
pub(super) struct Row {
    editor: Option<Editor>,
    _listeners: [Listener; 3],
    toggle: HtmlInputElement,
    label: HtmlElement,
    listed: bool,
    element: Shown,
}

/// The input in the place of a title that is edited. As above.
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
    /// The row of the task with a number, not yet on the page.
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
                // This drops the row, and with it the closure that runs: it finishes, and is then freed.
                Listener::new(destroy, "click", move |_| change(|app| app.remove(id))),
            ],
            toggle,
            label,
            listed: false,
            element: Shown(element),
        }
    }

    /// Shows the task as it is now, in front of another row, and returns its own. It is an error if somebody else has taken that
    /// other row out of the list.
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
        // Only once: an element that is put where it is already loses the focus.
        if !self.listed {
            list.insert_before(element, next)?;
            self.listed = true;
        }
        Ok(element.clone().into())
    }

    /// Takes the row out of the list, for now. Its editor goes first, as it does when the row is dropped.
    pub(super) fn hide(&mut self) {
        self.editor = None;
        self.element.0.remove();
        self.listed = false;
    }

    /// Lets the title be edited.
    pub(super) fn edit(&mut self, id: u32, title: &str) {
        let input = make_input("edit");
        input.set_value(title);
        input.set_attribute("aria-label", "edit");
        let Shown(element) = &self.element;
        element.append(vec![input.clone().into()]);
        element.class_list().toggle("editing", true); // before the focus, which what is hidden cannot have
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

    /// Ends that, and tells what was typed.
    pub(super) fn end_edit(&mut self) -> Option<String> {
        self.editor.take().map(|editor| editor.input.value())
    }
}
