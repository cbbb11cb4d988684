//! Exported `async fn`s: what they borrow, and how long.

use closures_extern::{closures_export, closures_extern, JsPromise, JsValue};

closures_extern! {
    #![js(module = "./host.js")]
    fn note(text: &str);
    async fn later_number(n: u32) -> Result<u32, JsValue>;
    fn reenter();
}

/// A number that says when it is dropped.
pub(crate) struct Patient {
    count: u32,
}

impl Drop for Patient {
    fn drop(&mut self) {
        note(&format!("dropped {}", self.count));
    }
}

/// Uses what is lent when it is dropped.
struct Last<'a>(&'a mut Patient);

impl Drop for Last<'_> {
    fn drop(&mut self) {
        self.0.count += 100;
        note("the future is gone");
    }
}

closures_export! {
    pub type Patient;

    pub fn patient(count: u32) -> Patient {
        Patient { count }
    }

    /// Adds what comes.
    pub async fn add(self: &mut Patient, n: u32) -> Result<u32, JsValue> {
        self.count += later_number(n).await?;
        Ok(self.count)
    }

    pub async fn look(self: &Patient) -> u32 {
        let _ = later_number(0).await;
        self.count
    }

    /// Its future changes what is lent when it is dropped.
    pub async fn last(self: &mut Patient, forever: bool) -> u32 {
        let last = Last(self);
        if forever {
            std::future::pending::<()>().await;
        }
        last.0.count
    }

    pub async fn both(self: &Patient, other: Option<&mut Patient>, rest: Patient) -> Result<String, JsValue> {
        let n = later_number(1).await?;
        if let Some(other) = other {
            other.count += self.count;
        }
        Ok(format!("{n} {}", rest.count))
    }

    pub async fn eat(self: Patient) -> u32 {
        let _ = later_number(0).await;
        self.count
    }

    #[js(getter)]
    pub fn count(self: &Patient) -> u32 {
        self.count
    }

    pub fn set(self: &mut Patient, count: u32) {
        self.count = count;
    }

    /// Not async: what it borrows it gives back at once, whatever is called meanwhile.
    pub fn promise_of(self: &mut Patient) -> JsPromise<u32> {
        reenter();
        let count = self.count;
        JsPromise::new(async move { later_number(count).await })
    }

    pub async fn async_nothing() {}

    pub async fn async_borrows(text: &str, list: &[u16], more: Option<&str>) -> Result<String, JsValue> {
        let n = later_number(1).await?;
        Ok(format!("{text} {list:?} {more:?} {n}"))
    }

    pub async fn async_fails(number: String) -> Result<u32, std::num::ParseIntError> {
        number.parse()
    }

    pub async fn async_many(a: u32, b: f64, c: bool, d: String, e: i64, f: char) -> String {
        format!("{a} {b} {c} {d} {e} {f}")
    }

    pub async fn async_promise(promise: JsPromise<u32>) -> Result<JsPromise<u32>, JsValue> {
        let n = promise.await?;
        Ok(JsPromise::new(async move { Ok(n + 1) }))
    }

    pub async fn async_list(count: u32) -> Result<Vec<String>, JsValue> {
        Ok((0..count).map(|n| n.to_string()).collect())
    }

    pub async fn async_value(value: JsValue) -> JsValue {
        value
    }

    #[allow(clippy::panic, reason = "it is what it is for")]
    pub async fn async_panics() -> u32 {
        panic!("in an export")
    }
}
