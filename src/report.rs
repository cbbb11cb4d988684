//! What is alive, for the user: closures and handles, counted, and where the closures were made.

use crate::abi::FromJs;
use crate::wasm::imports;
use core::fmt;

/// What is alive right now: see [`stats`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Closures that JavaScript could call: heap closures not dropped, and stack closures of calls under way.
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
}

/// A place where closures were made that are still alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LivePlace {
    /// `src/lib.rs:12:20`: the file, the line and the column of the call that made them.
    pub place: String,
    /// How many of them are alive.
    pub count: u32,
}

/// A report: a line for each place, `3 closures made at src/lib.rs:12:20`.
impl fmt::Display for LiveClosures {
    #[inline]
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for LivePlace { place, count } in &self.places {
            let closures = if *count == 1 { "closure" } else { "closures" };
            writeln!(out, "{count} {closures} made at {place}")?;
        }
        Ok(())
    }
}

/// Where each closure was made that is alive in this instance, to find the one that nobody drops. Closures that
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
    let mut places = Vec::new();
    // SAFETY: JS has just written a `Vec<String>` as it does for a parameter.
    let texts: Vec<String> = unsafe { FromJs::receive(imports::live_closures()) };
    let mut texts = texts.into_iter();
    while let (Some(place), Some(count)) = (texts.next(), texts.next()) {
        places.push(LivePlace { place, count: count.parse().unwrap_or(0) });
    }
    LiveClosures { places }
}
