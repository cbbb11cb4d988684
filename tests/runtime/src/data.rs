//! Structs and enums of the macros: plain data both ways, and options with callbacks.

use crate::keep;
use closures_extern::{closures_extern, spawn_local, Closure, JsFunction, JsPromise, JsValue};
use std::collections::BTreeMap;

closures_extern! {
    #![js(module = "./host.js")]

    /// Numbers alone.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Point {
        /// To the right.
        pub x: f64,
        pub y: f64,
    }

    #[derive(Clone, Debug, PartialEq)]
    pub struct Mixed {
        pub on: bool,
        pub small: i8,
        pub wide: u64,
        pub letter: char,
        pub text: String,
        pub list: Vec<u16>,
        pub maybe: Option<f32>,
        #[cfg(target_family = "unix")]
        pub absent: Nothing,
        #[cfg(not(target_family = "unix"))]
        #[js(name = "a number!")]
        pub number: Option<u32>,
        pub pair: (i32, Option<String>),
    }

    #[derive(Clone, Debug, PartialEq)]
    pub struct Nested {
        pub at: Point,
        pub all: Vec<Mixed>,
        pub named: BTreeMap<String, Option<Point>>,
        pub align: Align,
        pub level: Option<Level>,
        pub bytes: [u8; 3],
        pub more: Option<Point>,
    }

    #[derive(Clone, Debug, PartialEq)]
    pub struct Empty {}

    /// Strings.
    #[derive(Clone, Copy, Debug, Default, PartialEq)]
    pub enum Align {
        #[default]
        Left = "left",
        /// The other side.
        Right = "right",
        #[cfg(target_family = "unix")]
        Absent = 1,
        Justified = "justified text",
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    pub enum Level {
        Low = -1,
        Middle,
        High = 1 << 20,
    }

    /// Only goes to JavaScript.
    #[derive(Default)]
    pub struct ModalOptions {
        pub title: String,
        pub close_on_escape: Option<bool>,
        #[js(name = "onAnswer")]
        pub handler: Option<Closure<dyn FnMut(bool) -> u32>>,
        pub r#type: Align,
        pub listeners: Vec<Closure<dyn Fn(Point) -> f64>>,
    }

    /// Only comes from there.
    struct Reply {
        done: JsFunction<dyn Fn(Point) -> Point>,
        values: Vec<JsValue>,
        others: Vec<(JsFunction<dyn Fn()>, u8)>,
    }

    /// A promise in other data.
    struct Pending {
        label: String,
        point: JsPromise<Point>,
    }

    fn pending() -> Result<Pending, JsValue>;
    fn settled(text: &str);
    fn modal(kind: &str, options: ModalOptions) -> Align;
    fn reply() -> Result<Reply, JsValue>;
    fn two(a: Point, b: Vec<Option<Mixed>>, c: &Closure<dyn FnMut(Nested, Level) -> Result<Vec<Point>, String>>) -> Result<Option<Nested>, JsValue>;
    static POINT: Point;
}

#[unsafe(no_mangle)]
extern "C" fn data_modal(sets: bool) -> u32 {
    let mut answers = 0;
    let options = if sets {
        ModalOptions {
            title: "Save?".into(),
            close_on_escape: Some(false),
            handler: Some(Closure::new(move |yes: bool| {
                answers += 1;
                u32::from(yes) + answers
            })),
            r#type: Align::Justified,
            listeners: vec![
                Closure::new(|Point { x, y }: Point| x + y),
                Closure::new(|Point { x, y }: Point| x * y),
            ],
        }
    } else {
        ModalOptions { title: "None".into(), ..ModalOptions::default() }
    };
    modal("kind", options) as u32
}

#[unsafe(no_mangle)]
extern "C" fn data_reply() -> f64 {
    let Reply { done, values, others } = match reply() {
        Ok(reply) => reply,
        Err(_) => return -1.0,
    };
    let Point { x, y } = done.call(Point { x: 1.0, y: 2.0 }).expect("it returns one");
    x * 10.0 + y + values.len() as f64 * 100.0 + others.len() as f64 * 1000.0
}

#[unsafe(no_mangle)]
extern "C" fn data_pending() {
    spawn_local(async {
        let Ok(Pending { label, point }) = pending() else { return settled("none") };
        match point.await {
            Ok(Point { x, y }) => settled(&format!("{label}: {x}, {y}")),
            Err(error) => settled(&format!("{label}: {error:?}")),
        }
    });
}

#[unsafe(no_mangle)]
extern "C" fn data_static() -> f64 {
    POINT.get().x
}

/// Gives a closure with data in its parameters and its result, and returns 0 for nothing, 1 for a value, 2 for an exception.
#[unsafe(no_mangle)]
extern "C" fn data_two(keeps: bool) -> u32 {
    let closure = Closure::new(|nested: Nested, level: Level| match level {
        Level::Low => Err(format!("{} fields", nested.all.len())),
        _ => Ok(nested.named.into_values().flatten().collect::<Vec<Point>>()),
    });
    let returned = two(Point { x: 1.0, y: 2.0 }, vec![None], &closure);
    if keeps {
        keep(closure);
    }
    match returned {
        Ok(None) => 0,
        Ok(Some(_)) => 1,
        Err(_) => 2,
    }
}

#[cfg(not(feature = "hosted"))] // where `#[wasm_bindgen]` exports
pub(crate) mod exported {
    use super::{Align, Point};
    use closures_extern::closures_export;
    use std::num::NonZero;

    /// Counts.
    #[allow(unreachable_pub, reason = "of an export")]
    pub struct Tally(u32);

    closures_export! {
        pub type Tally;
        #[js(constructor)]
        pub fn new(count: u32) -> Tally {
            Tally(count)
        }
        #[js(getter)]
        pub fn total(self: &Tally) -> u32 {
            self.0
        }

        /// Two objects, which are given away.
        pub struct Tallies {
            pub left: Tally,
            pub right: Option<Tally>,
            pub label: String,
        }

        /// The sum of both.
        pub fn sum_of(tallies: Tallies) -> String {
            format!("{}: {}", tallies.label, tallies.left.0 + tallies.right.map_or(0, |right| right.0))
        }

        pub fn split(tally: Tally) -> Tallies {
            let left = Tally(tally.0 / 2);
            Tallies { right: Some(Tally(tally.0 - left.0)), left, label: "halves".into() }
        }

        pub enum Turn {
            Around = 180,
            Back = 360,
        }

        pub fn turned(point: Point, turn: Turn, align: Option<Align>) -> Result<(Point, bool), String> {
            let sign = if let Turn::Around = turn { -1.0 } else { 1.0 };
            match align {
                Some(Align::Justified) => Err("not justified".into()),
                align => Ok((Point { x: sign * point.x, y: sign * point.y }, align.is_some())),
            }
        }

        /// A number that is never 0, beside one that may be.
        pub struct Share {
            pub of: NonZero<u8>,
            pub count: i32,
        }

        /// What is left over.
        pub fn left_over(share: Share) -> i32 {
            share.count % i32::from(share.of.get())
        }

        pub fn last_of(points: Vec<Point>) -> Option<Point> {
            points.into_iter().next_back()
        }
    }
}
