//! What is alive, for the user: closures and handles, counted, and where the closures were made.

use crate::abi::FromJs;
use crate::wasm::imports;
use core::fmt;

/// What is alive right now: see [`stats`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Closures that JavaScript could call: heap closures not dropped, stack closures of calls under way, and one for each promise that
    /// Rust waits for.
    pub closures: u32,
    /// JavaScript values that Rust holds.
    pub handles: u32,
}

/// What is alive in this instance: closures that JavaScript could call, and JavaScript values that Rust holds.
///
/// JS has the same numbers as `app.stats()`.
///
/// ```no_run
/// let before = closures_extern::stats();
/// // .. whatever should leave nothing behind ..
/// assert_eq!(closures_extern::stats(), before);
/// ```
#[must_use]
#[inline]
pub fn stats() -> Stats {
    let mut numbers = [0; 2];
    imports::stats(&mut numbers);
    let [closures, handles] = numbers;
    Stats { closures, handles }
}

/// Where the closures that are alive were made: see [`live_closures`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveClosures {
    /// Each place, the one with the most closures first.
    pub places: Vec<LivePlace>,
    /// The promises that Rust waits for: by the function that has returned them, the one with the most first.
    pub promises: Vec<LivePlace>,
}

/// A place where closures were made that are still alive, or promises that are waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LivePlace {
    /// `src/lib.rs:12:20`: the file, the line and the column of the call that made them. Of promises `fetch, declared in my_crate, line 3,
    /// column 1`: the function; "" of what has come in another way, and in other builds than debug builds.
    pub place: String,
    /// How many of them there are.
    pub count: u32,
}

/// A report: a line for each place, `3 closures made at src/lib.rs:12:20`, and for each function whose promises are waited for.
impl fmt::Display for LiveClosures {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for LivePlace { place, count } in &self.places {
            let closures = if *count == 1 { "closure" } else { "closures" };
            writeln!(out, "{count} {closures} made at {place}")?;
        }
        for LivePlace { place, count } in &self.promises {
            let promises = if *count == 1 { "promise" } else { "promises" };
            let of = if place.is_empty() { "" } else { " of " };
            writeln!(out, "waiting for {count} {promises}{of}{place}")?;
        }
        Ok(())
    }
}

/// Where each closure was made that is alive in this instance, to find the one that nobody drops, and which promises it waits for. Closures that
/// JavaScript owns are alive until the garbage collector has found them.
///
/// Places are known in debug builds; in others the list has one place, `an unknown place (build with debug assertions)`.
///
/// # A leak, found
///
/// A list makes a listener for each row, and keeps them:
///
/// ```no_run
/// use closures_extern::{closures_extern, live_closures, stats, Closure};
///
/// closures_extern! {
///     #[js(namespace = console)]
///     fn log(text: &str);
/// }
///
/// struct List {
///     listeners: Vec<Closure<dyn FnMut()>>,
/// }
///
/// impl List {
///     fn show(&mut self, rows: u32) {
///         for row in 0..rows {
///             self.listeners.push(Closure::new(move || log(&format!("row {row}"))));
///         }
///     }
/// }
///
/// let mut list = List { listeners: Vec::new() };
/// list.show(20);
/// list.show(20); // the second page: nobody has dropped the listeners of the first
///
/// log(&format!("{} closures", stats().closures));
/// log(&live_closures().to_string());
/// ```
///
/// The console says which line to look at:
///
/// ```text
/// 40 closures
/// 40 closures made at src/list.rs:15:33
/// ```
///
/// Twenty rows are shown, and forty listeners are alive: `show` wants a `self.listeners.clear()` before its loop.
#[must_use]
#[inline]
pub fn live_closures() -> LiveClosures {
    // SAFETY: JS has just written a `Vec<String>` as it does for a parameter.
    let texts: Vec<String> = unsafe { FromJs::receive(imports::live_closures()) };
    let mut texts = texts.into_iter();
    LiveClosures { places: live_places(&mut texts), promises: live_places(&mut texts) }
}

/// Places and counts in turns, to the count that is missing.
fn live_places(texts: &mut impl Iterator<Item = String>) -> Vec<LivePlace> {
    let mut places = Vec::new();
    while let Some(count) = texts.next().filter(|count| !count.is_empty()) {
        let place = texts.next().unwrap_or_default();
        places.push(LivePlace { place, count: count.parse().unwrap_or(0) });
    }
    places
}
