//! An animation: a closure that asks for the next frame each time it is called, until the [`Animation`] is dropped.

use closures_extern::{closures_export, closures_extern, Closure, JsValue};
use std::{cell::Cell, f64::consts::TAU, rc::Rc, rc::Weak};

closures_extern! {
    /// Calls `f` before the next frame, once, with the time in milliseconds.
    fn request_animation_frame(f: &Closure<dyn FnMut(f64)>) -> u32;
    fn cancel_animation_frame(token: u32);

    type Element;
    /// Throws if the name is not valid. The names in this program are fixed, and valid.
    fn set_attribute(this: &Element, name: &str, value: &str);
    /// Throws if the child contains `this`. The page decides which elements these are.
    fn append_child(this: &Element, child: &Element) -> Result<(), JsValue>;
    fn clone_node(this: &Element, deep: bool) -> Element;
    fn remove(this: &Element);
}

/// Calls a closure before each frame, until it is dropped.
pub struct Animation {
    _frames: Rc<Frames>,
}

/// The state that the animation owns and that its closure needs to continue.
struct Frames {
    /// The closure, which holds its owner by a `Weak`: with an `Rc` it would keep itself alive.
    closure: Closure<dyn FnMut(f64)>,
    /// JavaScript's token for the frame that has been requested.
    next: Cell<u32>,
}

impl Animation {
    /// Calls `draw` before each frame, with the milliseconds since the first.
    pub fn new<F: FnMut(f64) + 'static>(mut draw: F) -> Animation {
        let frames = Rc::new_cyclic(|frames: &Weak<Frames>| {
            let frames = frames.clone();
            let mut first = None;
            let closure = Closure::new(move |now| {
                draw(now - *first.get_or_insert(now));
                if let Some(frames) = frames.upgrade() {
                    frames.request();
                }
            });
            Frames { closure, next: Cell::new(0) }
        });
        frames.request();
        Animation { _frames: frames }
    }
}

impl Frames {
    fn request(&self) {
        self.next.set(request_animation_frame(&self.closure));
    }
}

impl Drop for Frames {
    /// Cancels the next frame. After that the closure is dropped, and frees what it captured.
    fn drop(&mut self) {
        cancel_animation_frame(self.next.get());
    }
}

/// One of the pendulums. The closure owns them, and they leave the page when it is dropped.
struct Pendulum {
    element: Element,
    /// How often it swings within [`ROUND`].
    swings: f64,
}

impl Drop for Pendulum {
    fn drop(&mut self) {
        self.element.remove();
    }
}

/// After this time, in milliseconds, all pendulums are back where they started.
const ROUND: f64 = 30_000.0;

closures_export! {
    /// Hangs copies of `model` into `scene`, and swings them until the animation is freed. In each round a pendulum
    /// swings once more than the one before it. Throws if a copy cannot be appended to `scene`.
    pub fn swing(scene: &Element, model: &Element, count: u32) -> Result<Animation, JsValue> {
        let hang = |n| {
            let element = model.clone_node(true);
            element.set_attribute("style", &format!("--n: {n}"));
            scene.append_child(&element)?;
            Ok(Pendulum { element, swings: f64::from(15 + n) })
        };
        let pendulums = (0..count).map(hang).collect::<Result<Vec<_>, JsValue>>()?;
        Ok(Animation::new(move |time| {
            for Pendulum { element, swings } in &pendulums {
                let angle = 32.0 * (TAU * swings * time / ROUND).cos();
                element.set_attribute("transform", &format!("rotate({angle:.3})"));
            }
        }))
    }

    /// An animation that JavaScript owns.
    pub type Animation;
}
