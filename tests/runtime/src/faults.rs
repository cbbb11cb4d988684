//! What ends an instance: exceptions that come out of Rust, and panics, also where JavaScript swallows them. In each function
//! here Rust notes `went on` where it must not come to.

use crate::keep;
use closures_extern::{closures_export, closures_extern, scope, Closure, JsFunction, JsValue, ScopedClosure};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::hint::black_box;

closures_extern! {
    #![js(module = "./host.js")]
    fn note(text: &str);
    fn compare(a: &str, b: &str) -> f64;
    /// May throw, whatever that is.
    fn fault();
    #[js(name = "fault")]
    fn try_fault() -> Result<f64, JsValue>;
    /// Transfers the array, so that it cannot be copied back.
    fn transfer(list: &mut [u8]);
    /// Calls into Rust, and swallows what comes out.
    fn quiet();
    #[js(name = "quiet")]
    fn quiet_number() -> f64;
    #[js(name = "quiet")]
    fn quiet_more(a: u32, b: u32) -> u32;
    #[js(name = "quiet")]
    fn quiet_bool(a: bool) -> bool;
    #[js(name = "quiet")]
    fn quiet_wide(a: u64) -> u64;
    #[js(name = "quiet")]
    fn quiet_text(a: &str) -> String;
    #[js(name = "quiet")]
    fn quiet_value(a: &JsValue) -> JsValue;
    #[js(name = "quiet")]
    fn quiet_list(a: &[u8]) -> Vec<f64>;
    #[js(name = "quiet")]
    fn quiet_option(a: Option<u32>) -> Option<String>;
    #[js(name = "quiet")]
    fn quiet_many(a: u32, b: &str, c: &str, d: &str);
    #[js(name = "quiet", variadic)]
    fn quiet_variadic(a: &[u32]);
    #[js(name = "quiet")]
    fn quiet_result() -> Result<(), JsValue>;
    #[js(name = "quiet")]
    fn quiet_result_number() -> Result<f64, JsValue>;
    #[js(name = "quiet")]
    fn quiet_result_text() -> Result<String, JsValue>;
    #[js(name = "quiet", namespace = deep)]
    fn quiet_deep() -> u32;
    fn lend(f: &dyn Fn());
    #[js(name = "lend")]
    fn lend_mut(f: &mut dyn FnMut()) -> f64;
    #[js(name = "lend")]
    fn lend_result(f: &mut dyn FnMut()) -> Result<(), JsValue>;
    #[js(name = "lend")]
    fn lend_text(f: &mut dyn FnMut(&str) -> String);
    #[js(name = "lend")]
    fn lend_option(f: Option<&mut dyn FnMut(u32)>);
    #[js(name = "lend")]
    fn lend_heap(f: &Closure<dyn FnMut()>) -> bool;
    #[js(name = "lend")]
    fn lend_all(f: &mut dyn FnMut(u32) -> u32, a: u32, b: &str, c: &str);
    /// Its getters, methods and constructor do so too.
    type Odd;
    #[js(constructor)]
    fn new() -> Odd;
    fn odd() -> Odd;
    #[js(static_method_of = Odd)]
    fn still();
    fn poke(this: &Odd);
    fn poke_with(this: &Odd, a: u32) -> bool;
    #[js(getter)]
    fn level(this: &Odd) -> f64;
    #[js(setter)]
    fn set_level(this: &Odd, to: f64);
    #[js(indexing_getter)]
    fn at(this: &Odd, index: u32) -> f64;
    #[js(indexing_setter)]
    fn put(this: &Odd, index: u32, to: f64);
    #[js(indexing_deleter)]
    fn remove(this: &Odd, index: u32);
    #[js(namespace = deep)]
    static LEVEL: f64;
    #[js(name = "number")]
    fn odd_number() -> f64;
    #[js(name = "number")]
    fn odd_list() -> Vec<f64>;
    /// A text that JavaScript makes.
    fn text() -> String;
    #[js(name = "text")]
    fn try_text() -> Result<String, JsValue>;
    fn hold(f: &Closure<dyn FnMut(u32) -> u32>);
    #[js(name = "hold")]
    fn hold_reader(f: &Closure<dyn FnMut(&Noisy) -> u32>);
    #[js(name = "hold")]
    fn hold_reader_fn(f: &Closure<dyn Fn(&Noisy) -> u32>);
    #[js(name = "hold")]
    fn hold_reader_once(f: Closure<dyn FnMut(&Noisy) -> u32>);
    #[js(name = "hold")]
    fn hold_plain(f: &Closure<dyn Fn()>);
}

/// Three strings that are sorted by JavaScript.
pub(crate) struct Names(Vec<String>);

/// A box that is taken out and put back.
pub(crate) struct Slot {
    text: Option<Box<u32>>,
    steps: u32,
}

/// A number that says when it is dropped, and may throw then.
pub(crate) struct Noisy(u32);

impl Drop for Noisy {
    fn drop(&mut self) {
        note(&format!("dropped {}", self.0));
        fault();
    }
}

struct Captured(&'static str);

impl Drop for Captured {
    fn drop(&mut self) {
        note(self.0);
    }
}

/// Its text is made by JavaScript.
struct Told(&'static str, JsValue);

impl fmt::Display for Told {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            "text" => write!(out, "it says {}", text()),
            "caught" => write!(out, "it says {}", try_text().unwrap_or_else(|_| "nothing".to_owned())),
            "debug" => write!(out, "it is {:?}", self.1),
            "call" => write!(out, "it gives {}", self.1.call("text", &[]).is_ok()),
            _ => panic!("a panic in the message"),
        }
    }
}

/// Captures that call JavaScript which swallows when they end.
struct Quiet;

impl Drop for Quiet {
    fn drop(&mut self) {
        quiet();
        note("went on");
    }
}

fn names() -> Vec<String> {
    ["ccccccccccccccccc", "bbbbbbbbbbbbbbbbb", "aaaaaaaaaaaaaaaaa"].map(String::from).to_vec()
}

/// 1,000 bytes of the shadow stack, and an exception through them.
#[inline(never)]
fn deep(n: u32) {
    let frame = [n as u8; 1000];
    let frame = black_box(&frame);
    fault();
    black_box(frame);
}

thread_local! {
    static STATE: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

closures_export! {
    pub type Names;
    pub type Slot;
    pub type Noisy;

    #[js(constructor)]
    fn fault_names() -> Names {
        Names(names())
    }
    fn sort(self: &mut Names) {
        self.0.sort_by(|a, b| compare(a, b).total_cmp(&0.0));
    }
    fn pop(self: &mut Names) -> Option<String> {
        self.0.pop()
    }
    fn text(self: &Names) -> String {
        self.0.join(",")
    }

    #[js(constructor)]
    fn fault_slot() -> Slot {
        Slot { text: Some(Box::new(1)), steps: 0 }
    }
    fn replace(self: &mut Slot, value: u32) {
        self.text = None;
        fault();
        self.text = Some(Box::new(value));
    }
    fn step(self: &mut Slot) {
        self.steps += 1;
        fault();
        self.steps += 1;
    }
    /// What the runtime itself finds wrong with a result.
    fn retell(self: &mut Slot) {
        self.text = None;
        note(&text());
        self.text = Some(Box::new(2));
    }
    #[js(getter)]
    fn value(self: &Slot) -> f64 {
        self.text.as_ref().map_or(-1.0, |text| f64::from(**text))
    }
    #[js(getter)]
    fn steps(self: &Slot) -> u32 {
        self.steps
    }

    #[js(constructor)]
    fn fault_noisy(n: u32) -> Noisy {
        Noisy(n)
    }
    fn number(self: &Noisy) -> u32 {
        self.0
    }

    fn fault_through() {
        fault();
        note("went on");
    }
    fn fault_result() -> Result<f64, JsValue> {
        try_fault()
    }
    fn fault_err() -> Result<f64, String> {
        Err("no".to_owned())
    }
    fn fault_boom() {
        panic!("boom");
    }
    fn fault_ok(n: u32) -> u32 {
        n + 1
    }
    fn fault_deep() {
        deep(1);
    }
    fn fault_locked() {
        STATE.with_borrow_mut(|state| {
            state.push(1);
            fault();
        });
    }

    /// Closures that JavaScript keeps.
    fn fault_closures() {
        let mut text = Some(Box::new(1_u32));
        let closure = Closure::<dyn FnMut(u32) -> u32>::new(move |way| {
            if way == 1 {
                text = None;
                fault();
                text = Some(Box::new(2));
            }
            if way == 2 {
                panic!("boom");
            }
            text.as_ref().map_or(999, |text| **text)
        });
        hold(&closure);
        keep(closure);
    }

    /// Closures of an object that JavaScript frees meanwhile.
    fn fault_readers() {
        let captured = Captured("captures of the FnMut");
        let reader = Closure::<dyn FnMut(&Noisy) -> u32>::new(move |noisy: &Noisy| {
            let _captured = &captured;
            quiet();
            noisy.0
        });
        hold_reader(&reader);
        keep(reader);
        let captured = Captured("captures of the Fn");
        let reader = Closure::<dyn Fn(&Noisy) -> u32>::new(move |noisy: &Noisy| {
            let _captured = &captured;
            quiet();
            noisy.0
        });
        hold_reader_fn(&reader);
        keep(reader);
        let captured = Captured("captures of the FnOnce");
        hold_reader_once(Closure::once(move |noisy: &Noisy| {
            let _captured = &captured;
            quiet();
            noisy.0
        }));
    }

    /// A closure for one call, through which an exception passes; or its captures throw.
    fn fault_once(dropping: bool) -> JsValue {
        let noisy = dropping.then(|| Noisy(1));
        Closure::<dyn FnMut(u32)>::once_into_js(move |n| {
            let _captured = &noisy;
            deep(n);
        })
    }

    /// A loop that lends closures through which exceptions pass, and catches them.
    fn fault_loop(times: u32) -> u32 {
        (0..times).map(|_| u32::from(lend_result(&mut || deep(1)).is_err())).sum()
    }

    /// A panic, or an exception, in the middle of a sort by a lent closure that JavaScript swallows.
    fn fault_torn(way: &str, panics: bool) {
        let mut list = names();
        let mut compared = 0;
        let mut sort = || list.sort_by(|a, b| {
            compared += 1;
            if compared == 3 && panics {
                panic!("torn");
            }
            compare(a, b).total_cmp(&0.0)
        });
        match way {
            "nothing" => lend_option(Some(&mut |_| sort())),
            "number" => drop(lend_mut(&mut sort)),
            "result" => drop(lend_result(&mut sort)),
            "text" => lend_text(&mut |text: &str| {
                sort();
                text.to_owned()
            }),
            "more" => lend_all(&mut |n| { sort(); n }, 1, "b", "c"),
            "shared" => {
                let sort = RefCell::new(sort);
                lend(&|| sort.borrow_mut()());
            }
            _ => scope(|s| {
                let f: ScopedClosure<'_, dyn FnMut()> = s.closure(sort);
                lend_heap(&f);
            }),
        }
        note("went on");
        list.pop();
        note(&list.join(","));
    }

    /// Each way to JavaScript, which swallows what comes out of Rust meanwhile.
    fn fault_swallow(way: &str, value: JsValue, f: JsFunction<dyn Fn(u32) -> f64>) {
        match way {
            "nothing" => quiet(),
            "number" => drop(quiet_number()),
            "numbers" => drop(quiet_more(1, 2)),
            "bool" => drop(quiet_bool(true)),
            "wide" => drop(quiet_wide(1)),
            "text" => drop(quiet_text("a")),
            "value" => drop(quiet_value(&value)),
            "list" => drop(quiet_list(&[1])),
            "option" => drop(quiet_option(None)),
            "many" => quiet_many(1, "b", "c", "d"),
            "variadic" => quiet_variadic(&[1, 2]),
            "result" => drop(quiet_result()),
            "result number" => drop(quiet_result_number()),
            "result text" => drop(quiet_result_text()),
            "namespace" => drop(quiet_deep()),
            "lent" => lend(&|| note("lent")),
            "heap" => drop(lend_heap(&Closure::new(|| note("lent")))),
            "constructor" => drop(Odd::new()),
            "static method" => Odd::still(),
            "method" => odd().poke(),
            "method number" => drop(odd().poke_with(1)),
            "getter" => drop(odd().level()),
            "setter" => odd().set_level(1.0),
            "indexing getter" => drop(odd().at(1)),
            "indexing setter" => odd().put(1, 1.0),
            "indexing deleter" => odd().remove(1),
            "static" => drop(LEVEL.get()),
            "number by valueOf" => drop(odd_number()),
            "list by getter" => drop(odd_list()),
            "try_from" => drop(Odd::try_from(value)),
            "debug" => note(&format!("{value:?}")),
            "convert" => drop(BTreeMap::<String, f64>::try_from(value)),
            "get" => drop(value.get("level")),
            "set" => drop(value.set("level", 1)),
            "call" => drop(value.call("poke", &[])),
            "function" => drop(f.call(1)),
            "scope" => scope(|s| {
                let closure: ScopedClosure<'_, dyn Fn()> = s.closure(|| note("scoped"));
                hold_plain(&closure);
                quiet();
                note("went on");
            }),
            "end of a scope" => scope(|s| {
                let quiet = Quiet;
                let closure: ScopedClosure<'_, dyn Fn()> = s.closure(move || {
                    let _captured = &quiet;
                });
                hold_plain(&closure);
            }),
            _ => unreachable!("{way}"),
        }
        note("went on");
    }

    /// A panic whose message runs JavaScript.
    fn fault_message(way: &str, value: JsValue) {
        let way = ["text", "caught", "debug", "call", "panic"].into_iter().find(|known| *known == way).unwrap();
        panic!("{}", Told(way, value));
    }
    fn fault_unwrap(value: JsValue) {
        std::hint::black_box(Err::<(), JsValue>(value)).unwrap();
    }
}

/// A plain export that panics.
#[unsafe(no_mangle)]
extern "C" fn fault_plain() {
    panic!("plain boom");
}

/// Plain exports that call an import and go on.
#[unsafe(no_mangle)]
extern "C" fn fault_calls() -> u32 {
    quiet();
    note("went on");
    1
}

#[unsafe(no_mangle)]
extern "C" fn fault_tries() -> u32 {
    let _ = quiet_result();
    note("went on");
    1
}

/// A plain export through which an exception passes: it has a scope.
#[unsafe(no_mangle)]
extern "C" fn fault_plain_scope() {
    plain_scope(fault);
}

/// The same, and the exception comes from what the crate itself imports.
#[unsafe(no_mangle)]
extern "C" fn fault_plain_transfer() {
    plain_scope(|| transfer(&mut [0; 8]));
}

fn plain_scope(fault: impl FnOnce()) {
    let words = [String::from("alpha"), String::from("beta")];
    scope(|s| {
        let closure: ScopedClosure<'_, dyn Fn()> = s.closure(|| note(&words.join(" ")));
        hold_plain(&closure);
        fault();
    });
}

/// Other work on the same stack.
#[unsafe(no_mangle)]
extern "C" fn fault_other(n: u32) -> u32 {
    let frame = black_box([n; 2048]);
    frame.iter().copied().fold(0, u32::wrapping_add)
}
