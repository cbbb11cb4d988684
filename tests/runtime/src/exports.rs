//! Exported functions and types: called, owned, lent, moved, freed.

use closures_extern::{closures_export, closures_extern, Closure, JsFunction, JsValue, Rest, This};
use std::cell::RefCell;

closures_extern! {
    #![js(module = "./host.js")]
    fn note(text: &str);
    fn reenter();
    fn take_counter(counter: Counter) -> Option<Counter>;
    fn keep_reader(f: &Closure<dyn Fn(&Counter, u32) -> u32>);
    fn keep_taker(f: &Closure<dyn Fn(Counter) -> Counter>);
    fn keep_gatherer(f: &Closure<dyn Fn(Rest<Counter>) -> Vec<Counter>>);
}

/// A number that says when it is dropped.
pub(crate) struct Counter {
    count: u32,
    name: Box<str>,
}

impl Counter {
    fn of(count: u32) -> Counter {
        Counter { count, name: "counter".into() }
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        note(&format!("dropped {} {}", self.name, self.count));
    }
}

/// Another class, of the same contents.
struct Other;

thread_local! {
    static STORED: RefCell<Option<Counter>> = const { RefCell::new(None) };
}

type Text<'a> = &'a str;
type Outcome<T> = Result<T, JsValue>;

/// Is exported from outside of a block.
fn export_outside(text: &str, times: u32) -> String {
    text.repeat(times as usize)
}

/// What has a method that is exported from outside of a block.
struct Outside(u32);

impl Outside {
    fn half(&self, by: u32) -> Option<u32> {
        self.0.checked_div(by)
    }
}

closures_export! {
    /// What JavaScript reads.
    const EXPORT_VERSION: &str = "1.0 \u{2603}";
    #[js(name = "exportLimits")]
    #[allow(dead_code)]
    const EXPORT_LIMITS: [u8; 3] = [1, 2, 3];
    #[cfg(any())]
    const EXPORT_ABSENT: Missing = Missing;
    const EXPORT_WIDE: u64 = u64::MAX;
    /// Is defined outside.
    fn export_outside(text: &str, times: u32) -> String;
    type Outside;
    #[js(constructor)]
    fn new(n: u32) -> Outside {
        Outside(n)
    }
    fn half(self: &Outside, by: u32) -> Option<u32>;
}

closures_export! {
    pub fn export_nothing() {}

    pub fn export_double(n: u32) -> u32 {
        2 * n
    }

    pub(crate) fn export_many(a: u8, b: &str, c: bool, d: f64, e: &[u16], f: i64, g: char, h: String, i: Option<u32>, j: &JsValue) -> String {
        format!("{a} {b} {c} {d} {e:?} {f} {g} {h} {i:?} {}", j.is_null())
    }

    fn export_borrowed(text: Text<'_>) -> &str {
        text
    }

    fn export_option(text: Option<&str>, counter: Option<&Counter>, change: Option<&mut Counter>) -> Option<String> {
        if let Some(counter) = change {
            counter.count += 100;
        }
        Some(format!("{} {:?}", text?, counter.map(|counter| counter.count)))
    }

    fn export_fails(fail: bool) -> Outcome<u32> {
        if fail { Err("no".into()) } else { Ok(7) }
    }

    fn export_fails_by_display(number: &str) -> Result<u32, std::num::ParseIntError> {
        number.parse()
    }

    fn export_panics() {
        panic!("in an export");
    }

    fn export_reenters(text: &str) -> usize {
        reenter();
        text.len()
    }

    fn export_calls(f: JsFunction<dyn Fn(u32) -> u32>) -> Outcome<u32> {
        f.call(20)
    }

    /// The name of a parameter may be that of the function.
    #[js(name = "Renamed!")]
    fn export_named(export_named: u32) -> u32 {
        export_named
    }

    /// Or one that stands in what JavaScript does with the others.
    fn export_x(x: JsValue) -> JsValue {
        x
    }

    fn export_p(p: String) -> String {
        p
    }

    /// A value of an exported type as a value, which JavaScript owns.
    fn counter_in_object() -> Result<JsValue, JsValue> {
        let object = JsValue::object();
        object.set("counter", Counter::of(3))?;
        Ok(object)
    }

    /// And back: the value moves out of the object.
    fn counter_of_value(value: JsValue) -> Result<u32, JsValue> {
        let counter = Counter::try_from(value)?;
        Ok(counter.count)
    }

    fn export_slot(slot: f64, error: f64) -> f64 {
        slot - error
    }

    fn export_gathers(this: This<JsValue>, first: Option<u32>, rest: Rest<String>) -> String {
        format!("{} {first:?} {:?}", this.0.r#typeof(), rest.0)
    }

    fn increment_by_all(self: &mut Counter, all: Rest<u32>) -> u32 {
        self.count += all.0.iter().sum::<u32>();
        self.count
    }

    #[cfg(any())]
    fn export_removed() {}

    /// A counter.
    pub type Counter;
    type Other;

    /// Makes one.
    #[js(constructor = Counter)]
    fn new_counter(count: u32) -> Result<Counter, String> {
        if count == 13 { Err("an unlucky number".into()) } else { Ok(Counter::of(count)) }
    }

    fn other() -> Other {
        Other
    }

    fn counter(count: u32) -> Counter {
        Counter::of(count)
    }

    fn counters(count: u32) -> Vec<Counter> {
        (0..count).map(Counter::of).collect()
    }

    fn sum(counters: Vec<Counter>) -> u32 {
        counters.iter().map(|counter| counter.count).sum()
    }

    fn maybe_counter(count: Option<u32>) -> Option<Counter> {
        count.map(Counter::of)
    }

    fn add(to: &mut Counter, from: &Counter) {
        to.count += from.count;
    }

    fn both(left: &Counter, right: &Counter) -> u32 {
        left.count + right.count
    }

    fn swallow(counter: Counter, _number: u32, _text: &str) -> u32 {
        counter.count
    }

    fn store(counter: Counter) {
        STORED.set(Some(counter));
    }

    fn stored() -> Option<Counter> {
        STORED.take()
    }

    fn look_while(counter: &Counter) -> u32 {
        reenter();
        counter.count
    }

    fn change_while(counter: &mut Counter) -> u32 {
        reenter();
        counter.count += 1;
        counter.count
    }

    fn take_while(counter: Counter) -> u32 {
        reenter();
        counter.count
    }

    pub fn increment(self: &mut Counter, by: Option<u32>) -> u32 {
        self.count += by.unwrap_or(1);
        self.count
    }

    fn peek(self: &Counter, a: u32, b: u32) -> u32 {
        reenter();
        self.count + a + b
    }

    fn poke(self: &mut Counter, by: u32) {
        reenter();
        self.count += by;
    }

    fn export_three(a: i8, b: f32, c: f64) -> bool {
        reenter();
        f64::from(a) + f64::from(b) == c
    }

    fn describe(self: &Counter) -> String {
        format!("{} {}", self.name, self.count)
    }

    fn into_count(self: Counter) -> u32 {
        self.count
    }

    fn describe_other(self: &Other) -> &'static str {
        "other"
    }

    #[js(getter)]
    fn count(self: &Counter) -> u32 {
        self.count
    }

    #[js(setter)]
    fn set_count(self: &mut Counter, count: u32) {
        self.count = count;
    }

    /// Gives a counter to the host, and says what it gives back.
    fn export_give(count: u32) -> Option<u32> {
        take_counter(Counter::of(count)).map(|counter| counter.count)
    }
}

/// Closures that take and return exported values.
#[unsafe(no_mangle)]
extern "C" fn export_closures() {
    let reader = Closure::<dyn Fn(&Counter, u32) -> u32>::new(|counter: &Counter, more| {
        reenter();
        counter.count + more
    });
    keep_reader(&reader);
    crate::keep(reader);
    let taker = Closure::<dyn Fn(Counter) -> Counter>::new(|counter: Counter| Counter::of(counter.count + 1));
    keep_taker(&taker);
    crate::keep(taker);
    let gatherer =
        Closure::<dyn Fn(Rest<Counter>) -> Vec<Counter>>::new(|counters: Rest<Counter>| counters.0);
    keep_gatherer(&gatherer);
    crate::keep(gatherer);
}
