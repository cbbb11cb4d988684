//! A host that plays JavaScript, for the unit tests below this file: Miri runs them, and so the `unsafe` half of this crate.
//!
//! ```text
//!  Closure::new, drop, JsValue::get, ..  -->  wasm/imports.rs  -->  `import`, in place of js/
//!  thunks, `Env`s, exported values       <--  wasm/exports.rs  <--  `Js::call`
//! ```
//!
//! It does what js/ does where that decides what Rust may touch: the gates of closures, who frees them and when,
//! which stack closures have expired, what is borrowed, and the cells, each in the order that is promised there. Functions have the
//! names that they have there. It is stricter in two things: a handle or an id that is not alive is a panic, and a cell is freed
//! memory as soon as the next one may be written.
//!
//! It has no accessors and no proxies: nothing runs while an argument is converted. It never runs out of memory, and nothing ends an
//! instance.
//!
//! # Why Miri has to be told `-Zmiri-permissive-provenance`
//!
//! In wasm an address is a number, and the address of a cell travels as an f64: `slot as usize as *const _`. Miri takes that for
//! a pointer whose provenance is any that was exposed, which [`number`] does for what this host hands out, and warns about it. What
//! has a pointer's type at the boundary (an `Env`, the cell of an argument, a slot that lies in memory) stays a pointer here, so that
//! Miri knows exactly what it may be used for.

use crate::abi::FromJs;
use crate::closure::env::Header;
use crate::descriptor::types;
use crate::export::{free_exported, Exported};
use crate::protocol::tag;
use crate::section::encoding;
use crate::types::value::JsValue;
use crate::wasm::exports as wasm;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::{Rc, Weak};

mod closures;
pub(crate) mod import;
mod into;
mod objects;
mod out;
mod promises;
mod random;
mod random_data;
mod tests;
mod ty;
mod values;

use closures::*;
use into::*;
use objects::*;
use out::*;
use promises::*;
use ty::*;
use values::*;

// --- What it remembers ---

/// As JS has its lists of handles and of ids: what has ended is given out again first.
struct Table<T> {
    places: Vec<Option<T>>,
    free: Vec<usize>,
}

impl<T> Table<T> {
    const fn new() -> Self {
        Table { places: Vec::new(), free: Vec::new() }
    }

    fn add(&mut self, value: T) -> u32 {
        let at = self.free.pop().unwrap_or_else(|| {
            self.places.push(None);
            self.places.len() - 1
        });
        self.places[at] = Some(value);
        at as u32
    }

    fn get(&self, at: u32) -> &T {
        self.places[at as usize].as_ref().expect("it is alive")
    }

    fn remove(&mut self, at: u32) -> T {
        let value = self.places[at as usize].take().expect("it is alive");
        self.free.push(at as usize);
        value
    }

    fn len(&self) -> u32 {
        (self.places.len() - self.free.len()) as u32
    }
}

/// Handles below this are the constants.
const RESERVED: u32 = 4;

struct Host {
    values: Table<Js>,
    /// The heap closures of Rust's, by their ids.
    closures: Table<(Rc<State>, Rc<Function>)>,
    scopes: Vec<Vec<u32>>,
    /// The stack closures of calls under way.
    lent: Vec<Rc<State>>,
    /// The closures that JavaScript owns, and how it knows whether it can still call one.
    owned: Vec<(Weak<Function>, Rc<State>)>,
    /// The exported values whose objects JavaScript may yet forget.
    forgotten: Vec<(Weak<Owner>, Rc<Owned>)>,
    /// By the key of an exported type, what frees a value.
    free: BTreeMap<String, unsafe fn(*mut u8)>,
    /// What Rust waits for.
    waits: Table<Rc<Wait>>,
    /// The promises that Rust is to settle.
    owed: Table<Owed>,
    microtasks: VecDeque<Microtask>,
    /// What the call of an export borrows that has begun last.
    lender: Option<Rc<Lent>>,
    cells: Vec<*mut Block>,
    global: Js,
}

thread_local! {
    static HOST: RefCell<Host> = RefCell::new(Host {
        values: Table::new(),
        closures: Table::new(),
        scopes: Vec::new(),
        lent: Vec::new(),
        owned: Vec::new(),
        forgotten: Vec::new(),
        free: BTreeMap::new(),
        waits: Table::new(),
        owed: Table::new(),
        microtasks: VecDeque::new(),
        lender: None,
        cells: Vec::new(),
        global: Js::Object(Rc::default()),
    });
}

/// Nothing of Rust's runs in it: what it returns is dropped outside.
fn host<R>(f: impl FnOnce(&mut Host) -> R) -> R {
    HOST.with_borrow_mut(f)
}

fn keep(value: Js) -> u32 {
    match value {
        Js::Undefined => 0,
        Js::Null => 1,
        Js::Bool(true) => 2,
        Js::Bool(false) => 3,
        value => host(|host| host.values.add(value)) + RESERVED,
    }
}

fn value(handle: u32) -> Js {
    match handle {
        0 => Js::Undefined,
        1 => Js::Null,
        2 => Js::Bool(true),
        3 => Js::Bool(false),
        handle => host(|host| host.values.get(handle - RESERVED).clone()),
    }
}

fn take(handle: u32) -> Js {
    match handle {
        RESERVED.. => host(|host| host.values.remove(handle - RESERVED)),
        constant => value(constant),
    }
}

/// What is alive.
fn stats() -> (u32, u32) {
    host(|host| (host.closures.len() + host.lent.len() as u32 + host.waits.len(), host.values.len()))
}

/// A handle for Rust.
fn js_value(value: Js) -> JsValue {
    received(value)
}

/// What a handle of Rust's stands for.
fn js(of: &JsValue) -> Js {
    value(of.handle())
}

/// A value as Rust has it from JavaScript.
fn received<T: FromJs>(value: Js) -> T {
    let ty = Type::of(T::TYPE);
    let slot = lowered(&ty, &value).expect("a value of this type");
    // SAFETY: it has just been made by the type.
    unsafe { T::receive(slot) }
}

/// Makes an exported type known, as its export does.
fn export_type<T: Exported>() {
    host(|host| host.free.insert(T::KEY.to_owned(), free_exported::<T>));
}
