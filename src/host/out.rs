//! From Rust to JavaScript.

use super::*;

/// The value of a slot that lies in memory.
///
/// # Safety
/// A slot of the type lies there, as `ToJs` makes it.
pub(super) unsafe fn lift_at(ty: &Type, address: *const u8) -> Js {
    // SAFETY: the caller's promise, of each type; what a slot points to is there by the promise of `ToJs`.
    unsafe {
        let number = || address.cast::<i32>().read();
        let handle = || address.cast::<u32>().read();
        let cell = || address.cast::<*const u8>().read();
        match ty.tag {
            tag::BOOL => Js::Bool(number() != 0),
            tag::U32 | tag::USIZE | tag::F64 => Js::Number(address.cast::<f64>().read()),
            tag::F32 => Js::Number(address.cast::<f32>().read().into()),
            tag::I8..=tag::ISIZE | tag::CLAMPED => Js::Number(number().into()),
            tag::I64 => Js::BigInt(address.cast::<i64>().read().into()),
            tag::U64 => Js::BigInt(address.cast::<u64>().read().into()),
            tag::I128 | tag::U128 => {
                let [low, high] = cell().cast::<[u64; 2]>().read();
                Js::BigInt((u128::from(high) << 64 | u128::from(low)) as i128)
            }
            tag::CHAR => Js::String(char::from_u32(handle()).expect("a `char`").into()),
            tag::STR => {
                let (address, length) = read_pair(cell());
                Js::String(read_string(address, length))
            }
            tag::SLICE => {
                let (address, length) = read_pair(cell());
                read_list(ty.inner(), address, length)
            }
            tag::STRING
            | tag::VEC
            | tag::VALUE
            | tag::IMPORTED
            | tag::OWNED_CLOSURE
            | tag::CLASS
            | tag::FUNCTION
            | tag::PROMISE => take(handle()),
            tag::VALUE_REF | tag::IMPORTED_REF | tag::SLICE_MUT => value(handle()),
            tag::HEAP_CLOSURE => Js::Function(host(|host| host.closures.get(handle()).1.clone())),
            tag::STACK_CLOSURE => {
                let env = address.cast::<*mut u8>().read();
                lend(env.cast(), ty.signature.clone().expect("a closure has a signature"))
            }
            tag::OPTION => {
                let cell = cell();
                match cell.cast::<u32>().read() {
                    0 => Js::Undefined,
                    _ => lift_at(ty.inner(), cell.add(8)),
                }
            }
            tag::STRUCT => named(ty, read_fields(ty, cell())),
            tag::TUPLE => Js::array(read_fields(ty, cell())),
            tag::ENUM => ty.values[handle() as usize].clone(),
            tag::ARRAY => take(handle()),
            tag::MAP => object_of(&take(handle())),
            tag::NON_ZERO => lift_at(ty.inner(), address),
            other => panic!("Rust makes no argument of the type {other}"),
        }
    }
}

/// # Safety
/// An address and a length stand there.
pub(super) unsafe fn read_pair(cell: *const u8) -> (*const u8, usize) {
    // SAFETY: the caller's promise.
    unsafe { (cell.cast::<*const u8>().read(), cell.cast::<usize>().add(1).read()) }
}

/// # Safety
/// So many bytes of UTF-8 stand there.
pub(super) unsafe fn read_string(address: *const u8, length: usize) -> String {
    // SAFETY: the caller's promise.
    String::from_utf8(unsafe { std::slice::from_raw_parts(address, length) }.to_vec())
        .expect("a string is UTF-8")
}

/// # Safety
/// So many elements stand there.
pub(super) unsafe fn read_list(element: &Type, address: *const u8, length: usize) -> Js {
    // SAFETY: the caller's promise.
    unsafe {
        if let Some(size) = element.element_size() {
            let bytes = RefCell::new(std::slice::from_raw_parts(address, length * size).to_vec());
            Js::TypedArray(Rc::new(TypedArray { tag: element.tag, bytes }))
        } else {
            Js::array((0..length).map(|at| lift_at(element, address.add(at * 8))))
        }
    }
}

/// # Safety
/// A slot of each field stands there.
unsafe fn read_fields(ty: &Type, address: *const u8) -> Vec<Js> {
    let slots = ty.fields.iter().enumerate();
    // SAFETY: the caller's promise.
    slots.map(|(at, (_, field))| unsafe { lift_at(field, address.add(at * 8)) }).collect()
}

/// What a struct is, of its fields.
fn named(ty: &Type, fields: Vec<Js>) -> Js {
    let left_out = |field: &Type, value: &Js| field.tag == tag::OPTION && *value == Js::Undefined;
    let all = ty.fields.iter().zip(fields);
    let there = all.filter(|((_, field), value)| !left_out(field, value));
    Js::Object(Rc::new(RefCell::new(there.map(|((name, _), value)| (name.clone(), value)).collect())))
}

/// What a map is, of a list of pairs.
fn object_of(pairs: &Js) -> Js {
    let Js::Array(pairs) = pairs else { panic!("{pairs:?} is no list of pairs") };
    let entry = |pair: &Js| match pair {
        Js::Array(pair) => (pair[0].text().to_owned(), pair[1].clone()),
        other => panic!("{other:?} is no pair"),
    };
    Js::Object(Rc::new(RefCell::new(pairs.iter().map(entry).collect())))
}

/// The result of a closure or an export: what the slot means.
pub(super) fn lift_result(ty: &Type, slot: f64) -> Result<Js, Js> {
    match ty.tag {
        tag::UNIT => Ok(Js::Undefined),
        tag::BOOL => Ok(Js::Bool(slot != 0.0)),
        _ if ty.is_number() => Ok(Js::Number(slot)),
        _ if slot < 0.0 => Err(take((-1.0 - slot) as u32)),
        tag::ENUM => Ok(ty.values[slot as usize].clone()),
        tag::MAP => Ok(object_of(&take(slot as u32))),
        _ => Ok(take(slot as u32)),
    }
}
