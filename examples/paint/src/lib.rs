//! Painting on a canvas, with closures that JavaScript owns. They are passed by value, and live as long as the canvas
//! that calls them. When the page no longer uses the canvas, the garbage collector frees them.

use closures_extern::{closures_export, closures_extern, Closure, JsFunction, JsValue};
use std::{cell::Cell, rc::Rc};

closures_extern! {
    #[js(class = "HTMLCanvasElement")]
    type Canvas;
    /// By value: the canvas owns `f` from now on.
    fn add_event_listener(this: &Canvas, name: &str, f: Closure<Handler>);
    /// Throws if the pointer no longer exists.
    fn set_pointer_capture(this: &Canvas, pointer: f64) -> Result<(), JsValue>;
    /// `None` if the canvas has another kind of context. Throws if the canvas has been given to a worker.
    fn get_context(this: &Canvas, kind: &str) -> Result<Option<Context>, JsValue>;
    /// Later calls `f` once, with the picture as a PNG file, or with `None` if there is not enough memory. Throws if an
    /// image from another origin was drawn.
    fn to_blob(
        this: &Canvas,
        f: Closure<dyn FnMut(Option<Blob>) -> Result<(), JsValue>>,
    ) -> Result<(), JsValue>;
    #[js(getter)]
    fn width(this: &Canvas) -> f64;
    #[js(getter)]
    fn height(this: &Canvas) -> f64;
    #[js(getter)]
    fn client_width(this: &Canvas) -> f64;

    #[js(class = "CanvasRenderingContext2D")]
    type Context;
    #[js(setter)]
    fn set_stroke_style(this: &Context, color: &str);
    #[js(setter)]
    fn set_line_width(this: &Context, width: f64);
    #[js(setter)]
    fn set_line_cap(this: &Context, cap: &str);
    fn begin_path(this: &Context);
    fn move_to(this: &Context, x: f64, y: f64);
    fn line_to(this: &Context, x: f64, y: f64);
    fn stroke(this: &Context);
    fn clear_rect(this: &Context, x: f64, y: f64, width: f64, height: f64);

    type PointerEvent;
    #[js(getter)]
    fn target(this: &PointerEvent) -> Canvas;
    #[js(getter)]
    fn pointer_id(this: &PointerEvent) -> f64;
    #[js(getter)]
    fn offset_x(this: &PointerEvent) -> f64;
    #[js(getter)]
    fn offset_y(this: &PointerEvent) -> f64;

    type Blob;
    #[js(namespace = URL, name = "createObjectURL")]
    fn create_object_url(blob: &Blob) -> String;
}

/// Handles the events of the pointer. An `Err` is thrown, and the browser reports it.
type Handler = dyn FnMut(PointerEvent) -> Result<(), JsValue>;

/// A point in the picture.
#[derive(Clone, Copy)]
struct Point {
    x: f64,
    y: f64,
}

impl Point {
    /// Where an event happened in the picture, which may be larger than the canvas on the page.
    fn of(event: &PointerEvent, canvas: &Canvas) -> Point {
        let scale = canvas.width() / canvas.client_width();
        Point { x: event.offset_x() * scale, y: event.offset_y() * scale }
    }
}

/// The context that draws on a canvas.
fn context(canvas: &Canvas) -> Result<Context, JsValue> {
    canvas.get_context("2d")?.ok_or_else(|| "this canvas is not one to paint on".into())
}

/// Draws a line with the current brush of the canvas.
fn line(canvas: &Canvas, from: Point, to: Point) -> Result<(), JsValue> {
    let context = context(canvas)?;
    context.begin_path();
    context.move_to(from.x, from.y);
    context.line_to(to.x, to.y);
    context.stroke();
    Ok(())
}

closures_export! {
    /// Lets people paint on `canvas`, for as long as it exists.
    pub fn paint(canvas: &Canvas) -> Result<(), JsValue> {
        context(canvas)?.set_line_cap("round");
        // Where the current line ends so far.
        let last = Rc::new(Cell::new(None));

        // Subtle: the closures take the canvas from the event and do not capture it. Rust would hold a captured canvas, and
        // the canvas holds the closures, so neither would ever be freed (`the_closures_of_a_canvas_end_with_it`).
        let begin = last.clone();
        canvas.add_event_listener(
            "pointerdown",
            Closure::new(move |event: PointerEvent| {
                let canvas = event.target();
                canvas.set_pointer_capture(event.pointer_id())?; // later events come here, wherever the pointer goes
                let here = Point::of(&event, &canvas);
                line(&canvas, here, Point { x: here.x + 0.1, ..here })?; // a dot; a line without length is not drawn
                begin.set(Some(here));
                Ok(())
            }),
        );
        let end = last.clone();
        canvas.add_event_listener(
            "lostpointercapture",
            Closure::new(move |_: PointerEvent| {
                end.set(None);
                Ok(())
            }),
        );
        canvas.add_event_listener(
            "pointermove",
            Closure::new(move |event: PointerEvent| {
                if let Some(from) = last.get() {
                    let canvas = event.target();
                    let here = Point::of(&event, &canvas);
                    line(&canvas, from, here)?;
                    last.set(Some(here));
                }
                Ok(())
            }),
        );
        Ok(())
    }

    /// Chooses a brush with a colour and a width.
    pub fn brush(canvas: &Canvas, color: &str, width: f64) -> Result<(), JsValue> {
        let context = context(canvas)?;
        context.set_stroke_style(color);
        context.set_line_width(width);
        Ok(())
    }

    /// Clears the picture.
    pub fn clear(canvas: &Canvas) -> Result<(), JsValue> {
        context(canvas)?.clear_rect(0.0, 0.0, canvas.width(), canvas.height());
        Ok(())
    }

    /// Saves the picture as a file, and then calls `done` with its address.
    pub fn save(canvas: &Canvas, done: JsFunction<dyn Fn(String)>) -> Result<(), JsValue> {
        // Called once, and freed by that call, together with `done`.
        canvas.to_blob(Closure::once(move |blob: Option<Blob>| match blob {
            Some(blob) => done.call(create_object_url(&blob)),
            None => Err("there is no room for the file".into()),
        }))
    }
}
