//! A JavaScript value.

use super::*;

/// A JavaScript value.
#[derive(Clone, Debug, Default)]
pub(super) enum Js {
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
    Promise(Rc<Promise>),
}

/// Elements as they lie in memory.
#[derive(Debug)]
pub(super) struct TypedArray {
    pub(super) tag: u8,
    pub(super) bytes: RefCell<Vec<u8>>,
}

pub(super) enum Function {
    Closure(Rc<State>),
    Native(Box<Native>),
}

/// What stands for the code of a page: `this` and the arguments, what it returns or throws.
pub(super) type Native = dyn Fn(&Js, &[Js]) -> Result<Js, Js>;

impl std::fmt::Debug for Function {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("function")
    }
}

impl Js {
    /// A function of the page's.
    pub(super) fn function(f: impl Fn(&[Js]) -> Result<Js, Js> + 'static) -> Js {
        Js::method(move |_, arguments| f(arguments))
    }

    /// The same with `this`.
    pub(super) fn method(f: impl Fn(&Js, &[Js]) -> Result<Js, Js> + 'static) -> Js {
        Js::Function(Rc::new(Function::Native(Box::new(f))))
    }

    pub(super) fn error(message: &str) -> Js {
        Js::Error(Rc::new(message.to_owned()))
    }

    pub(super) fn array(values: impl IntoIterator<Item = Js>) -> Js {
        Js::Array(Rc::new(values.into_iter().collect()))
    }

    pub(super) fn numbers<T: crate::Numeric>(numbers: &[T], tag: u8) -> Js {
        // SAFETY: numbers have no padding.
        let bytes = unsafe { std::slice::from_raw_parts(numbers.as_ptr().cast(), size_of_val(numbers)) };
        Js::TypedArray(Rc::new(TypedArray { tag, bytes: RefCell::new(bytes.to_vec()) }))
    }

    pub(super) fn text(&self) -> &str {
        match self {
            Js::String(text) => text,
            Js::Error(message) => message,
            other => panic!("{other:?} is no text"),
        }
    }

    pub(super) fn call(&self, arguments: &[Js]) -> Result<Js, Js> {
        self.call_on(&Js::Undefined, arguments)
    }

    pub(super) fn call_on(&self, this: &Js, arguments: &[Js]) -> Result<Js, Js> {
        match self {
            Js::Function(f) => match &**f {
                Function::Closure(state) => call_closure(state, this, arguments),
                Function::Native(f) => f(this, arguments),
            },
            other => Err(Js::error(&format!("{other:?} is not a function"))),
        }
    }

    pub(super) fn type_of(&self) -> &'static str {
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
    pub(super) fn get(&self, key: &str) -> Result<Js, Js> {
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
            (Js::Promise(a), Js::Promise(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }
}
