//! The fields of exported types, which JavaScript reads and writes.

use closures_extern::{closures_export, JsFunction, JsValue};

/// A point, whose number JavaScript does not see.
struct Dot {
    x: f64,
    y: f64,
    label: String,
    tags: Vec<Option<String>>,
    moved: Option<JsFunction<dyn Fn(f64)>>,
    id: u32,
    r#type: JsValue,
}

closures_export! {
    fn dot(x: f64) -> Dot {
        Dot { x, y: 0.0, label: "dot".to_owned(), tags: vec![], moved: None, id: 7, r#type: JsValue::NULL }
    }

    type Dot {
        /// Where it is, in pixels.
        pub x: f64,
        y: f64,
        #[js(name = "title")]
        label: String,
        tags: Vec<Option<String>>,
        moved: Option<JsFunction<dyn Fn(f64)>>,
        #[js(readonly)]
        id: u32,
        #[js(readonly, name = "[Symbol.toStringTag]")]
        #[cfg(all())]
        r#type: JsValue,
        #[cfg(any())]
        missing: u8,
    }

    /// Says where it goes while it is borrowed, and is there then.
    fn go(self: &mut Dot, x: f64) -> f64 {
        if let Some(moved) = &self.moved {
            let _ = moved.call(x);
        }
        self.x = x;
        self.x + self.y
    }

    /// Has the Rust name of what sets a field.
    #[js(name = "moveTo")]
    fn set_x(self: &mut Dot, x: f64) {
        self.x = x;
    }

    /// Has the Rust name of a field.
    #[js(name = "shout")]
    fn label(self: &Dot) -> String {
        self.label.to_uppercase()
    }
}
