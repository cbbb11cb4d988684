//! From JavaScript to Rust.

use super::*;

/// Larger than any cell: four words, or two halves of 128 bits.
pub(super) type Block = [u64; 4];

/// A cell of the scratch area.
pub(super) fn cell() -> *mut u8 {
    let cell = Box::into_raw(Box::new([0; 4]));
    host(|host| host.cells.push(cell));
    cell.cast()
}

/// Forgets all cells: Rust has read them.
pub(super) fn clear_cells() {
    for cell in host(|host| std::mem::take(&mut host.cells)) {
        // SAFETY: `cell` made it, and it is not in the list any more.
        drop(unsafe { Box::from_raw(cell) });
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        for cell in self.cells.drain(..) {
            // SAFETY: as above.
            drop(unsafe { Box::from_raw(cell) });
        }
    }
}

/// An address as it travels.
pub(super) fn number(address: *const u8) -> f64 {
    address.expose_provenance() as f64
}

/// What an argument of a type must be.
pub(super) fn convert(ty: &Type, value: &Js) -> Result<(), Js> {
    let fits = match (ty.tag, value) {
        (tag::UNIT | tag::VALUE | tag::VALUE_REF | tag::IMPORTED | tag::IMPORTED_REF | tag::PROMISE, _) => {
            true
        }
        (tag::BOOL, value) => matches!(value, Js::Bool(_)),
        (tag::I8..=tag::F64 | tag::CLAMPED, value) => matches!(value, Js::Number(_)),
        (tag::I64 | tag::U64 | tag::I128 | tag::U128, value) => matches!(value, Js::BigInt(_)),
        (tag::STR | tag::STRING, value) => matches!(value, Js::String(_)),
        (tag::CHAR, Js::String(text)) => text.chars().count() == 1,
        (tag::FUNCTION, value) => matches!(value, Js::Function(_)),
        (tag::OPTION, Js::Undefined) => true,
        (tag::OPTION | tag::THIS, value) => return convert(ty.inner(), value),
        (tag::SLICE | tag::SLICE_MUT | tag::VEC, Js::TypedArray(array)) => array.tag == ty.inner().tag,
        (tag::SLICE | tag::VEC, Js::Array(_)) if ty.inner().element_size().is_some() => false,
        (tag::SLICE | tag::VEC | tag::REST, Js::Array(values)) => {
            return values.iter().try_for_each(|value| convert(ty.inner(), value));
        }
        (tag::CLASS..=tag::CLASS_MUT, Js::Owner(owner)) => owner.0.key == ty.key,
        (tag::STRUCT, Js::Object(_)) => return all(ty, value, convert),
        (tag::TUPLE, Js::Array(values)) if values.len() == ty.fields.len() => return all(ty, value, convert),
        (tag::ENUM, value) => ty.values.contains(value),
        (tag::ARRAY, value) if length(value) == ty.length => return convert(ty.inner(), value),
        (tag::MAP, Js::Object(_)) => {
            return pairs(value).iter().try_for_each(|pair| convert(ty.inner(), pair));
        }
        (tag::NON_ZERO, Js::Number(0.0) | Js::BigInt(0)) => false,
        (tag::NON_ZERO, value) => return convert(ty.inner(), value),
        _ => false,
    };
    fits.then_some(()).ok_or_else(|| Js::error("TypeError"))
}

/// Does something with each field of an object or a tuple, until it is refused.
pub(super) fn all(
    ty: &Type,
    value: &Js,
    mut with: impl FnMut(&Type, &Js) -> Result<(), Js>,
) -> Result<(), Js> {
    let values = fields(ty, value);
    ty.fields.iter().zip(&values).try_for_each(|((_, field), value)| with(field, value))
}

/// The values of the fields.
fn fields(ty: &Type, value: &Js) -> Vec<Js> {
    match value {
        Js::Array(values) => values.to_vec(),
        object => {
            ty.fields.iter().map(|(name, _)| object.get(name).expect("an object has properties")).collect()
        }
    }
}

/// What a map is: a list of pairs.
pub(super) fn pairs(value: &Js) -> Vec<Js> {
    let Js::Object(properties) = value else { panic!("{value:?} is no object") };
    let pair = |(key, value): (&String, &Js)| Js::array([Js::String(key.clone()), value.clone()]);
    properties.borrow().iter().map(pair).collect()
}

fn length(value: &Js) -> usize {
    match value {
        Js::Array(values) => values.len(),
        Js::TypedArray(array) => {
            array.bytes.borrow().len()
                / Type { tag: array.tag, ..Type::default() }.element_size().expect("a number")
        }
        _ => usize::MAX,
    }
}

/// A value that `convert` has let through, as a slot. What it allocates is Rust's from now on.
pub(super) fn lower(ty: &Type, value: &Js) -> f64 {
    match (ty.tag, value) {
        (tag::BOOL, Js::Bool(value)) => f64::from(u8::from(*value)),
        (tag::I8..=tag::F64 | tag::CLAMPED, Js::Number(number)) => *number,
        (tag::STR | tag::STRING, Js::String(text)) => write_string(text),
        (tag::CHAR, Js::String(text)) => u32::from(text.chars().next().expect("one letter")).into(),
        (
            tag::VALUE | tag::VALUE_REF | tag::IMPORTED | tag::IMPORTED_REF | tag::FUNCTION | tag::PROMISE,
            value,
        ) => keep(value.clone()).into(),
        (tag::I64..=tag::U128, Js::BigInt(bits)) => {
            let cell = cell();
            let halves = [*bits as u64, (*bits >> 64) as u64];
            // SAFETY: a cell has room for it.
            unsafe { cell.cast::<[u64; 2]>().write(halves) };
            number(cell)
        }
        (tag::SLICE | tag::VEC, Js::TypedArray(array)) => {
            write_numbers(ty.inner().element_size().expect("a number"), &array.bytes.borrow())
        }
        (tag::SLICE_MUT, Js::TypedArray(array)) => {
            let handle = keep(value.clone());
            let slot = write_numbers(ty.inner().element_size().expect("a number"), &array.bytes.borrow());
            // SAFETY: a cell has room for a fourth word.
            unsafe { (slot as usize as *mut usize).add(3).cast::<u32>().write(handle) };
            slot
        }
        (tag::SLICE | tag::VEC | tag::REST, Js::Array(values)) => write_slots(ty.inner(), values),
        (tag::MAP, value) => write_slots(ty.inner(), &pairs(value)),
        (tag::STRUCT | tag::TUPLE, value) => {
            number(write_block(ty.fields.iter().map(|(_, field)| field).zip(&fields(ty, value))))
        }
        (tag::ENUM, value) => {
            let place = ty.values.iter().position(|one| one == value);
            place.expect("it was converted") as f64
        }
        (tag::ARRAY | tag::NON_ZERO, value) => lower(ty.inner(), value),
        (tag::CLASS..=tag::CLASS_MUT, Js::Owner(owner)) => {
            if ty.tag == tag::CLASS {
                owner.0.over.set(MOVED);
            }
            number(owner.0.address)
        }
        (tag::OPTION, Js::Undefined) => -1.0,
        (tag::OPTION, Js::Number(value)) if ty.inner().is_number() => {
            let cell = cell();
            // SAFETY: as above.
            unsafe { cell.cast::<f64>().write(*value) };
            number(cell)
        }
        (tag::OPTION | tag::THIS, value) => lower(ty.inner(), value),
        (tag, value) => panic!("{value:?} as a {tag}: it was converted"),
    }
}

/// Memory that becomes Rust's.
pub(super) fn allocate(size: usize, align: usize) -> *mut u8 {
    // SAFETY: nobody asks for an empty block.
    let address = unsafe { wasm::closures_extern_alloc(size, align) };
    assert!(!address.is_null(), "there is memory");
    address
}

/// As `writeString` and `encode`: first as if it were ASCII, then in a larger block, which has some room left.
pub(super) fn write_string(text: &str) -> f64 {
    let length = text.encode_utf16().count();
    if length == 0 {
        return write_cell(std::ptr::without_provenance_mut(1), 0, 0);
    }
    let mut address = allocate(length, 1);
    let mut capacity = length;
    if !text.is_ascii() {
        // SAFETY: it was allocated like this.
        unsafe { wasm::closures_extern_free(address, capacity, 1) };
        capacity = length * 3;
        address = allocate(capacity, 1);
    }
    // SAFETY: there are so many bytes, because a UTF-16 unit takes at most three of UTF-8.
    unsafe { address.copy_from_nonoverlapping(text.as_ptr(), text.len()) };
    write_cell(address, text.len(), capacity)
}

pub(super) fn write_numbers(size: usize, bytes: &[u8]) -> f64 {
    let length = bytes.len() / size;
    let mut address = std::ptr::without_provenance_mut(16);
    if length > 0 {
        address = allocate(bytes.len(), size);
        // SAFETY: there are so many bytes.
        unsafe { address.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
    }
    write_cell(address, length, length)
}

/// An element of a list: `Received` in types/list.rs. What its slot points to may lie elsewhere, as cells are larger here.
pub(super) const ELEMENT: usize = 24;

pub(super) fn write_slots(ty: &Type, values: &[Js]) -> f64 {
    let address = write_block(values.iter().map(|value| (ty, value)));
    write_cell(address, values.len(), values.len())
}

/// The elements of a list, or the fields of an object.
fn write_block<'a>(values: impl ExactSizeIterator<Item = (&'a Type, &'a Js)>) -> *mut u8 {
    let length = values.len();
    if length == 0 {
        return std::ptr::without_provenance_mut(8);
    }
    let address = allocate(length * ELEMENT, 8);
    for (at, (ty, value)) in values.enumerate() {
        let slot = lower(ty, value);
        // SAFETY: there are so many elements.
        unsafe { address.add(at * ELEMENT).cast::<f64>().write(slot) };
    }
    address
}

pub(super) fn write_cell(address: *mut u8, length: usize, capacity: usize) -> f64 {
    let cell = cell();
    // SAFETY: a cell has room for three words.
    unsafe {
        cell.cast::<*mut u8>().write(address);
        cell.cast::<usize>().add(1).write(length);
        cell.cast::<usize>().add(2).write(capacity);
    }
    number(cell)
}

/// The value of a result that was not thrown, as a slot.
pub(super) fn lowered(ty: &Type, value: &Js) -> Result<f64, Js> {
    convert(ty, value)?;
    clear_cells();
    let mut lent = Vec::new();
    let slot = acquire(ty, value, &mut lent).map(|()| lower(ty, value));
    let_go(&lent);
    slot
}

/// As `attempt`: `ResultCell` in types/result.rs.
pub(super) fn write_result(ty: &Type, result: Result<Js, Js>) -> f64 {
    let lowered = match result {
        Ok(_) if ty.tag == tag::UNIT => Ok(0.0),
        Ok(value) => lowered(ty, &value),
        Err(error) => Err(error),
    };
    let (ok, slot) = match lowered {
        Ok(slot) => (1, slot),
        Err(error) => {
            clear_cells();
            (0, keep(error).into())
        }
    };
    let cell = cell();
    // SAFETY: a cell has room for it.
    unsafe {
        cell.cast::<u64>().write(ok);
        cell.cast::<f64>().add(1).write(slot);
    }
    number(cell)
}

/// Borrows what the arguments of a call lend, and lowers them all, or none.
pub(super) fn lower_all<'t>(
    types: impl Iterator<Item = &'t Type> + Clone,
    values: &[Js],
) -> Result<(Vec<f64>, Vec<Rc<Owned>>), Js> {
    let mut lent = Vec::new();
    for (ty, value) in types.clone().zip(values) {
        if let Err(error) = acquire(ty, value, &mut lent) {
            let_go(&lent);
            return Err(error);
        }
    }
    clear_cells();
    Ok((types.zip(values).map(|(ty, value)| lower(ty, value)).collect(), lent))
}
