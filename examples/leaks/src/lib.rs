//! How to find a leak. Two lists differ by one line. Both make a closure for each row that they show, but [`Leaky`]
//! also keeps the closures of rows that are gone. `live_closures` shows where these were made.

use closures_extern::{closures_export, closures_extern, live_closures, Closure};

closures_extern! {
    type Element;
    fn append_child(this: &Element, child: &Element);
    /// Called without arguments, so it removes all children.
    fn replace_children(this: &Element);
    #[js(setter)]
    fn set_text_content(this: &Element, text: &str);
    #[js(setter)]
    fn set_onclick(this: &Element, f: &Closure<dyn FnMut()>);

    #[js(namespace = document)]
    fn create_element(name: &str) -> Element;
}

/// How many rows a list shows at a time.
const ROWS: u32 = 5;

/// Puts a row into a list.
fn append(list: &Element, number: u32) -> Element {
    let row = create_element("button");
    row.set_text_content(&format!("row {number}"));
    list.append_child(&row);
    row
}

/// What a click on a row does. It owns the row, so the row lives as long as it does, even when it has left the page.
fn pick(row: &Element) -> impl FnMut() + 'static {
    let row = row.clone();
    move || row.set_text_content("picked")
}

/// A list that keeps closures for too long.
pub struct Leaky {
    list: Element,
    closures: Vec<Closure<dyn FnMut()>>,
    shown: u32,
}

/// The same list, mended.
pub struct Mended {
    list: Element,
    closures: Vec<Closure<dyn FnMut()>>,
    shown: u32,
}

closures_export! {
    /// The list that leaks, as JavaScript owns it.
    pub type Leaky;

    /// An empty list, in an element of the page.
    #[js(constructor)]
    pub fn new(list: &Element) -> Leaky {
        Leaky { list: list.clone(), closures: Vec::new(), shown: 0 }
    }

    /// Shows the next rows.
    pub fn turn(self: &mut Leaky) {
        self.list.replace_children();
        for _ in 0..ROWS {
            self.shown += 1;
            let row = append(&self.list, self.shown);
            let closure = Closure::new(pick(&row));
            row.set_onclick(&closure);
            self.closures.push(closure);
        }
    }

    /// The mended list, as JavaScript owns it.
    pub type Mended;

    /// An empty list, in an element of the page.
    #[js(constructor)]
    pub fn new(list: &Element) -> Mended {
        Mended { list: list.clone(), closures: Vec::new(), shown: 0 }
    }

    /// Shows the next rows.
    pub fn turn(self: &mut Mended) {
        self.list.replace_children();
        self.closures.clear(); // the rows are gone: nobody can click them
        for _ in 0..ROWS {
            self.shown += 1;
            let row = append(&self.list, self.shown);
            let closure = Closure::new(pick(&row));
            row.set_onclick(&closure);
            self.closures.push(closure);
        }
    }

    /// Where the live closures were made.
    pub fn alive() -> String {
        live_closures().to_string()
    }
}
