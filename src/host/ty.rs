//! A type, as the section says it.

use super::*;

/// A type, as `section/encoding.rs` writes it.
#[derive(Debug, Default)]
pub(super) struct Type {
    pub(super) tag: u8,
    pub(super) inner: Option<Box<Type>>,
    pub(super) signature: Option<Rc<Signature>>,
    pub(super) key: String,
    /// Of a struct its fields, of a tuple the same without names.
    pub(super) fields: Vec<(String, Type)>,
    /// Of an enum.
    pub(super) values: Vec<Js>,
    /// Of `[T; N]`.
    pub(super) length: usize,
}

#[derive(Debug)]
pub(super) struct Signature {
    pub(super) exclusive: bool,
    pub(super) params: Vec<Type>,
    pub(super) result: Type,
}

impl Type {
    pub(super) fn of(ty: &types::Type) -> Type {
        let encoding::Written { bytes, len, .. } = encoding::written::<1024>(ty);
        Type::decode(&mut bytes[..len].iter().copied())
    }

    /// # Safety
    /// The bytes of a type stand there.
    pub(super) unsafe fn at(address: *const u8) -> Type {
        // SAFETY: the caller's promise; where a type ends, it says itself.
        Type::decode(&mut (0..).map(|at| unsafe { *address.add(at) }))
    }

    pub(super) fn decode(bytes: &mut impl Iterator<Item = u8>) -> Type {
        decode(bytes)
    }

    pub(super) fn inner(&self) -> &Type {
        self.inner.as_ref().expect("it is made of another type")
    }

    pub(super) fn is_number(&self) -> bool {
        match self.tag {
            tag::NON_ZERO => self.inner().is_number(),
            tag => matches!(tag, tag::I8..=tag::F64 | tag::CLAMPED),
        }
    }

    /// The size of an element, if a list of these is a typed array.
    pub(super) fn element_size(&self) -> Option<usize> {
        match self.tag {
            tag::I8 | tag::U8 | tag::CLAMPED => Some(1),
            tag::I16 | tag::U16 => Some(2),
            tag::I32 | tag::U32 | tag::F32 => Some(4),
            tag::F64 | tag::I64 | tag::U64 => Some(8),
            tag::ISIZE | tag::USIZE => Some(size_of::<usize>()),
            _ => None,
        }
    }
}

type Bytes<'a> = &'a mut dyn Iterator<Item = u8>;

fn byte(bytes: Bytes<'_>) -> u8 {
    bytes.next().expect("a type is not cut off")
}

fn number<const N: usize>(bytes: Bytes<'_>) -> [u8; N] {
    std::array::from_fn(|_| byte(bytes))
}

fn string(bytes: Bytes<'_>) -> String {
    let len = u16::from_le_bytes(number(bytes));
    let text = (0..len).map(|_| byte(bytes)).collect();
    String::from_utf8(text).expect("a text is UTF-8")
}

fn decode(bytes: Bytes<'_>) -> Type {
    let mut ty = Type { tag: byte(bytes), ..Type::default() };
    match ty.tag {
        tag::ARRAY => {
            ty.length = u32::from_le_bytes(number(bytes)) as usize;
            ty.inner = Some(Box::new(decode(bytes)));
        }
        tag::SLICE
        | tag::SLICE_MUT
        | tag::VEC
        | tag::OPTION
        | tag::RESULT
        | tag::THIS
        | tag::REST
        | tag::PROMISE
        | tag::MAP
        | tag::NON_ZERO => {
            ty.inner = Some(Box::new(decode(bytes)));
        }
        tag::STACK_CLOSURE..=tag::FUNCTION => {
            let exclusive = byte(bytes) != 0;
            let params = (0..byte(bytes)).map(|_| decode(bytes)).collect();
            ty.signature = Some(Rc::new(Signature { exclusive, params, result: decode(bytes) }));
        }
        tag::IMPORTED..=tag::CLASS_MUT => ty.key = string(bytes),
        tag::STRUCT => {
            ty.key = string(bytes);
            ty.fields = (0..byte(bytes)).map(|_| field(bytes)).collect();
        }
        tag::ENUM => {
            ty.key = string(bytes);
            let count = u16::from_le_bytes(number(bytes));
            ty.values = (0..count).map(|_| variant(bytes)).collect();
        }
        tag::TUPLE => ty.fields = (0..byte(bytes)).map(|_| (String::new(), decode(bytes))).collect(),
        _ => {}
    }
    ty
}

/// A field has the name that is written: this host turns none into `lowerCamelCase`.
fn field(bytes: Bytes<'_>) -> (String, Type) {
    byte(bytes);
    (string(bytes), decode(bytes))
}

fn variant(bytes: Bytes<'_>) -> Js {
    match byte(bytes) {
        0 => Js::String(string(bytes)),
        _ => Js::Number(i32::from_le_bytes(number(bytes)).into()),
    }
}
