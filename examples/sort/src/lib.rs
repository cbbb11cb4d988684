//! Stack closures: `sort`, `forEach` and `map` call them only until they return, so closures may borrow from the caller.

use closures_extern::{closures_export, closures_extern};
use std::cmp::Ordering;

closures_extern! {
    /// An array of cities.
    #[js(class = "Array")]
    type Cities;
    /// Sorts the array in place. `compare` returns a number below, at or above 0, which decides which city comes first.
    fn sort(this: &Cities, compare: &mut dyn FnMut(&City, &City) -> i32);
    fn for_each(this: &Cities, f: &mut dyn FnMut(&City));
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

/// The function that compares by a column.
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
        // The closure borrows this until `sort` has returned. It needs no box, no `Rc` and no `'static`.
        let mut comparisons = 0;
        cities.sort(&mut |a, b| {
            comparisons += 1;
            let order = compare(a, b);
            (if falling { order.reverse() } else { order }) as i32
        });
        Ok(comparisons)
    }

    /// For each city, the share of all people who live in it: `"12.5%"`.
    pub fn shares(cities: &Cities) -> Vec<String> {
        let mut all = 0.0;
        cities.for_each(&mut |city| all += city.people());
        cities.map(&|city| format!("{:.1}%", 100.0 * city.people() / all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use closures_extern::{closures_test, stats};

    closures_extern! {
        #[js(namespace = JSON)]
        fn parse(text: &str) -> Cities;
    }

    fn cities() -> Cities {
        parse(
            r#"[
                { "name": "Lyon", "country": "France", "people": 500 },
                { "name": "Turin", "country": "Italy", "people": 800 },
                { "name": "Arles", "country": "France", "people": 50 },
                { "name": "Bari", "country": "Italy", "people": 300 }
            ]"#,
        )
    }

    /// The names of the cities, sorted by a column.
    fn sorted_by(column: &str, falling: bool) -> Result<Vec<String>, String> {
        let cities = cities();
        sort_by(&cities, column, falling)?;
        Ok(cities.map(&|city| city.name()))
    }

    closures_test! {
        fn cities_are_sorted_by_each_column() -> Result<(), String> {
            assert_eq!(sorted_by("name", false)?, ["Arles", "Bari", "Lyon", "Turin"]);
            assert_eq!(sorted_by("people", false)?, ["Arles", "Bari", "Lyon", "Turin"]);
            assert_eq!(sorted_by("people", true)?, ["Turin", "Lyon", "Bari", "Arles"]);
            Ok(())
        }

        fn cities_of_a_country_are_sorted_by_their_names() -> Result<(), String> {
            assert_eq!(sorted_by("country", false)?, ["Arles", "Lyon", "Bari", "Turin"]);
            Ok(())
        }

        fn a_column_that_is_not_there_is_named_and_nothing_is_sorted() {
            let cities = cities();
            assert_eq!(sort_by(&cities, "river", false), Err("there is no column river".to_owned()));
            assert_eq!(cities.map(&|city| city.name()), ["Lyon", "Turin", "Arles", "Bari"]);
        }

        fn each_comparison_is_counted() -> Result<(), String> {
            // A sort needs at least this many comparisons, and at most one for each pair.
            let comparisons = sort_by(&cities(), "name", false)?;
            assert!((3..=6).contains(&comparisons), "{comparisons}");
            assert_eq!(sort_by(&parse("[]"), "name", false)?, 0);
            Ok(())
        }

        fn the_shares_are_those_of_all_people() {
            assert_eq!(shares(&cities()), ["30.3%", "48.5%", "3.0%", "18.2%"]);
        }

        fn the_closures_are_gone_when_the_array_is_sorted() -> Result<(), String> {
            let cities = cities();
            sort_by(&cities, "name", false)?;
            shares(&cities);
            assert_eq!(stats().closures, 0);
            Ok(())
        }
    }
}
