//! What Rust imports: `intrinsics` in js/src/runtime/intrinsics.js.

#![allow(clippy::undocumented_unsafe_blocks, reason = "each is the promise of the call in wasm/imports.rs")]

use super::*;

pub(crate) unsafe fn stats(numbers: *mut u32) {
    let (closures, handles) = super::stats();
    unsafe { numbers.cast::<[u32; 2]>().write([closures, handles]) };
}

pub(crate) unsafe fn string_new(address: *const u8, len: usize) -> u32 {
    keep(Js::String(unsafe { read_string(address, len) }))
}

pub(crate) unsafe fn error_new(address: *const u8, len: usize) -> u32 {
    keep(Js::error(&unsafe { read_string(address, len) }))
}

pub(crate) unsafe fn value_new(ty: *const u8, slot: *const u8) -> u32 {
    keep(unsafe { lift_at(&Type::at(ty), slot) })
}

/// The typed array of a handle, which ends.
fn take_array(handle: u32) -> Rc<TypedArray> {
    match take(handle) {
        Js::TypedArray(array) => array,
        other => panic!("{other:?} is no typed array"),
    }
}

pub(crate) unsafe fn array_read(handle: u32, list: *mut u8, size: usize) {
    let array = take_array(handle);
    let bytes = array.bytes.borrow();
    assert!(bytes.len() >= size, "it was transferred");
    unsafe { list.copy_from_nonoverlapping(bytes.as_ptr(), size) };
}

pub(crate) unsafe fn array_write(handle: u32, list: *const u8, size: usize) {
    let array = take_array(handle);
    let mut bytes = array.bytes.borrow_mut();
    let size = size.min(bytes.len());
    unsafe { bytes.as_mut_ptr().copy_from_nonoverlapping(list, size) };
}

pub(crate) unsafe fn closure_new(env: *mut u8, ty: *const u8, once: u32) -> u32 {
    let signature = unsafe { Type::at(ty) }.signature.expect("a closure has a signature");
    let state = State::new(env.cast(), signature, once != 0);
    let function = Rc::new(Function::Closure(state.clone()));
    host(|host| host.closures.add((state, function)))
}

pub(crate) unsafe fn export_new(value: *mut u8, ty: *const u8) -> u32 {
    let key = unsafe { Type::at(ty) }.key;
    let owned = Rc::new(Owned { key, address: value, borrows: Cell::new(0), over: Cell::new(ALIVE) });
    let object = Rc::new(Owner(owned.clone()));
    host(|host| host.forgotten.push((Rc::downgrade(&object), owned)));
    keep(Js::Owner(object))
}

pub(crate) unsafe fn closure_value(id: u32) -> u32 {
    keep(Js::Function(host(|host| host.closures.get(id).1.clone())))
}

pub(crate) unsafe fn closure_scope(id: u32, scope: u32) {
    host(|host| host.scopes[scope as usize].push(id));
}

pub(crate) unsafe fn scope_begin() -> u32 {
    host(|host| {
        host.scopes.push(Vec::new());
        host.scopes.len() as u32 - 1
    })
}

pub(crate) unsafe fn scope_end(scope: u32) {
    let ids = || host(|host| host.scopes[scope as usize].clone());
    let state = |id: &u32| host(|host| host.closures.get(*id).0.clone());
    let mut shut_up_to = 0;
    let mut at = 0;
    while let Some(id) = ids().get(at) {
        let ids = ids();
        ids[shut_up_to..].iter().for_each(|id| state(id).shut());
        shut_up_to = ids.len();
        let state = state(id);
        state.owed.set(true);
        state.settle(state.running.get());
        at += 1;
    }
    ids().into_iter().for_each(|id| drop(end_id(id)));
    host(|host| host.scopes.truncate(scope as usize));
}

pub(crate) unsafe fn live_closures() -> f64 {
    let states: Vec<_> =
        host(|host| host.closures.places.iter().flatten().map(|(state, _)| state.clone()).collect());
    let mut places = BTreeMap::new();
    for state in states {
        *places.entry(state.place()).or_insert(0) += 1;
    }
    let mut places: Vec<_> = places.into_iter().collect();
    places.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let places = places.into_iter().flat_map(|(place, count)| [count.to_string(), place]);
    let waits = match host(|host| host.waits.len()) {
        0 => Vec::new(),
        count => vec![count.to_string(), String::new()],
    };
    let texts = places.chain([String::new()]).chain(waits);
    clear_cells();
    write_slots(
        &Type::of(&crate::descriptor::types::Type::String),
        &texts.map(Js::String).collect::<Vec<_>>(),
    )
}

pub(crate) unsafe fn closure_drop(id: u32) -> u32 {
    let state = end_id(id);
    state.shut();
    state.owed.set(state.running.get() > 0);
    (!state.owed.get()).into()
}

pub(crate) unsafe fn closure_give(id: u32) -> u32 {
    let (state, function) = host(|host| host.closures.remove(id));
    host(|host| host.owned.push((Rc::downgrade(&function), state)));
    keep(Js::Function(function))
}

pub(crate) unsafe fn handle_drop(handle: u32) {
    drop(take(handle));
}

pub(crate) unsafe fn handle_clone(handle: u32) -> u32 {
    keep(value(handle))
}

pub(crate) unsafe fn global() -> u32 {
    keep(host(|host| host.global.clone()))
}

/// As `lowerIf`.
fn value_if(kind: &str, ty: &'static crate::descriptor::types::Type, handle: u32) -> f64 {
    let value = value(handle);
    let value = if value.type_of() == kind { value } else { Js::Undefined };
    lowered(&Type::of(&crate::descriptor::types::Type::Option(ty)), &value).expect("an `Option` of this type")
}

pub(crate) unsafe fn value_as_f64(handle: u32) -> f64 {
    value_if("number", &crate::descriptor::types::Type::Number(crate::descriptor::types::Number::F64), handle)
}

pub(crate) unsafe fn value_as_string(handle: u32) -> f64 {
    value_if("string", &crate::descriptor::types::Type::String, handle)
}

pub(crate) unsafe fn value_typeof(handle: u32) -> f64 {
    let text = value(handle).type_of();
    clear_cells();
    write_string(text)
}

pub(crate) unsafe fn value_debug(handle: u32) -> f64 {
    let text = format!("{:?}", value(handle));
    clear_cells();
    write_string(&text)
}

pub(crate) unsafe fn value_equal(left: u32, right: u32) -> u32 {
    (value(left) == value(right)).into()
}

fn result_of(ty: &crate::descriptor::types::Type, result: Result<Js, Js>) -> f64 {
    write_result(&Type::of(ty), result)
}

pub(crate) unsafe fn value_get(handle: u32, key: u32) -> f64 {
    result_of(&crate::descriptor::types::Type::Value, value(handle).get(value(key).text()))
}

pub(crate) unsafe fn value_set(handle: u32, key: u32, to: u32) -> f64 {
    let result = match value(handle) {
        Js::Object(properties) => {
            let before = properties.borrow_mut().insert(value(key).text().to_owned(), value(to));
            drop(before);
            Ok(Js::Undefined)
        }
        _ => Err(Js::error("TypeError")),
    };
    result_of(&crate::descriptor::types::Type::Unit, result)
}

pub(crate) unsafe fn value_call(handle: u32, key: u32, arguments: *const u32, len: usize) -> f64 {
    let arguments: Vec<_> = (0..len).map(|at| value(unsafe { *arguments.add(at) })).collect();
    let object = value(handle);
    let result = object.get(value(key).text()).and_then(|f| f.call_on(&object, &arguments));
    result_of(&crate::descriptor::types::Type::Value, result)
}

pub(crate) unsafe fn value_convert(handle: u32, ty: *const u8) -> f64 {
    let result = unsafe { Type::at(ty) };
    write_result(result.inner.as_deref().expect("a `Result` has an `Ok`"), Ok(value(handle)))
}

pub(crate) unsafe fn function_call(function: u32, ty: *const u8, slots: *const u8) -> f64 {
    let signature = unsafe { Type::at(ty) }.signature.expect("a function has a signature");
    let function = value(function);
    let mark = host(|host| host.lent.len());
    let lift = |(at, ty)| unsafe { lift_at(ty, slots.add(at * 8)) };
    let arguments: Vec<_> = signature.params.iter().enumerate().map(lift).collect();
    // The call catches, whether its result says so or not.
    let ok = match signature.result.tag {
        tag::RESULT => signature.result.inner.as_deref().expect("a `Result` has an `Ok`"),
        _ => &signature.result,
    };
    let slot = write_result(ok, function.call(&arguments));
    let expired = host(|host| host.lent.split_off(mark));
    expired.iter().for_each(|state| state.gate.set(EXPIRED));
    slot
}

pub(crate) unsafe fn promise_wait(handle: u32, ty: *const u8, env: *mut u8) -> u32 {
    wait(handle, unsafe { Type::at(ty) }, env)
}

pub(crate) unsafe fn promise_forget(id: u32) {
    forget(id);
}

pub(crate) unsafe fn promise_new(lends: u32, id: *mut u32) -> u32 {
    let (handle, number) = begin(lends != 0);
    unsafe { id.write(number) };
    handle
}

pub(crate) unsafe fn promise_settle(id: u32, ty: *const u8, slot: f64) {
    settle(id, &unsafe { Type::at(ty) }, slot);
}

pub(crate) unsafe fn promise_abandon(id: u32) {
    abandon(id);
}

pub(crate) unsafe fn tasks_wake(env: *mut u8) {
    wake(env);
}
