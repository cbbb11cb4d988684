//! Closures: gates, who frees them and when, and calls.

use super::*;

/// What JavaScript knows of a closure.
pub(super) struct State {
    pub(super) env: *mut Header,
    pub(super) signature: Rc<Signature>,
    pub(super) once: bool,
    pub(super) gate: Cell<u32>,
    pub(super) running: Cell<u32>,
    pub(super) owed: Cell<bool>,
}

pub(super) const OPEN: u32 = 0;
pub(super) const SHUT: u32 = 1 << 20;
pub(super) const DROPPED: u32 = SHUT;
pub(super) const SPENT: u32 = SHUT + 1;
pub(super) const EXPIRED: u32 = SHUT + 2;

impl State {
    pub(super) fn new(env: *mut Header, signature: Rc<Signature>, once: bool) -> Rc<State> {
        let (gate, running, owed) = (Cell::new(OPEN), Cell::new(0), Cell::new(false));
        Rc::new(State { env, signature, once, gate, running, owed })
    }

    pub(super) fn shut(&self) {
        if self.gate.get() < SHUT {
            self.running.set(self.gate.get());
        }
        self.gate.set(DROPPED);
    }

    /// The end of a call during which the closure was ended.
    pub(super) fn settle(self: &Rc<Self>, running: u32) {
        self.running.set(running);
        if self.gate.get() == SPENT {
            let gone = host(|host| {
                let at = host.owned.iter().position(|(_, state)| Rc::ptr_eq(state, self))?;
                Some(host.owned.remove(at))
            });
            self.owed.set(self.owed.get() || gone.is_some());
        }
        if self.owed.get() && running == 0 {
            self.owed.set(false);
            // SAFETY: nobody calls it, nobody can, and nobody else frees it.
            unsafe { wasm::closures_extern_drop(self.env) };
        }
    }

    /// Where it was made, behind the thunk and the drop function.
    #[cfg(debug_assertions)]
    pub(super) fn place(&self) -> String {
        // SAFETY: `Place` in closure/env.rs, of an `Env` that is alive.
        unsafe {
            let (file, length) = read_pair(self.env.cast::<u8>().add(2 * size_of::<usize>()));
            let [line, column] = self.env.cast::<u8>().add(4 * size_of::<usize>()).cast::<[u32; 2]>().read();
            format!("{}:{line}:{column}", read_string(file, length))
        }
    }

    #[cfg(not(debug_assertions))]
    pub(super) fn place(&self) -> String {
        "an unknown place".to_owned()
    }
}

/// Makes the function of a stack closure.
pub(super) fn lend(env: *mut Header, signature: Rc<Signature>) -> Js {
    let state = State::new(env, signature, false);
    state.place();
    host(|host| host.lent.push(state.clone()));
    Js::Function(Rc::new(Function::Closure(state)))
}

/// What a call of a closure's function does: `anyFactory`.
pub(super) fn call_closure(state: &Rc<State>, this: &Js, arguments: &[Js]) -> Result<Js, Js> {
    let Signature { exclusive, params, result } = &*state.signature;
    let calls = state.gate.get();
    match calls {
        DROPPED => return Err(Js::error("dropped")),
        SPENT => return Err(Js::error("once")),
        EXPIRED => return Err(Js::error("expired")),
        1.. if *exclusive => return Err(Js::error("reentered")),
        _ => {}
    }
    let values = gather(params, this, arguments);
    params.iter().zip(&values).try_for_each(|(ty, value)| convert(ty, value))?;
    let (slots, lent) = lower_all(params.iter(), &values)?;
    if state.once {
        state.running.set(1);
    }
    state.gate.set(if state.once { SPENT } else { calls + 1 });
    // SAFETY: the gate was open, and the slots are fresh.
    let slot = unsafe { wasm::enter_closure(&shape_of(params), result.tag == tag::UNIT, state.env, &slots) };
    if state.gate.get() == calls + 1 {
        state.gate.set(calls);
    } else {
        state.settle(calls);
    }
    let_go(&lent);
    lift_result(result, slot)
}

/// The arguments, one for each parameter.
pub(super) fn gather(params: &[Type], this: &Js, arguments: &[Js]) -> Vec<Js> {
    let mut arguments = arguments.iter().cloned();
    let one = |ty: &Type| match ty.tag {
        tag::THIS => this.clone(),
        tag::REST => Js::array(arguments.by_ref()),
        _ => arguments.next().unwrap_or_default(),
    };
    params.iter().map(one).collect()
}

/// The shape of a closure's slots, by which it has its trampoline: `shapeOf` in js/src/section/types.js.
fn shape_of(params: &[Type]) -> String {
    match params.len() {
        1..=3 => {
            params.iter().map(|ty| if (tag::I8..=tag::USIZE).contains(&ty.tag) { 'i' } else { 'f' }).collect()
        }
        count => count.to_string(),
    }
}

pub(super) fn end_id(id: u32) -> Rc<State> {
    host(|host| host.closures.remove(id)).0
}

/// What the garbage collector finds: it frees the closures and the exported values that JavaScript owns and cannot reach.
pub(super) fn collect() {
    loop {
        let (functions, objects) = host(|host| {
            let functions: Vec<_> = host.owned.extract_if(.., |(f, _)| f.strong_count() == 0).collect();
            let objects: Vec<_> =
                host.forgotten.extract_if(.., |(object, _)| object.strong_count() == 0).collect();
            (functions, objects)
        });
        if functions.is_empty() && objects.is_empty() {
            return;
        }
        for (_, state) in functions {
            state.shut();
            state.owed.set(true);
            state.settle(state.running.get());
        }
        for (_, owned) in objects {
            owned.end();
        }
    }
}
