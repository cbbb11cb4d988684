//! A host that plays JavaScript, for the unit tests below this file: Miri runs them, and so the `unsafe` half of this crate.
//!
//! ```text
//!  Closure::new, drop, JsValue::get, ..  -->  runtime.rs  -->  `import`, in place of js/
//!  thunks, `Env`s, exported values       <--  the trampolines of runtime.rs  <--  `Js::call`
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
use crate::closure::Header;
use crate::descriptor;
use crate::export::{free_exported, Exported};
use crate::runtime::{export as wasm, Stats};
use crate::section::{self, tag};
use crate::value::JsValue;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

// --- Values ---

/// A JavaScript value.
#[derive(Clone, Debug, Default)]
enum Js {
    #[default]
    Undefined,
    Null,
    Bool(bool),
    Number(f64),
    /// The bits, of a `u128` too.
    BigInt(i128),
    String(String),
    Array(Rc<Vec<Js>>),
    TypedArray(Rc<TypedArray>),
    Error(Rc<String>),
    Function(Rc<Function>),
    Object(Rc<RefCell<BTreeMap<String, Js>>>),
    /// An object of an exported type.
    Owner(Rc<Owner>),
}

/// Elements as they lie in memory.
#[derive(Debug)]
struct TypedArray {
    tag: u8,
    bytes: Vec<u8>,
}

enum Function {
    Closure(Rc<State>),
    Native(Box<Native>),
}

/// What stands for the code of a page: `this` and the arguments, what it returns or throws.
type Native = dyn Fn(&Js, &[Js]) -> Result<Js, Js>;

impl std::fmt::Debug for Function {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("function")
    }
}

impl Js {
    /// A function of the page's.
    fn function(f: impl Fn(&[Js]) -> Result<Js, Js> + 'static) -> Js {
        Js::method(move |_, arguments| f(arguments))
    }

    /// The same with `this`.
    fn method(f: impl Fn(&Js, &[Js]) -> Result<Js, Js> + 'static) -> Js {
        Js::Function(Rc::new(Function::Native(Box::new(f))))
    }

    fn error(message: &str) -> Js {
        Js::Error(Rc::new(message.to_owned()))
    }

    fn array(values: impl IntoIterator<Item = Js>) -> Js {
        Js::Array(Rc::new(values.into_iter().collect()))
    }

    fn numbers<T: crate::Numeric>(numbers: &[T], tag: u8) -> Js {
        // SAFETY: numbers have no padding.
        let bytes = unsafe { std::slice::from_raw_parts(numbers.as_ptr().cast(), size_of_val(numbers)) };
        Js::TypedArray(Rc::new(TypedArray { tag, bytes: bytes.to_vec() }))
    }

    fn text(&self) -> &str {
        match self {
            Js::String(text) => text,
            Js::Error(message) => message,
            other => panic!("{other:?} is no text"),
        }
    }

    fn call(&self, arguments: &[Js]) -> Result<Js, Js> {
        self.call_on(&Js::Undefined, arguments)
    }

    fn call_on(&self, this: &Js, arguments: &[Js]) -> Result<Js, Js> {
        match self {
            Js::Function(f) => match &**f {
                Function::Closure(state) => call_closure(state, this, arguments),
                Function::Native(f) => f(this, arguments),
            },
            other => Err(Js::error(&format!("{other:?} is not a function"))),
        }
    }

    fn type_of(&self) -> &'static str {
        match self {
            Js::Undefined => "undefined",
            Js::Bool(_) => "boolean",
            Js::Number(_) => "number",
            Js::BigInt(_) => "bigint",
            Js::String(_) => "string",
            Js::Function(_) => "function",
            _ => "object",
        }
    }

    /// `self[key]`.
    fn get(&self, key: &str) -> Result<Js, Js> {
        match self {
            Js::Undefined | Js::Null => Err(Js::error("no properties")),
            Js::Object(properties) => Ok(properties.borrow().get(key).cloned().unwrap_or_default()),
            _ => Ok(Js::Undefined),
        }
    }
}

/// `===`.
impl PartialEq for Js {
    fn eq(&self, other: &Js) -> bool {
        match (self, other) {
            (Js::Undefined, Js::Undefined) | (Js::Null, Js::Null) => true,
            (Js::Bool(a), Js::Bool(b)) => a == b,
            (Js::Number(a), Js::Number(b)) => a == b,
            (Js::BigInt(a), Js::BigInt(b)) => a == b,
            (Js::String(a), Js::String(b)) => a == b,
            (Js::Array(a), Js::Array(b)) => Rc::ptr_eq(a, b),
            (Js::TypedArray(a), Js::TypedArray(b)) => Rc::ptr_eq(a, b),
            (Js::Error(a), Js::Error(b)) => Rc::ptr_eq(a, b),
            (Js::Function(a), Js::Function(b)) => Rc::ptr_eq(a, b),
            (Js::Object(a), Js::Object(b)) => Rc::ptr_eq(a, b),
            (Js::Owner(a), Js::Owner(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }
}

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
    host(|host| (host.closures.len() + host.lent.len() as u32, host.values.len()))
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

// --- Types ---

/// A type, as the bytes of `section.rs` say it.
#[derive(Debug)]
struct Type {
    tag: u8,
    inner: Option<Box<Type>>,
    signature: Option<Rc<Signature>>,
    key: String,
}

#[derive(Debug)]
struct Signature {
    exclusive: bool,
    params: Vec<Type>,
    result: Type,
}

impl Type {
    fn of(ty: &descriptor::Type) -> Type {
        let section::Written { bytes, len, .. } = section::written::<256>(ty);
        Type::decode(&mut bytes[..len].iter().copied())
    }

    /// # Safety
    /// The bytes of a type stand there.
    unsafe fn at(address: *const u8) -> Type {
        // SAFETY: the caller's promise; where a type ends, it says itself.
        Type::decode(&mut (0..).map(|at| unsafe { *address.add(at) }))
    }

    fn decode(bytes: &mut impl Iterator<Item = u8>) -> Type {
        fn byte(bytes: &mut dyn Iterator<Item = u8>) -> u8 {
            bytes.next().expect("a type is not cut off")
        }
        fn decode(bytes: &mut dyn Iterator<Item = u8>) -> Type {
            let mut ty = Type { tag: byte(bytes), inner: None, signature: None, key: String::new() };
            match ty.tag {
                tag::SLICE | tag::VEC | tag::OPTION | tag::RESULT | tag::THIS | tag::REST => {
                    ty.inner = Some(Box::new(decode(bytes)));
                }
                tag::STACK_CLOSURE..=tag::FUNCTION => {
                    let exclusive = byte(bytes) != 0;
                    let params = (0..byte(bytes)).map(|_| decode(bytes)).collect();
                    ty.signature = Some(Rc::new(Signature { exclusive, params, result: decode(bytes) }));
                }
                tag::IMPORTED..=tag::CLASS_MUT => {
                    let len = u16::from_le_bytes([byte(bytes), byte(bytes)]);
                    let key = (0..len).map(|_| byte(bytes)).collect();
                    ty.key = String::from_utf8(key).expect("a key is UTF-8");
                }
                _ => {}
            }
            ty
        }
        decode(bytes)
    }

    fn inner(&self) -> &Type {
        self.inner.as_ref().expect("it is made of another type")
    }

    fn is_number(&self) -> bool {
        matches!(self.tag, tag::I8..=tag::F64)
    }

    /// The size of an element, if a list of these is a typed array.
    fn element_size(&self) -> Option<usize> {
        match self.tag {
            tag::I8 | tag::U8 => Some(1),
            tag::I16 | tag::U16 => Some(2),
            tag::I32 | tag::U32 | tag::F32 => Some(4),
            tag::F64 | tag::I64 | tag::U64 => Some(8),
            tag::ISIZE | tag::USIZE => Some(size_of::<usize>()),
            _ => None,
        }
    }
}

// --- From Rust to JavaScript ---

/// The value of a slot that lies in memory.
///
/// # Safety
/// A slot of the type lies there, as `ToJs` makes it.
unsafe fn lift_at(ty: &Type, address: *const u8) -> Js {
    // SAFETY: the caller's promise, of each type; what a slot points to is there by the promise of `ToJs`.
    unsafe {
        let number = || address.cast::<i32>().read();
        let handle = || address.cast::<u32>().read();
        let cell = || address.cast::<*const u8>().read();
        match ty.tag {
            tag::BOOL => Js::Bool(number() != 0),
            tag::U32 | tag::USIZE | tag::F64 => Js::Number(address.cast::<f64>().read()),
            tag::F32 => Js::Number(address.cast::<f32>().read().into()),
            tag::I8..=tag::ISIZE => Js::Number(number().into()),
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
            tag::STRING | tag::VEC | tag::VALUE | tag::IMPORTED | tag::OWNED_CLOSURE | tag::CLASS => {
                take(handle())
            }
            tag::VALUE_REF | tag::IMPORTED_REF => value(handle()),
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
            other => panic!("Rust makes no argument of the type {other}"),
        }
    }
}

/// # Safety
/// An address and a length stand there.
unsafe fn read_pair(cell: *const u8) -> (*const u8, usize) {
    // SAFETY: the caller's promise.
    unsafe { (cell.cast::<*const u8>().read(), cell.cast::<usize>().add(1).read()) }
}

/// # Safety
/// So many bytes of UTF-8 stand there.
unsafe fn read_string(address: *const u8, length: usize) -> String {
    // SAFETY: the caller's promise.
    String::from_utf8(unsafe { std::slice::from_raw_parts(address, length) }.to_vec())
        .expect("a string is UTF-8")
}

/// # Safety
/// So many elements stand there.
unsafe fn read_list(element: &Type, address: *const u8, length: usize) -> Js {
    // SAFETY: the caller's promise.
    unsafe {
        if let Some(size) = element.element_size() {
            let bytes = std::slice::from_raw_parts(address, length * size).to_vec();
            Js::TypedArray(Rc::new(TypedArray { tag: element.tag, bytes }))
        } else {
            Js::array((0..length).map(|at| lift_at(element, address.add(at * 8))))
        }
    }
}

/// The result of a closure or an export: what the slot means.
fn lift_result(ty: &Type, slot: f64) -> Result<Js, Js> {
    match ty.tag {
        tag::UNIT => Ok(Js::Undefined),
        tag::BOOL => Ok(Js::Bool(slot != 0.0)),
        _ if ty.is_number() => Ok(Js::Number(slot)),
        _ if slot < 0.0 => Err(take((-1.0 - slot) as u32)),
        _ => Ok(take(slot as u32)),
    }
}

// --- From JavaScript to Rust ---

/// Larger than any cell: three words, or two halves of 128 bits.
type Block = [u64; 4];

/// A cell of the scratch area.
fn cell() -> *mut u8 {
    let cell = Box::into_raw(Box::new([0; 4]));
    host(|host| host.cells.push(cell));
    cell.cast()
}

/// Forgets all cells: Rust has read them.
fn clear_cells() {
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
fn number(address: *const u8) -> f64 {
    address.expose_provenance() as f64
}

/// What an argument of a type must be.
fn convert(ty: &Type, value: &Js) -> Result<(), Js> {
    let fits = match (ty.tag, value) {
        (tag::UNIT | tag::VALUE | tag::VALUE_REF | tag::IMPORTED | tag::IMPORTED_REF, _) => true,
        (tag::BOOL, value) => matches!(value, Js::Bool(_)),
        (tag::I8..=tag::F64, value) => matches!(value, Js::Number(_)),
        (tag::I64 | tag::U64 | tag::I128 | tag::U128, value) => matches!(value, Js::BigInt(_)),
        (tag::STR | tag::STRING, value) => matches!(value, Js::String(_)),
        (tag::CHAR, Js::String(text)) => text.chars().count() == 1,
        (tag::FUNCTION, value) => matches!(value, Js::Function(_)),
        (tag::OPTION, Js::Undefined) => true,
        (tag::OPTION | tag::THIS, value) => return convert(ty.inner(), value),
        (tag::SLICE | tag::VEC, Js::TypedArray(array)) => array.tag == ty.inner().tag,
        (tag::SLICE | tag::VEC, Js::Array(_)) if ty.inner().element_size().is_some() => false,
        (tag::SLICE | tag::VEC | tag::REST, Js::Array(values)) => {
            return values.iter().try_for_each(|value| convert(ty.inner(), value));
        }
        (tag::CLASS..=tag::CLASS_MUT, Js::Owner(owner)) => owner.0.key == ty.key,
        _ => false,
    };
    fits.then_some(()).ok_or_else(|| Js::error("TypeError"))
}

/// A value that `convert` has let through, as a slot. What it allocates is Rust's from now on.
fn lower(ty: &Type, value: &Js) -> f64 {
    match (ty.tag, value) {
        (tag::BOOL, Js::Bool(value)) => f64::from(u8::from(*value)),
        (tag::I8..=tag::F64, Js::Number(number)) => *number,
        (tag::STR | tag::STRING, Js::String(text)) => write_string(text),
        (tag::CHAR, Js::String(text)) => u32::from(text.chars().next().expect("one letter")).into(),
        (tag::VALUE | tag::VALUE_REF | tag::IMPORTED | tag::IMPORTED_REF | tag::FUNCTION, value) => {
            keep(value.clone()).into()
        }
        (tag::I64..=tag::U128, Js::BigInt(bits)) => {
            let cell = cell();
            let halves = [*bits as u64, (*bits >> 64) as u64];
            // SAFETY: a cell has room for it.
            unsafe { cell.cast::<[u64; 2]>().write(halves) };
            number(cell)
        }
        (tag::SLICE | tag::VEC, Js::TypedArray(array)) => {
            write_numbers(ty.inner().element_size().expect("a number"), &array.bytes)
        }
        (tag::SLICE | tag::VEC | tag::REST, Js::Array(values)) => write_slots(ty.inner(), values),
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
fn allocate(size: usize, align: usize) -> *mut u8 {
    // SAFETY: nobody asks for an empty block.
    let address = unsafe { wasm::closures_extern_alloc(size, align) };
    assert!(!address.is_null(), "there is memory");
    address
}

/// As `writeString` and `encode`: first as if it were ASCII, then in a larger block, which has some room left.
fn write_string(text: &str) -> f64 {
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

fn write_numbers(size: usize, bytes: &[u8]) -> f64 {
    let length = bytes.len() / size;
    let mut address = std::ptr::without_provenance_mut(16);
    if length > 0 {
        address = allocate(bytes.len(), size);
        // SAFETY: there are so many bytes.
        unsafe { address.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
    }
    write_cell(address, length, length)
}

/// An element of a list: `Received` in list.rs. What its slot points to may lie elsewhere, as cells are larger here.
const ELEMENT: usize = 24;

fn write_slots(ty: &Type, values: &[Js]) -> f64 {
    let length = values.len();
    let mut address = std::ptr::without_provenance_mut(8);
    if length > 0 {
        address = allocate(length * ELEMENT, 8);
        for (at, value) in values.iter().enumerate() {
            let slot = lower(ty, value);
            // SAFETY: there are so many elements.
            unsafe { address.add(at * ELEMENT).cast::<f64>().write(slot) };
        }
    }
    write_cell(address, length, length)
}

fn write_cell(address: *mut u8, length: usize, capacity: usize) -> f64 {
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
fn lowered(ty: &Type, value: &Js) -> Result<f64, Js> {
    convert(ty, value)?;
    clear_cells();
    let mut lent = Vec::new();
    let slot = acquire(ty, value, &mut lent).map(|()| lower(ty, value));
    let_go(&lent);
    slot
}

/// As `attempt`: `ResultCell` in option.rs.
fn write_result(ty: &Type, result: Result<Js, Js>) -> f64 {
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
fn lower_all<'t>(
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

// --- Closures ---

/// What JavaScript knows of a closure.
struct State {
    env: *mut Header,
    signature: Rc<Signature>,
    once: bool,
    gate: Cell<u32>,
    running: Cell<u32>,
    owed: Cell<bool>,
}

const OPEN: u32 = 0;
const SHUT: u32 = 1 << 20;
const DROPPED: u32 = SHUT;
const SPENT: u32 = SHUT + 1;
const EXPIRED: u32 = SHUT + 2;

impl State {
    fn new(env: *mut Header, signature: Rc<Signature>, once: bool) -> Rc<State> {
        let (gate, running, owed) = (Cell::new(OPEN), Cell::new(0), Cell::new(false));
        Rc::new(State { env, signature, once, gate, running, owed })
    }

    fn shut(&self) {
        if self.gate.get() < SHUT {
            self.running.set(self.gate.get());
        }
        self.gate.set(DROPPED);
    }

    /// The end of a call during which the closure was ended.
    fn settle(self: &Rc<Self>, running: u32) {
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
    fn place(&self) -> String {
        // SAFETY: `Place` in closure.rs, of an `Env` that is alive.
        unsafe {
            let (file, length) = read_pair(self.env.cast::<u8>().add(2 * size_of::<usize>()));
            let [line, column] = self.env.cast::<u8>().add(4 * size_of::<usize>()).cast::<[u32; 2]>().read();
            format!("{}:{line}:{column}", read_string(file, length))
        }
    }

    #[cfg(not(debug_assertions))]
    fn place(&self) -> String {
        "an unknown place".to_owned()
    }
}

/// Makes the function of a stack closure.
fn lend(env: *mut Header, signature: Rc<Signature>) -> Js {
    let state = State::new(env, signature, false);
    state.place();
    host(|host| host.lent.push(state.clone()));
    Js::Function(Rc::new(Function::Closure(state)))
}

/// What a call of a closure's function does: `anyFactory`.
fn call_closure(state: &Rc<State>, this: &Js, arguments: &[Js]) -> Result<Js, Js> {
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
    let slot = unsafe { enter(state.env, &slots, result.tag == tag::UNIT) };
    if state.gate.get() == calls + 1 {
        state.gate.set(calls);
    } else {
        state.settle(calls);
    }
    let_go(&lent);
    lift_result(result, slot)
}

/// The arguments, one for each parameter.
fn gather(params: &[Type], this: &Js, arguments: &[Js]) -> Vec<Js> {
    let mut arguments = arguments.iter().cloned();
    let one = |ty: &Type| match ty.tag {
        tag::THIS => this.clone(),
        tag::REST => Js::array(arguments.by_ref()),
        _ => arguments.next().unwrap_or_default(),
    };
    params.iter().map(one).collect()
}

/// Enters a closure by the trampoline for its signature.
///
/// # Safety
/// Its gate is open, and the slots are those of its parameters and fresh.
unsafe fn enter(env: *mut Header, slots: &[f64], empty: bool) -> f64 {
    // SAFETY: the caller's promise.
    unsafe {
        if empty {
            match *slots {
                [] => wasm::run_0(env),
                [a] => wasm::run_1(env, a),
                [a, b] => wasm::run_2(env, a, b),
                [a, b, c] => wasm::run_3(env, a, b, c),
                [a, b, c, d] => wasm::run_4(env, a, b, c, d),
                [a, b, c, d, e] => wasm::run_5(env, a, b, c, d, e),
                [a, b, c, d, e, f] => wasm::run_6(env, a, b, c, d, e, f),
                [a, b, c, d, e, f, g] => wasm::run_7(env, a, b, c, d, e, f, g),
                [a, b, c, d, e, f, g, h] => wasm::run_8(env, a, b, c, d, e, f, g, h),
                _ => unreachable!("at most eight"),
            }
            return 0.0;
        }
        match *slots {
            [] => wasm::call_0(env),
            [a] => wasm::call_1(env, a),
            [a, b] => wasm::call_2(env, a, b),
            [a, b, c] => wasm::call_3(env, a, b, c),
            [a, b, c, d] => wasm::call_4(env, a, b, c, d),
            [a, b, c, d, e] => wasm::call_5(env, a, b, c, d, e),
            [a, b, c, d, e, f] => wasm::call_6(env, a, b, c, d, e, f),
            [a, b, c, d, e, f, g] => wasm::call_7(env, a, b, c, d, e, f, g),
            [a, b, c, d, e, f, g, h] => wasm::call_8(env, a, b, c, d, e, f, g, h),
            _ => unreachable!("at most eight"),
        }
    }
}

fn end_id(id: u32) -> Rc<State> {
    host(|host| host.closures.remove(id)).0
}

/// What the garbage collector finds: it frees the closures and the exported values that JavaScript owns and cannot reach.
fn collect() {
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

// --- Exported values ---

/// An object of an exported type.
#[derive(Debug)]
struct Owner(Rc<Owned>);

/// What such an object holds.
#[derive(Debug)]
struct Owned {
    key: String,
    address: *mut u8,
    /// How many calls borrow it; `ALONE` for an exclusive one.
    borrows: Cell<i32>,
    over: Cell<u8>,
}

const ALONE: i32 = -1;
const ALIVE: u8 = 0;
const FREED: u8 = 1;
const MOVED: u8 = 2;

impl Owner {
    /// The method `free`.
    fn free(&self) {
        self.0.end();
    }
}

impl Owned {
    fn end(self: &Rc<Self>) {
        if self.over.get() == ALIVE {
            self.over.set(FREED);
            self.unregister();
            if self.borrows.get() == 0 {
                self.drop_value();
            }
        }
    }

    fn unregister(self: &Rc<Self>) {
        host(|host| host.forgotten.retain(|(_, owned)| !Rc::ptr_eq(owned, self)));
    }

    fn drop_value(&self) {
        self.borrows.set(ALONE);
        let free = host(|host| host.free[&self.key]);
        // SAFETY: nobody borrows it, and nobody can any more.
        unsafe { free(self.address) };
    }
}

/// Borrows what an argument of a call lends, or takes what it gives away.
fn acquire(ty: &Type, value: &Js, lent: &mut Vec<Rc<Owned>>) -> Result<(), Js> {
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
        _ => Ok(()),
    }
}

/// Gives back what `acquire` has borrowed: what was freed meanwhile is dropped.
fn let_go(lent: &[Rc<Owned>]) {
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
fn call_export(
    types: &[&descriptor::Type],
    result: &descriptor::Type,
    entry: impl FnOnce(&[f64]) -> f64,
    values: &[Js],
) -> Result<Js, Js> {
    let types: Vec<_> = types.iter().map(|ty| Type::of(ty)).collect();
    types.iter().zip(values).try_for_each(|(ty, value)| convert(ty, value))?;
    let (slots, lent) = lower_all(types.iter(), values)?;
    let slot = entry(&slots);
    let_go(&lent);
    lift_result(&Type::of(result), slot)
}

/// Calls the export of a function, as `closures_export!` writes it.
macro_rules! export {
    (fn $name:ident($($arg:ident: $ty:ty),*) $(-> $result:ty)? = $function:expr) => {
        fn $name(values: &[Js]) -> Result<Js, Js> {
            const ASKED: () = ();
            crate::__closures_export_entry! { key: [""], asked: ASKED, function: [$function], args: [$(($arg: $ty))*], result: [$($result)?] }
            let entry = |slots: &[f64]| {
                let [$($arg),*] = *slots else { panic!("a slot for each parameter") };
                // SAFETY: the slots are fresh, and of these types.
                #[allow(clippy::unit_arg, clippy::let_unit_value, reason = "of a function without a result")]
                crate::export::Out::slot(unsafe { __closures_export_entry($($arg),*) })
            };
            let result = crate::__closures_export_result!($($result)?);
            call_export(&[$(<$ty as crate::export::Parameter<'_, _>>::TYPE),*], result, entry, values)
        }
    };
}

pub(crate) mod import;
mod random;
mod tests;
