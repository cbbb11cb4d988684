//! Stack closures: `sort`, `forEach` and `map` of an array call them until they return, so they may borrow what the caller has.

use closures_extern::{closures_export, closures_extern};
use std::cmp::Ordering;

closures_extern! {
    /// An array of cities.
    #[js(class = "Array")]
    type Cities;
    /// Sorts the array itself. `compare` says by a number below, at or above 0 which of two comes first.
    #[js(method)]
    fn sort(this: &Cities, compare: &mut dyn FnMut(&City, &City) -> i32);
    #[js(method)]
    fn for_each(this: &Cities, f: &mut dyn FnMut(&City));
    #[js(method)]
    fn map(this: &Cities, f: &dyn Fn(&City) -> String) -> Vec<String>;

    /// One of the page's objects, `{ name, country, people }`: it has no class of its own.
    #[js(class = "Object")]
    type City;
    #[js(getter)]
    fn name(this: &City) -> String;
    #[js(getter)]
    fn country(this: &City) -> String;
    #[js(getter)]
    fn people(this: &City) -> f64;
}

/// Compares two cities.
type Compare = fn(&City, &City) -> Ordering;

/// How to compare by a column.
fn by(column: &str) -> Result<Compare, String> {
    match column {
        "name" => Ok(|a, b| a.name().cmp(&b.name())),
        "country" => Ok(|a, b| a.country().cmp(&b.country()).then_with(|| a.name().cmp(&b.name()))),
        "people" => Ok(|a, b| a.people().total_cmp(&b.people())),
        _ => Err(format!("there is no column {column}")),
    }
}

closures_export! {
    /// Sorts an array by a column, and returns how often two cities were compared.
    pub fn sort_by(cities: &Cities, column: &str, falling: bool) -> Result<u32, String> {
        let compare = by(column)?;
        // Borrowed by the closure, and ours again when `sort` has returned. No box, no `Rc`, no `'static`.
        let mut comparisons = 0;
        cities.sort(&mut |a, b| {
            comparisons += 1;
            let order = compare(a, b);
            (if falling { order.reverse() } else { order }) as i32
        });
        Ok(comparisons)
    }

    /// For each city the share of all people that live in it: `"12.5%"`.
    pub fn shares(cities: &Cities) -> Vec<String> {
        let mut all = 0.0;
        cities.for_each(&mut |city| all += city.people());
        cities.map(&|city| format!("{:.1}%", 100.0 * city.people() / all))
    }
}
