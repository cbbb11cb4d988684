//! A leak, and how to find it: two lists that differ by one line. Both make a closure for each row that they show. [`Leaky`]
//! keeps those of rows that are gone, and `live_closures` says where they were made.

use closures_extern::{closures_export, closures_extern, live_closures, Closure};

closures_extern! {
    type Element;
    #[js(method)]
    fn append_child(this: &Element, child: &Element);
    /// Without children: the element is empty afterwards.
    #[js(method)]
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

/// What a click on a row does. It owns the row: as long as it lives, so does the row, on the page or not.
fn pick(row: &Element) -> impl FnMut() + 'static {
    let row = row.clone();
    move || row.set_text_content("picked")
}

/// A list that keeps too much.
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
    /// What JavaScript owns of the list that leaks.
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

    /// What JavaScript owns of the mended list.
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

    /// Where the closures were made that are alive.
    pub fn alive() -> String {
        live_closures().to_string()
    }
}
