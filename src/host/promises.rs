//! Promises, microtasks, and what Rust waits for and settles: js/src/runtime/promises.js.

use super::*;

/// A promise, of whoever has made it.
#[derive(Debug, Default)]
pub(super) struct Promise {
    outcome: RefCell<Option<Result<Js, Js>>>,
    waits: RefCell<Vec<Rc<Wait>>>,
}

/// What Rust waits with.
#[derive(Debug)]
pub(super) struct Wait {
    id: Cell<u32>,
    env: *mut Header,
    ty: Type,
    is_forgotten: Cell<bool>,
}

/// A promise that Rust is to settle, and what stays borrowed until then.
pub(super) struct Owed {
    promise: Rc<Promise>,
    lent: Option<Rc<Lent>>,
}

/// What a call of an export borrows.
pub(super) struct Lent {
    pub(super) objects: Vec<Rc<Owned>>,
    pub(super) is_kept: Cell<bool>,
}

pub(super) type Microtask = Box<dyn FnOnce()>;

impl Js {
    /// A promise that the page settles.
    pub(super) fn promise() -> Js {
        Js::Promise(Rc::default())
    }

    /// Settles it, once.
    pub(super) fn settle(&self, outcome: Result<Js, Js>) {
        let Js::Promise(promise) = self else { panic!("{self:?} is no promise") };
        promise.settle(outcome);
    }

    /// What has come of a promise so far.
    pub(super) fn outcome(&self) -> Option<Result<Js, Js>> {
        let Js::Promise(promise) = self else { panic!("{self:?} is no promise") };
        promise.outcome.borrow().clone()
    }
}

impl Promise {
    fn settle(&self, outcome: Result<Js, Js>) {
        if self.outcome.borrow().is_some() {
            return;
        }
        *self.outcome.borrow_mut() = Some(outcome.clone());
        for wait in self.waits.take() {
            go_on(wait, outcome.clone());
        }
    }
}

/// Tells Rust in a microtask what has come of what it waits for.
fn go_on(wait: Rc<Wait>, outcome: Result<Js, Js>) {
    later(move || {
        if wait.is_forgotten.replace(true) {
            return;
        }
        host(|host| host.waits.remove(wait.id.get()));
        let slot = write_result(wait.ty.inner(), outcome);
        // SAFETY: Rust waits with it, once, and the slot is fresh.
        unsafe { wasm::enter_closure("f", true, wait.env, &[slot]) };
    });
}

fn later(task: impl FnOnce() + 'static) {
    host(|host| host.microtasks.push_back(Box::new(task)));
}

/// Runs what microtasks there are, and those that come meanwhile. How many that were.
pub(super) fn run_microtasks() -> usize {
    let next = || host(|host| host.microtasks.pop_front());
    std::iter::from_fn(|| next().map(|task| task())).count()
}

pub(super) fn wait(handle: u32, ty: Type, env: *mut u8) -> u32 {
    let wait = Rc::new(Wait { id: Cell::new(0), env: env.cast(), ty, is_forgotten: Cell::new(false) });
    let id = host(|host| host.waits.add(wait.clone()));
    wait.id.set(id);
    match value(handle) {
        Js::Promise(promise) => {
            let outcome = promise.outcome.borrow().clone();
            match outcome {
                Some(outcome) => go_on(wait, outcome),
                None => promise.waits.borrow_mut().push(wait),
            }
        }
        other => go_on(wait, Ok(other)),
    }
    id
}

pub(super) fn forget(id: u32) {
    host(|host| host.waits.remove(id)).is_forgotten.set(true);
}

pub(super) fn begin(lends: bool) -> (u32, u32) {
    let promise = Rc::<Promise>::default();
    let lent = lends.then(|| host(|host| host.lender.take()).expect("an export is under way"));
    if let Some(lent) = &lent {
        lent.is_kept.set(true);
    }
    let id = host(|host| host.owed.add(Owed { promise: promise.clone(), lent }));
    (keep(Js::Promise(promise)), id)
}

pub(super) fn settle(id: u32, ty: &Type, slot: f64) {
    let Owed { promise, lent } = host(|host| host.owed.remove(id));
    if let Some(lent) = lent {
        let_go(&lent.objects);
    }
    promise.settle(lift_result(ty, slot));
}

pub(super) fn abandon(id: u32) {
    let Owed { lent, .. } = host(|host| host.owed.remove(id));
    if let Some(lent) = lent {
        let_go(&lent.objects);
    }
}

pub(super) fn wake(env: *mut u8) {
    // SAFETY: it is that of the queue, which stays.
    later(move || unsafe {
        wasm::enter_closure("0", true, env.cast(), &[]);
    });
}
