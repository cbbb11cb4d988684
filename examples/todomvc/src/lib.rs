//! A list of tasks, as [TodoMVC](https://todomvc.com) describes it: the DOM from Rust, by the declarations in `dom.rs`.
//!
//! All state is in [`App`]. A change goes through [`App::change`], which keeps the tasks and shows them anew. There are
//! six listeners for the whole page, however many tasks: an event says by `data-id` which task it is about.

pub mod dom;

use closures_extern::{Closure, JsValue};
use dom::{
    Event, EventTarget, HtmlElement, HtmlInputElement, KeyboardEvent, DOCUMENT, HASH, LOCAL_STORAGE, WINDOW,
};
use std::cell::RefCell;

/// Under which name the tasks are kept.
const KEY: &str = "todomvc-closures-extern";

/// One task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// What is to be done, in one line.
    pub title: String,
    /// Whether it has been.
    pub done: bool,
}

/// Which tasks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// `#/`
    All,
    /// `#/active`
    Active,
    /// `#/completed`
    Completed,
}

impl Filter {
    /// The filter that the address names.
    #[must_use]
    pub fn of_hash(hash: &str) -> Filter {
        match hash {
            "#/active" => Filter::Active,
            "#/completed" => Filter::Completed,
            _ => Filter::All,
        }
    }

    fn shows(self, task: &Task) -> bool {
        match self {
            Filter::All => true,
            Filter::Active => !task.done,
            Filter::Completed => task.done,
        }
    }
}

/// Writes the tasks as text: a line each, with `x` in front of what is done and `-` of what is not.
#[must_use]
pub fn to_text(tasks: &[Task]) -> String {
    tasks.iter().map(|task| format!("{} {}\n", if task.done { 'x' } else { '-' }, task.title)).collect()
}

/// Reads what [`to_text`] wrote; other lines are left out.
#[must_use]
pub fn from_text(text: &str) -> Vec<Task> {
    let task = |line: &str| match line.split_once(' ')? {
        ("x", title) => Some(Task { title: title.to_owned(), done: true }),
        ("-", title) => Some(Task { title: title.to_owned(), done: false }),
        _ => None,
    };
    text.lines().filter_map(task).collect()
}

/// An event that is listened to, until this is dropped.
struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    fn new(target: impl Into<EventTarget>, name: &'static str, f: impl FnMut(Event) + 'static) -> Listener {
        let target = target.into();
        let closure = Closure::new(f);
        target.add_event_listener(name, &closure);
        Listener { target, name, closure }
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
    input: HtmlInputElement,
    list: HtmlElement,
    count: HtmlElement,
    clear: HtmlElement,
    _listeners: Vec<Listener>,
}

thread_local! {
    static APP: RefCell<Option<App>> = const { RefCell::new(None) };
}

/// An element of the page.
fn element(id: &str) -> HtmlElement {
    DOCUMENT.get().get_element_by_id(id).unwrap_or_else(|| panic!("the page has no element `{id}`"))
}

/// The number of the task that an event is about.
fn task_of(event: &Event) -> Option<usize> {
    let target = HtmlElement::try_from(JsValue::from(event.target()?)).ok()?;
    let row = HtmlElement::unchecked_from(target.closest("[data-id]").ok()??.into());
    row.dataset().get("id")?.parse().ok()
}

/// Whether an event happened to an element of this class.
fn is_at(event: &Event, class: &str) -> bool {
    let element = event.target().and_then(|target| HtmlElement::try_from(JsValue::from(target)).ok());
    element.is_some_and(|element| element.class_list().contains(class))
}

impl App {
    fn new() -> App {
        let input = HtmlInputElement::try_from(JsValue::from(element("new"))).expect("`new` is an input");
        let list = element("list");
        let kept = LOCAL_STORAGE.get().ok().and_then(|storage| storage.get_item(KEY));
        let listeners = vec![
            Listener::new(input.clone(), "keydown", |event| {
                let event = KeyboardEvent::unchecked_from(event.into());
                if event.key() == "Enter" {
                    change(App::add);
                }
            }),
            Listener::new(list.clone(), "change", |event| {
                if let Some(at) = task_of(&event) {
                    change(|app| app.tasks[at].done = !app.tasks[at].done);
                }
            }),
            Listener::new(list.clone(), "click", |event| {
                if let (Some(at), true) = (task_of(&event), is_at(&event, "remove")) {
                    change(|app| drop(app.tasks.remove(at)));
                }
            }),
            Listener::new(element("all"), "click", |_| {
                change(|app| {
                    let done = app.tasks.iter().any(|task| !task.done);
                    app.tasks.iter_mut().for_each(|task| task.done = done);
                });
            }),
            Listener::new(element("clear"), "click", |_| change(|app| app.tasks.retain(|task| !task.done))),
            Listener::new(WINDOW.get(), "hashchange", |_| change(|_| ())),
        ];
        App {
            tasks: from_text(&kept.unwrap_or_default()),
            input,
            list,
            count: element("count"),
            clear: element("clear"),
            _listeners: listeners,
        }
    }

    /// Adds what has been typed.
    fn add(&mut self) {
        let title = self.input.value().trim().to_owned();
        if !title.is_empty() {
            self.tasks.push(Task { title, done: false });
            self.input.set_value("");
        }
    }

    /// Keeps the tasks, if the browser lets us.
    fn keep(&self) {
        if let Ok(storage) = LOCAL_STORAGE.get() {
            // Without room the list lives as long as the page.
            let _ = storage.set_item(KEY, &to_text(&self.tasks));
        }
    }

    /// Shows the tasks.
    fn show(&self) {
        let filter = Filter::of_hash(&HASH.get());
        let shown = self.tasks.iter().enumerate().filter(|(_, task)| filter.shows(task));
        self.list.replace_children(shown.map(|(at, task)| row(at, task).into()).collect());
        let left = self.tasks.iter().filter(|task| !task.done).count();
        self.count.set_text_content(&format!("{left} {} left", if left == 1 { "item" } else { "items" }));
        self.clear.set_hidden(left == self.tasks.len());
    }
}

/// One task as a row.
fn row(at: usize, task: &Task) -> HtmlElement {
    let document = DOCUMENT.get();
    let row = document.create_element("li");
    row.dataset().set("id", &at.to_string());
    row.class_list().toggle("done", task.done);
    let check = HtmlInputElement::unchecked_from(document.create_element("input").into());
    check.set_type("checkbox");
    check.set_checked(task.done);
    check.set_attribute("aria-label", &task.title);
    let title = document.create_element("span");
    title.set_text_content(&task.title);
    let remove = document.create_element("button");
    remove.set_class_name("remove");
    remove.set_attribute("aria-label", &format!("remove {}", task.title));
    remove.set_text_content("×");
    for child in [&*check, &title, &remove] {
        row.append_child(child);
    }
    row
}

/// Changes the tasks, keeps them, and shows them.
fn change(f: impl FnOnce(&mut App)) {
    APP.with_borrow_mut(|app| {
        if let Some(app) = app {
            f(app);
            app.keep();
            app.show();
        }
    });
}

/// The page calls this once.
#[unsafe(no_mangle)]
extern "C" fn start() {
    let app = App::new();
    app.show();
    APP.set(Some(app));
}

/// Lets go of the page: no listener is left.
#[unsafe(no_mangle)]
extern "C" fn stop() {
    drop(APP.take());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_are_kept_as_lines() {
        let tasks =
            [Task { title: "buy tea".into(), done: true }, Task { title: "x - y".into(), done: false }];
        let text = to_text(&tasks);
        assert_eq!(text, "x buy tea\n- x - y\n");
        assert_eq!(from_text(&text), tasks);
        assert_eq!(from_text("nonsense\n\n"), []);
    }

    #[test]
    fn the_address_names_a_filter() {
        assert_eq!(Filter::of_hash("#/active"), Filter::Active);
        assert_eq!(Filter::of_hash("#/completed"), Filter::Completed);
        assert_eq!(Filter::of_hash(""), Filter::All);
    }
}
