//! Random programs of closures and exported values that call, drop, give away, lend, free and collect each other, in the middle of
//! each other too. A model says which call is refused and why, and what is alive after each step; Miri, whether Rust touched what is
//! not. What fails, proptest shrinks. And random texts and lists.

use super::*;
use crate::wasm::entries::{around, back};
use crate::{closures_export, scope, Closure, JsFunction, ScopedClosure};
use proptest::collection::vec;
use proptest::prelude::*;
use std::fmt::Debug;

// --- Programs ---

/// A step. A number chooses one of the closures, or of the objects, that were made until then.
#[derive(Clone, Debug)]
enum Step {
    /// Makes a heap closure, which runs these steps.
    New(Kind, Vec<Step>),
    Call(usize),
    /// Rust drops its `Closure`.
    Drop(usize),
    /// Rust gives it to JavaScript.
    Give(usize),
    /// JavaScript drops its function.
    LetGo(usize),
    Collect,
    /// Lends a closure that runs these steps to a function, which calls it twice and keeps it.
    Lend(bool, Vec<Step>),
    /// Makes a closure in a scope, and runs the second steps there.
    Scope(Vec<Step>, Vec<Step>),
    Object,
    /// Calls a method that runs these steps while the object is borrowed.
    Borrow(usize, bool, Vec<Step>),
    /// Passes the object by value.
    Take(usize),
    Free(usize),
    /// JavaScript drops the object.
    Forget(usize),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Shared,
    Exclusive,
    Once,
}

/// Steps of bytes, which proptest makes and shrinks a hundred times faster than steps.
fn steps() -> impl Strategy<Value = Vec<Step>> {
    vec(any::<u8>(), 1..100).prop_map(|bytes| {
        let mut bytes = bytes.into_iter();
        std::iter::from_fn(|| step(&mut bytes, 0)).collect()
    })
}

/// The next step, while there are bytes.
fn step(bytes: &mut std::vec::IntoIter<u8>, depth: u32) -> Option<Step> {
    let chosen = bytes.next()? % 20;
    let one = |bytes: &mut std::vec::IntoIter<u8>| usize::from(bytes.next().unwrap_or(0) % 6);
    let steps = |bytes: &mut std::vec::IntoIter<u8>| {
        let count = if depth < 3 { bytes.next().unwrap_or(0) % 4 } else { 0 };
        (0..count).map_while(|_| step(bytes, depth + 1)).collect()
    };
    Some(match chosen {
        0..=4 => Step::Call(one(bytes)),
        5 | 6 => Step::Drop(one(bytes)),
        7 => Step::Give(one(bytes)),
        8 => Step::LetGo(one(bytes)),
        9 => Step::Collect,
        10 => Step::Object,
        11 => Step::Take(one(bytes)),
        12 => Step::Free(one(bytes)),
        13 => Step::Forget(one(bytes)),
        14 => Step::Lend(one(bytes) % 2 == 0, steps(bytes)),
        15 => Step::Scope(steps(bytes), steps(bytes)),
        16 => Step::Borrow(one(bytes), one(bytes) % 2 == 0, steps(bytes)),
        17 => Step::New(Kind::Once, steps(bytes)),
        18 => Step::New(Kind::Shared, steps(bytes)),
        _ => Step::New(Kind::Exclusive, steps(bytes)),
    })
}

// --- The model, and what it is a model of ---

/// Who owns a closure.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Owns {
    Rust,
    JavaScript,
    /// A frame of Rust's: a scope, or a call that has lent it.
    Frame,
    Nobody,
    /// The call that has lent it has ended.
    Expired,
}

enum Own {
    Shared(Closure<dyn Fn(&str) -> String>),
    Exclusive(Closure<dyn FnMut(&str) -> String>),
}

struct Called {
    rust: Option<Own>,
    js: Option<Js>,
    captured: Weak<()>,
    // The model:
    kind: Kind,
    owns: Owns,
    running: u32,
    spent: bool,
}

impl Called {
    fn refusal(&self) -> Option<&'static str> {
        match (self.owns, self.kind) {
            (Owns::Nobody, _) => Some("dropped"),
            (Owns::Expired, _) => Some("expired"),
            (_, Kind::Once) => self.spent.then_some("once"),
            (_, Kind::Exclusive) => (self.running > 0).then_some("reentered"),
            (_, Kind::Shared) => None,
        }
    }

    fn is_alive(&self) -> bool {
        let owned = !matches!(self.owns, Owns::Nobody | Owns::Expired);
        self.running > 0 || (owned && !self.spent)
    }
}

struct Thing {
    text: String,
    _captured: Rc<()>,
}

closures_export! {
    type Thing;
}

struct Object {
    js: Option<Js>,
    captured: Weak<()>,
    // The model:
    over: u8,
    borrows: i32,
}

impl Object {
    fn refusal(&self, exclusive: bool) -> Option<&'static str> {
        match (self.over, self.borrows) {
            (FREED, _) => Some("freed"),
            (MOVED, _) => Some("moved"),
            (_, ALONE) => Some("borrowed"),
            (_, 1..) if exclusive => Some("borrowed"),
            _ => None,
        }
    }

    fn is_alive(&self) -> bool {
        self.over == ALIVE || (self.over == FREED && self.borrows != 0)
    }
}

struct World {
    closures: RefCell<Vec<Called>>,
    objects: RefCell<Vec<Object>>,
    wrong: RefCell<Vec<String>>,
    /// How many steps may yet be run, and how many are within each other.
    left: Cell<u32>,
    depth: Cell<u32>,
}

/// What JavaScript does, called from Rust: whoever runs a step may be either.
fn outside<R>(f: impl FnOnce() -> R) -> R {
    let crossings = around();
    back(crossings, f())
}

/// What is one's own while something else runs.
fn exclusively(log: &mut Vec<u8>, f: impl FnOnce() -> String) -> String {
    log.push(0);
    let text = f();
    log.push(1);
    text
}

type BorrowsExclusive<'a> = JsFunction<dyn Fn(&'a mut dyn FnMut(&str) -> String) + 'a>;
type BorrowsShared<'a> = JsFunction<dyn Fn(&'a dyn Fn(&str) -> String) + 'a>;

impl World {
    fn run(self: &Rc<Self>, steps: &[Step]) {
        for step in steps {
            if self.left.get() == 0 || self.depth.get() > 8 {
                return;
            }
            self.left.set(self.left.get() - 1);
            self.depth.set(self.depth.get() + 1);
            self.step(step);
            self.depth.set(self.depth.get() - 1);
            self.check(step);
        }
    }

    /// A panic in the middle of Rust would abort, and nothing would be shrunk.
    fn expect<T: PartialEq + Debug>(&self, what: impl Debug, is: T, expected: T) {
        if is != expected {
            self.wrong.borrow_mut().push(format!("{what:?}: {is:?}, not {expected:?}"));
        }
    }

    fn check(&self, step: &Step) {
        for (at, closure) in self.closures.borrow().iter().enumerate() {
            let alive = closure.captured.strong_count() > 0;
            self.expect(("closure is alive after", at, step), alive, closure.is_alive());
        }
        for (at, object) in self.objects.borrow().iter().enumerate() {
            let alive = object.captured.strong_count() > 0;
            self.expect(("object is alive after", at, step), alive, object.is_alive());
        }
    }

    fn step(self: &Rc<Self>, step: &Step) {
        let closures = self.closures.borrow().len();
        let objects = self.objects.borrow().len();
        match *step {
            Step::New(kind, ref steps) => self.make(kind, steps),
            Step::Call(at) if closures > 0 => self.call(at % closures),
            Step::Drop(at) if closures > 0 => drop(self.own(at % closures, Owns::Nobody)),
            Step::Give(at) if closures > 0 => match self.own(at % closures, Owns::JavaScript) {
                Some(Own::Shared(closure)) => closure.forget(),
                Some(Own::Exclusive(closure)) => drop(closure.into_js_value()),
                None => {}
            },
            Step::LetGo(at) if closures > 0 => {
                let gone = self.closures.borrow_mut()[at % closures].js.take();
                drop(gone);
            }
            Step::Collect => self.collect(),
            Step::Lend(exclusive, ref steps) => self.lend(exclusive, steps),
            Step::Scope(ref steps, ref then) => self.scope(steps, then),
            Step::Object => self.object(),
            Step::Borrow(at, exclusive, ref steps) if objects > 0 => {
                self.borrow(at % objects, exclusive, steps)
            }
            Step::Take(at) if objects > 0 => self.take(at % objects),
            Step::Free(at) if objects > 0 => self.free(at % objects),
            Step::Forget(at) if objects > 0 => {
                let gone = self.objects.borrow_mut()[at % objects].js.take();
                drop(gone);
            }
            _ => {}
        }
    }

    // --- Closures ---

    /// What every closure does: runs its steps between two looks at what it has captured.
    fn body(self: &Rc<Self>, captured: &Rc<()>, own: &str, given: &str, steps: &[Step]) -> String {
        let before = Rc::weak_count(captured);
        self.run(steps);
        self.expect("what is captured", Rc::weak_count(captured), before);
        format!("{own}{given}")
    }

    fn add(&self, kind: Kind, owns: Owns, captured: &Rc<()>) -> usize {
        let mut closures = self.closures.borrow_mut();
        let captured = Rc::downgrade(captured);
        closures.push(Called { rust: None, js: None, captured, kind, owns, running: 0, spent: false });
        closures.len() - 1
    }

    fn make(self: &Rc<Self>, kind: Kind, steps: &[Step]) {
        let captured = Rc::new(());
        let at = self.add(kind, Owns::Rust, &captured);
        let (world, steps, own) = (self.clone(), steps.to_vec(), format!("heap {at} "));
        let body = move |given: &str| world.body(&captured, &own, given, &steps);
        let own = match kind {
            Kind::Shared => Own::Shared(Closure::new(body)),
            Kind::Exclusive => {
                let mut log = Vec::new();
                Own::Exclusive(Closure::new(move |given: &str| exclusively(&mut log, || body(given))))
            }
            Kind::Once => Own::Exclusive(Closure::once(body)),
        };
        let mut closures = self.closures.borrow_mut();
        closures[at].js = Some(js(match &own {
            Own::Shared(closure) => closure.as_js_value(),
            Own::Exclusive(closure) => closure.as_js_value(),
        }));
        closures[at].rust = Some(own);
    }

    /// Takes the `Closure` of Rust's.
    fn own(&self, at: usize, then: Owns) -> Option<Own> {
        let closure = &mut self.closures.borrow_mut()[at];
        let own = closure.rust.take()?;
        closure.owns = then;
        Some(own)
    }

    fn call(self: &Rc<Self>, at: usize) {
        let (f, refusal) = {
            let closure = &mut self.closures.borrow_mut()[at];
            let Some(f) = closure.js.clone() else { return };
            let refusal = closure.refusal();
            if refusal.is_none() {
                closure.running += 1;
                closure.spent = closure.kind == Kind::Once;
            }
            (f, refusal)
        };
        let given = "é";
        let result = outside(|| f.call(&[Js::String(given.to_owned())]));
        if refusal.is_none() {
            self.closures.borrow_mut()[at].running -= 1;
        }
        let said = match &result {
            Ok(text) if text.text().ends_with(given) => None,
            Ok(text) => Some(text.text()),
            Err(error) => Some(error.text()),
        };
        self.expect(("the call of", at), said, refusal);
    }

    fn collect(&self) {
        for closure in self.closures.borrow_mut().iter_mut() {
            if closure.owns == Owns::JavaScript
                && closure.js.is_none()
                && closure.running == 0
                && !closure.spent
            {
                closure.owns = Owns::Nobody;
            }
        }
        for object in self.objects.borrow_mut().iter_mut() {
            if object.over == ALIVE && object.js.is_none() && object.borrows == 0 {
                object.over = FREED;
            }
        }
        outside(collect);
    }

    fn lend(self: &Rc<Self>, exclusive: bool, steps: &[Step]) {
        let captured = Rc::new(());
        let kind = if exclusive { Kind::Exclusive } else { Kind::Shared };
        let at = self.add(kind, Owns::Frame, &captured);
        let own = String::from("lent ");
        let world = self.clone();
        let page = Js::function(move |arguments: &[Js]| {
            world.closures.borrow_mut()[at].js = Some(arguments[0].clone());
            world.call(at);
            world.call(at);
            Ok(Js::Undefined)
        });
        let mut log = Vec::new();
        let result: Result<(), JsValue> = if exclusive {
            let mut f = |given: &str| exclusively(&mut log, || self.body(&captured, &own, given, steps));
            let borrows: BorrowsExclusive<'_> = received(page);
            borrows.call(&mut f)
        } else {
            let f = |given: &str| self.body(&captured, &own, given, steps);
            let borrows: BorrowsShared<'_> = received(page);
            borrows.call(&f)
        };
        self.expect("lending", result.is_ok(), true);
        self.closures.borrow_mut()[at].owns = Owns::Expired;
    }

    fn scope(self: &Rc<Self>, steps: &[Step], then: &[Step]) {
        let captured = Rc::new(());
        let at = self.add(Kind::Exclusive, Owns::Frame, &captured);
        let own = String::from("scoped ");
        scope(|s| {
            let borrowed = &own;
            let mut log = Vec::new();
            let closure: ScopedClosure<'_, dyn FnMut(&str) -> String> = s.closure(move |given: &str| {
                exclusively(&mut log, || self.body(&captured, borrowed, given, steps))
            });
            let f = js(closure.as_js_value());
            self.closures.borrow_mut()[at].js = Some(f);
            self.run(then);
        });
        self.closures.borrow_mut()[at].owns = Owns::Nobody;
    }

    // --- Exported values ---

    fn object(&self) {
        let captured = Rc::new(());
        let weak = Rc::downgrade(&captured);
        let thing = Thing { text: String::from("thing"), _captured: captured };
        let js = Some(super::take(crate::export::give_exported(thing)));
        self.objects.borrow_mut().push(Object { js, captured: weak, over: ALIVE, borrows: 0 });
    }

    fn borrow(self: &Rc<Self>, at: usize, exclusive: bool, steps: &[Step]) {
        let (object, refusal) = {
            let object = &mut self.objects.borrow_mut()[at];
            let Some(js) = object.js.clone() else { return };
            let refusal = object.refusal(exclusive);
            if refusal.is_none() {
                object.borrows = if exclusive { ALONE } else { object.borrows + 1 };
            }
            (js, refusal)
        };
        let (world, steps) = (self.clone(), steps.to_vec());
        let page = Js::function(move |_| {
            world.run(&steps);
            Ok(Js::Undefined)
        });
        let method = if exclusive { change } else { look };
        let result = outside(|| method(&[object, page]));
        if refusal.is_none() {
            let object = &mut self.objects.borrow_mut()[at];
            object.borrows = if exclusive { 0 } else { object.borrows - 1 };
        }
        self.expect_of_object(at, &result, refusal);
    }

    fn take(&self, at: usize) {
        let (object, refusal) = {
            let object = &mut self.objects.borrow_mut()[at];
            let Some(js) = object.js.clone() else { return };
            let refusal = object.refusal(true);
            if refusal.is_none() {
                object.over = MOVED;
            }
            (js, refusal)
        };
        let result = outside(|| consume(&[object]));
        self.expect_of_object(at, &result, refusal);
    }

    fn expect_of_object(&self, at: usize, result: &Result<Js, Js>, refusal: Option<&str>) {
        let said = result.as_ref().err().map(|error| error.text());
        self.expect(("the call with object", at), said, refusal);
    }

    fn free(&self, at: usize) {
        let object = {
            let object = &mut self.objects.borrow_mut()[at];
            let Some(js) = object.js.clone() else { return };
            if object.over == ALIVE {
                object.over = FREED;
            }
            js
        };
        let Js::Owner(owner) = object else { panic!("{object:?}") };
        outside(|| owner.free());
    }

    /// Rust drops its closures, JavaScript forgets everything: nothing is left.
    fn end(self: Rc<Self>) -> Result<(), String> {
        let count = self.closures.borrow().len();
        for at in 0..count {
            drop(self.own(at, Owns::Nobody));
            let gone = self.closures.borrow_mut()[at].js.take();
            drop(gone);
        }
        let gone: Vec<_> = self.objects.borrow_mut().iter_mut().map(|object| object.js.take()).collect();
        drop(gone);
        self.collect();
        self.check(&Step::Collect);
        self.expect("closures and handles", stats(), (0, 0));
        self.expect("worlds", Rc::strong_count(&self), 1);
        let wrong = self.wrong.take();
        if wrong.is_empty() {
            Ok(())
        } else {
            Err(wrong.join("\n"))
        }
    }
}

export! { fn look(this: &Thing, f: JsFunction<dyn Fn()>) = (|this: &Thing, f: JsFunction<dyn Fn()>| {
    let before = this.text.len();
    f.call().unwrap();
    assert_eq!(this.text.len(), before);
}) }
export! { fn change(this: &mut Thing, f: JsFunction<dyn Fn()>) = (|this: &mut Thing, f: JsFunction<dyn Fn()>| {
    this.text.push('!');
    f.call().unwrap();
    this.text.push('?');
}) }
export! { fn consume(this: Thing) = (|this: Thing| drop(this)) }

/// On a thread of its own, so that a program that panics leaves nothing to the next one.
pub(super) fn apart(f: impl FnOnce() -> Result<(), String> + Send + 'static) -> Result<(), TestCaseError> {
    match std::thread::spawn(f).join() {
        Ok(result) => result.map_err(TestCaseError::fail),
        Err(_) => Err(TestCaseError::fail("it panicked")),
    }
}

/// Few under Miri, which is some hundred times slower. Nothing is written to a file.
pub(super) fn config(cases: u32) -> ProptestConfig {
    let cases = if cfg!(miri) { cases / 50 } else { cases };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn programs_end_and_free_what_the_model_says(steps in steps()) {
        apart(move || {
            export_type::<Thing>();
            let world = Rc::new(World {
                closures: RefCell::default(),
                objects: RefCell::default(),
                wrong: RefCell::default(),
                left: Cell::new(if cfg!(miri) { 60 } else { 200 }),
                depth: Cell::new(0),
            });
            world.run(&steps);
            world.end()
        })?;
    }

    #[test]
    fn texts_and_lists_cross_and_come_back(
        texts in vec(vec(any::<char>(), 0..6), 0..5),
        numbers in vec(any::<f32>().prop_filter("equal to itself", |number| !number.is_nan()), 0..5),
        wide in any::<Option<(i128, u64, char)>>(),
    ) {
        apart(move || {
            let texts: Vec<String> = texts.into_iter().map(String::from_iter).collect();
            type Numbers = dyn Fn(Option<Vec<f32>>) -> Box<[f32]>;
            type Wide = (Option<i128>, Option<u64>, Option<char>);
            let same = Js::function(|arguments| Ok(arguments[0].clone()));
            let same_texts: JsFunction<dyn Fn(Vec<String>) -> Option<Vec<String>>> = received(same.clone());
            let same_numbers: JsFunction<Numbers> = received(same.clone());
            let same_i128: JsFunction<dyn Fn(Option<i128>) -> Option<i128>> = received(same.clone());
            let same_u64: JsFunction<dyn Fn(Option<u64>) -> Option<u64>> = received(same.clone());
            let same_char: JsFunction<dyn Fn(Option<char>) -> Option<char>> = received(same);
            let wide: Wide = (wide.map(|wide| wide.0), wide.map(|wide| wide.1), wide.map(|wide| wide.2));
            let back = (
                same_texts.call(texts.clone()).unwrap(),
                same_numbers.call(Some(numbers.clone())).unwrap(),
                same_i128.call(wide.0).unwrap(),
                same_u64.call(wide.1).unwrap(),
                same_char.call(wide.2).unwrap(),
            );
            let expected = (Some(texts), numbers.into(), wide.0, wide.1, wide.2);
            if back == expected { Ok(()) } else { Err(format!("{back:?}, not {expected:?}")) }
        })?;
    }
}
