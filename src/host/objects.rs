//! Exported values: who borrows them, and calls of exports.

use super::*;

/// An object of an exported type.
#[derive(Debug)]
pub(super) struct Owner(pub(super) Rc<Owned>);

/// What such an object holds.
#[derive(Debug)]
pub(super) struct Owned {
    pub(super) key: String,
    pub(super) address: *mut u8,
    /// How many calls borrow it; `ALONE` for an exclusive one.
    pub(super) borrows: Cell<i32>,
    pub(super) over: Cell<u8>,
}

pub(super) const ALONE: i32 = -1;
pub(super) const ALIVE: u8 = 0;
pub(super) const FREED: u8 = 1;
pub(super) const MOVED: u8 = 2;

impl Owner {
    /// The method `free`.
    pub(super) fn free(&self) {
        self.0.end();
    }
}

impl Owned {
    pub(super) fn end(self: &Rc<Self>) {
        if self.over.get() == ALIVE {
            self.over.set(FREED);
            self.unregister();
            if self.borrows.get() == 0 {
                self.drop_value();
            }
        }
    }

    pub(super) fn unregister(self: &Rc<Self>) {
        host(|host| host.forgotten.retain(|(_, owned)| !Rc::ptr_eq(owned, self)));
    }

    pub(super) fn drop_value(&self) {
        self.borrows.set(ALONE);
        let free = host(|host| host.free[&self.key]);
        // SAFETY: nobody borrows it, and nobody can any more.
        unsafe { free(self.address) };
    }
}

/// Borrows what an argument of a call lends, or takes what it gives away.
pub(super) fn acquire(ty: &Type, value: &Js, lent: &mut Vec<Rc<Owned>>) -> Result<(), Js> {
    match (ty.tag, value) {
        (tag::CLASS..=tag::CLASS_MUT, Js::Owner(owner)) => {
            let Owned { borrows, over, .. } = &*owner.0;
            let shared = ty.tag == tag::CLASS_REF;
            match (over.get(), borrows.get()) {
                (FREED, _) => return Err(Js::error("freed")),
                (MOVED, _) => return Err(Js::error("moved")),
                (_, count) if count < 0 || (!shared && count > 0) => return Err(Js::error("borrowed")),
                (_, count) => borrows.set(if shared { count + 1 } else { ALONE }),
            }
            lent.push(owner.0.clone());
            Ok(())
        }
        (tag::OPTION, Js::Undefined) => Ok(()),
        (tag::OPTION | tag::THIS, value) => acquire(ty.inner(), value, lent),
        (tag::VEC | tag::REST, Js::Array(values)) => {
            values.iter().try_for_each(|value| acquire(ty.inner(), value, lent))
        }
        (tag::MAP, value) => pairs(value).iter().try_for_each(|pair| acquire(ty.inner(), pair, lent)),
        (tag::ARRAY, value) => acquire(ty.inner(), value, lent),
        (tag::STRUCT | tag::TUPLE, value) => all(ty, value, |field, value| acquire(field, value, lent)),
        _ => Ok(()),
    }
}

/// Gives back what `acquire` has borrowed: what was freed meanwhile is dropped.
pub(super) fn let_go(lent: &[Rc<Owned>]) {
    for Owned { borrows, .. } in lent.iter().map(|owned| &**owned) {
        borrows.set(if borrows.get() == ALONE { 0 } else { borrows.get() - 1 });
    }
    for owned in lent {
        match owned.over.get() {
            MOVED => owned.unregister(),
            FREED if owned.borrows.get() == 0 => owned.drop_value(),
            _ => {}
        }
    }
}

/// What a call of an exported function does: `anyExport`.
pub(super) fn call_export(
    types: &[&types::Type],
    result: &types::Type,
    entry: impl FnOnce(&[f64]) -> f64,
    values: &[Js],
) -> Result<Js, Js> {
    let types: Vec<_> = types.iter().map(|ty| Type::of(ty)).collect();
    types.iter().zip(values).try_for_each(|(ty, value)| convert(ty, value))?;
    let (slots, lent) = lower_all(types.iter(), values)?;
    let lent = Rc::new(Lent { objects: lent, is_kept: Cell::new(false) });
    host(|host| host.lender = Some(lent.clone()));
    let slot = entry(&slots);
    if !lent.is_kept.get() {
        let_go(&lent.objects);
    }
    host(|host| host.lender = None);
    lift_result(&Type::of(result), slot)
}

/// Calls the export of a function, as `closures_export!` writes it.
macro_rules! export {
    (async fn $name:ident($($arg:ident: $ty:ty),*) -> $result:ty = $function:path) => {
        fn $name(values: &[Js]) -> Result<Js, Js> {
            crate::__closures_export_async_entry! { [$name] [$function] [$($arg)*] [] [$(($ty))*] [$result] }
            let entry = |slots: &[f64]| {
                let [$($arg),*] = *slots else { panic!("a slot for each parameter") };
                // SAFETY: the slots are fresh, and of these types.
                unsafe { __closures_export_entry($($arg),*) }
            };
            let result = <$result as crate::abi::lasting::ReturnToJs>::PROMISED.ty;
            call_export(&[$(<$ty as crate::export::Parameter<'_, _>>::TYPE),*], result, entry, values)
        }
    };
    (fn $name:ident($($arg:ident: $ty:ty),*) $(-> $result:ty)? = $function:expr) => {
        fn $name(values: &[Js]) -> Result<Js, Js> {
            crate::__closures_export_entry! { [$name] [$function] [$(($arg $ty))*] [$($result)?] }
            let entry = |slots: &[f64]| {
                let [$($arg),*] = *slots else { panic!("a slot for each parameter") };
                // SAFETY: the slots are fresh, and of these types.
                #[allow(clippy::unit_arg, clippy::let_unit_value, reason = "of a function without a result")]
                crate::abi::lasting::ReturnToJs::slot(unsafe { __closures_export_entry($($arg),*) })
            };
            let result = crate::__closures_export_result!($($result)?).ty;
            call_export(&[$(<$ty as crate::export::Parameter<'_, _>>::TYPE),*], result, entry, values)
        }
    };
}
pub(super) use export;
