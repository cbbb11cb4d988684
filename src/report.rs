//! Reports what is alive: how many closures and handles there are, and where the closures were made.

use crate::abi::FromJs;
use crate::wasm::imports;
use core::fmt;

/// How much is alive right now: see [`stats`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Closures that JavaScript could call: heap closures that are not dropped, stack closures of running calls, and
    /// one closure for each promise that Rust waits for.
    pub closures: u32,
    /// JavaScript values that Rust holds.
    pub handles: u32,
}

/// Counts what is alive in this instance: closures that JavaScript could call, and JavaScript values that Rust holds.
///
/// In JS, `app.stats()` returns the same numbers.
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

/// Where the live closures were made: see [`live_closures`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveClosures {
    /// The places where closures were made, the one with the most closures first.
    pub places: Vec<LivePlace>,
    /// The functions whose promises Rust waits for, the one with the most promises first.
    pub promises: Vec<LivePlace>,
}

/// A place where live closures were made, or a function whose promises Rust waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LivePlace {
    /// For closures the file, the line and the column of the call that made them: `src/lib.rs:12:20`. For promises the
    /// function: `fetch, declared in my_crate, line 3, column 1`. It is "" for promises that came in another way, and
    /// in builds without debug assertions.
    pub place: String,
    /// How many of them there are.
    pub count: u32,
}

/// A report with a line for each place, `3 closures made at src/lib.rs:12:20`, and for each function whose promises
/// Rust waits for.
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

/// Lists where each live closure of this instance was made, to find closures that are never dropped. It also lists
/// which promises the instance waits for. Closures that JavaScript owns are alive until the garbage collector frees
/// them.
///
/// Only debug builds know the places. In other builds the list has one place, `an unknown place (build with debug
/// assertions)`.
///
/// # How to find a leak
///
/// A list makes a listener for each row, and keeps the listeners:
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
/// The console shows which line to look at:
///
/// ```text
/// 40 closures
/// 40 closures made at src/list.rs:15:33
/// ```
///
/// Twenty rows are shown, but forty listeners are alive. `show` needs a `self.listeners.clear()` before its loop.
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
