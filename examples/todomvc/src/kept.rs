//! The tasks in the browser's storage: JSON, `[{"id":1,"title":"buy tea","completed":false}]`. JavaScript reads and writes it.

use super::{dom::LOCAL_STORAGE, Task};
use closures_extern::{closures_extern, JsValue};

/// Under which name they are kept.
const KEY: &str = "todos-closures-extern";

closures_extern! {
    #[js(namespace = JSON)]
    fn parse(text: &str) -> Result<Vec<Kept>, JsValue>;
    #[js(namespace = JSON)]
    fn stringify(tasks: Vec<Kept>) -> Result<String, JsValue>;

    /// A task as an object without a class. Its properties are whatever somebody has stored there.
    #[js(class = "Object")]
    type Kept;
    #[js(constructor)]
    fn new() -> Kept;
    #[js(getter)]
    fn id(this: &Kept) -> Result<u32, JsValue>;
    #[js(setter)]
    fn set_id(this: &Kept, id: u32);
    #[js(getter)]
    fn title(this: &Kept) -> Result<String, JsValue>;
    #[js(setter)]
    fn set_title(this: &Kept, title: &str);
    #[js(getter)]
    fn completed(this: &Kept) -> Result<bool, JsValue>;
    #[js(setter)]
    fn set_completed(this: &Kept, completed: bool);
}

/// Number, title, and whether it is completed, of each task that can be read.
pub(super) fn read() -> Vec<(u32, String, bool)> {
    let text = LOCAL_STORAGE.get().ok().and_then(|storage| storage.get_item(KEY));
    let kept = text.and_then(|text| parse(&text).ok()).unwrap_or_default();
    let read = |task: &Kept| Ok::<_, JsValue>((task.id()?, task.title()?, task.completed()?));
    kept.iter().filter_map(|task| read(task).ok()).collect()
}

/// Keeps the tasks, if the browser lets us; without room they live as long as the page.
pub(super) fn write(tasks: &[Task]) {
    let kept = |task: &Task| {
        let kept = Kept::new();
        kept.set_id(task.id);
        kept.set_title(&task.title);
        kept.set_completed(task.completed);
        kept
    };
    let keep = || LOCAL_STORAGE.get()?.set_item(KEY, &stringify(tasks.iter().map(kept).collect())?);
    let _ = keep();
}
