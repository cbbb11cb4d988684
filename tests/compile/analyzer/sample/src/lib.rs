//! What an editor sees of imports: `analyzer.test.js` asks at the comments that begin with `^`.

use closures_extern::{closures_extern, Closure};

closures_extern! {
    /// Calls `f` every `ms` milliseconds.
    ///
    /// Returns the timer's token.
    pub fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;

    /// An element of the page.
    pub type Element;
    /// Its text, without markup.
    #[js(getter)]
    pub fn text_content(this: &Element) -> Option<String>;
    /// Moves the page until the element is in sight.
    #[js(method)]
    pub fn scroll_into_view(this: &Element);

    /// The element that covers the screen.
    #[js(namespace = document, name = "fullscreenElement")]
    pub static FULLSCREEN_ELEMENT: Option<Element>;
}

pub fn look(f: &Closure<dyn FnMut()>) {
    set_interval(f, 100);
    //  ^ function
    if let Some(element) = FULLSCREEN_ELEMENT.get() {
        element.scroll_into_view();
        //       ^ method
    }
}
