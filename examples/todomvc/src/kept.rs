//! Stores the tasks in the browser as JSON, which JavaScript parses: `[{"id":1,"title":"buy tea","completed":false}]`.

use super::{dom::LOCAL_STORAGE, Task};
use closures_extern::{closures_extern, JsValue};

/// The key of the tasks in the storage.
const KEY: &str = "todos-closures-extern";

closures_extern! {
    #[js(namespace = JSON)]
    fn parse(text: &str) -> Result<Vec<Kept>, JsValue>;
    #[js(namespace = JSON)]
    fn stringify(tasks: Vec<Kept>) -> Result<String, JsValue>;

    /// A task as a plain object. Its properties may be anything, because anybody can write to the storage.
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

/// The number, the title and the state (whether it is completed) of each task that can be read.
pub(super) fn read() -> Vec<(u32, String, bool)> {
    let text = LOCAL_STORAGE.get().ok().and_then(|storage| storage.get_item(KEY));
    let kept = text.and_then(|text| parse(&text).ok()).unwrap_or_default();
    let read = |task: &Kept| Ok::<_, JsValue>((task.id()?, task.title()?, task.completed()?));
    kept.iter().filter_map(|task| read(task).ok()).collect()
}

/// Stores the tasks if the browser allows it. Otherwise, or if there is no room, they live only as long as the page.
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
