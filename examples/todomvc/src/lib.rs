//! A list of tasks, as the [application specification](https://github.com/tastejs/todomvc/blob/master/app-spec.md) of TodoMVC
//! describes it: the DOM from Rust.
//!
//! | file | what is in it |
//! |---|---|
//! | this one | the tasks and how they change |
//! | `row.rs` | one task on the page: its elements and its listeners |
//! | `kept.rs` | the tasks in the browser's storage |
//! | `dom.rs` | declarations |
//!
//! All state is in [`App`]. Every change goes through [`change`], which stores the tasks and shows them again. Every
//! listener belongs to what it listens to: dropping a task drops its row, and dropping the row drops its listeners.

pub mod dom;
mod kept;
mod row;

use closures_extern::{closures_export, Closure, JsValue};
use dom::{Event, EventTarget, HtmlElement, HtmlInputElement, KeyboardEvent, Listen, DOCUMENT, HASH, WINDOW};
use row::Row;
use std::cell::RefCell;

/// One task.
struct Task {
    id: u32,
    /// What to do: one line, without white space around it, and never empty.
    title: String,
    completed: bool,
    row: Row,
}

impl Task {
    fn new(id: u32, title: String, completed: bool) -> Task {
        let row = Row::new(id);
        Task { id, title, completed, row }
    }
}

/// Which tasks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    /// `#/`
    All,
    /// `#/active`
    Active,
    /// `#/completed`
    Completed,
}

impl Filter {
    /// The filters, each with the part of the address that selects it.
    const ADDRESSES: [(&'static str, Filter); 3] =
        [("#/", Filter::All), ("#/active", Filter::Active), ("#/completed", Filter::Completed)];

    /// The filter that an address selects. Any other address shows all tasks.
    fn of_address(hash: &str) -> Filter {
        let named = Filter::ADDRESSES.into_iter().find(|(address, _)| *address == hash);
        named.map_or(Filter::All, |(_, filter)| filter)
    }

    fn shows(self, completed: bool) -> bool {
        match self {
            Filter::All => true,
            Filter::Active => !completed,
            Filter::Completed => completed,
        }
    }
}

/// Listens to an event until it is dropped.
struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<Listen>,
}

impl Listener {
    fn new(
        target: impl Into<EventTarget>,
        name: &'static str,
        f: impl FnMut(Event) -> Result<(), JsValue> + 'static,
    ) -> Listener {
        let target = target.into();
        let closure = Closure::new(f);
        target.add_event_listener(name, &closure);
        Listener { target, name, closure }
    }

    /// A listener that is told which key was pressed, such as `"Enter"`.
    fn of_key(
        target: impl Into<EventTarget>,
        mut f: impl FnMut(&str) -> Result<(), JsValue> + 'static,
    ) -> Listener {
        Listener::new(target, "keydown", move |event| {
            let key = KeyboardEvent::unchecked_from(event.into()).key();
            key.map_or(Ok(()), |key| f(&key))
        })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.target.remove_event_listener(self.name, &self.closure);
    }
}

/// The page and its tasks.
struct App {
    tasks: Vec<Task>,
    page: Page,
    _listeners: [Listener; 4],
}

/// The elements of the page that are always there.
struct Page {
    new: HtmlInputElement,
    main: HtmlElement,
    all: HtmlInputElement,
    list: HtmlElement,
    footer: HtmlElement,
    count: HtmlElement,
    clear: HtmlElement,
}

thread_local! {
    static APP: RefCell<Option<App>> = const { RefCell::new(None) };
}

/// An element of the page.
fn element(id: &str) -> HtmlElement {
    DOCUMENT.get().get_element_by_id(id).unwrap_or_else(|| panic!("the page has no element `{id}`"))
}

/// An input of the page.
fn input(id: &str) -> HtmlInputElement {
    HtmlInputElement::try_from(JsValue::from(element(id))).unwrap_or_else(|error| panic!("`{id}`: {error}"))
}

impl App {
    fn new() -> App {
        let page = Page {
            new: input("new"),
            main: element("main"),
            all: input("all"),
            list: element("list"),
            footer: element("footer"),
            count: element("count"),
            clear: element("clear"),
        };
        let listeners = [
            Listener::of_key(page.new.clone(), |key| match key {
                "Enter" => change(App::add),
                _ => Ok(()),
            }),
            Listener::new(page.all.clone(), "change", |_| change(App::complete_all)),
            Listener::new(page.clear.clone(), "click", |_| {
                change(|app| app.tasks.retain(|task| !task.completed))
            }),
            Listener::new(WINDOW.get(), "hashchange", |_| change(App::end_edits)),
        ];
        let tasks = kept::read().into_iter().map(|(id, title, done)| Task::new(id, title, done)).collect();
        App { tasks, page, _listeners: listeners }
    }

    /// The task with this number.
    fn task(&mut self, id: u32) -> Option<&mut Task> {
        self.tasks.iter_mut().find(|task| task.id == id)
    }

    /// Adds what has been typed.
    fn add(&mut self) {
        let title = self.page.new.value().trim().to_owned();
        if !title.is_empty() {
            let id = self.tasks.iter().map(|task| task.id).max().unwrap_or(0) + 1;
            self.tasks.push(Task::new(id, title, false));
            self.page.new.set_value("");
        }
    }

    /// Gives every task the state of the checkbox beside the input.
    fn complete_all(&mut self) {
        let completed = self.page.all.checked();
        self.tasks.iter_mut().for_each(|task| task.completed = completed);
    }

    fn complete(&mut self, id: u32) {
        if let Some(task) = self.task(id) {
            task.completed = !task.completed;
        }
    }

    fn remove(&mut self, id: u32) {
        self.tasks.retain(|task| task.id != id);
    }

    /// Starts editing the title of a task, and stops editing any other.
    fn edit(&mut self, id: u32) {
        self.end_edits();
        if let Some(task) = self.task(id) {
            task.row.edit(id, &task.title);
        }
    }

    /// Stops editing a task. The typed text becomes its title, and a task whose title is empty is removed.
    fn end_edit(&mut self, id: u32, save: bool) {
        let Some(task) = self.task(id) else { return };
        let Some(typed) = task.row.end_edit() else { return };
        match typed.trim() {
            _ if !save => (),
            "" => self.remove(id),
            title => title.clone_into(&mut task.title),
        }
    }

    fn end_edits(&mut self) {
        let ids: Vec<_> = self.tasks.iter().map(|task| task.id).collect();
        ids.into_iter().for_each(|id| self.end_edit(id, true));
    }

    /// Shows the tasks.
    fn show(&mut self) -> Result<(), JsValue> {
        let filter = Filter::of_address(&HASH.get());
        // From the last to the first, because each row is put before the next one.
        let mut next = None;
        for Task { title, completed, row, .. } in self.tasks.iter_mut().rev() {
            if filter.shows(*completed) {
                next = Some(row.show(title, *completed, &self.page.list, next.as_ref())?);
            } else {
                row.hide();
            }
        }
        let left = self.tasks.iter().filter(|task| !task.completed).count();
        let page = &self.page;
        page.main.set_hidden(self.tasks.is_empty());
        page.footer.set_hidden(self.tasks.is_empty());
        page.all.set_checked(left == 0 && !self.tasks.is_empty());
        page.clear.set_hidden(left == self.tasks.len());

        let document = DOCUMENT.get();
        let number = document.create_element("strong");
        number.set_text_content(&left.to_string());
        let words = document.create_text_node(if left == 1 { " item left" } else { " items left" });
        page.count.set_text_content("");
        page.count.append(vec![number.into(), words]);

        for (address, named) in Filter::ADDRESSES {
            if let Some(link) = page.footer.query_selector(&format!("[href=\"{address}\"]"))? {
                link.class_list().toggle("selected", named == filter);
            }
        }
        Ok(())
    }
}

/// Changes the tasks, stores them, and shows them.
fn change(f: impl FnOnce(&mut App)) -> Result<(), JsValue> {
    APP.with_borrow_mut(|app| {
        let Some(app) = app else { return Ok(()) };
        f(app);
        kept::write(&app.tasks);
        app.show()
    })
}

closures_export! {
    /// Starts the page.
    pub fn start() -> Result<(), JsValue> {
        let mut app = App::new();
        app.show()?;
        APP.set(Some(app));
        Ok(())
    }

    /// Stops the page, and removes all listeners and tasks.
    pub fn stop() {
        drop(APP.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_names_a_filter() {
        assert_eq!(Filter::of_address("#/active"), Filter::Active);
        assert_eq!(Filter::of_address("#/completed"), Filter::Completed);
        for other in ["", "#/", "#/nonsense"] {
            assert_eq!(Filter::of_address(other), Filter::All, "{other}");
        }
    }
}
