//! A type, as the section says it.

use super::*;

/// A type, as `section/encoding.rs` writes it.
#[derive(Debug)]
pub(super) struct Type {
    pub(super) tag: u8,
    pub(super) inner: Option<Box<Type>>,
    pub(super) signature: Option<Rc<Signature>>,
    pub(super) key: String,
}

#[derive(Debug)]
pub(super) struct Signature {
    pub(super) exclusive: bool,
    pub(super) params: Vec<Type>,
    pub(super) result: Type,
}

impl Type {
    pub(super) fn of(ty: &types::Type) -> Type {
        let encoding::Written { bytes, len, .. } = encoding::written::<256>(ty);
        Type::decode(&mut bytes[..len].iter().copied())
    }

    /// # Safety
    /// The bytes of a type stand there.
    pub(super) unsafe fn at(address: *const u8) -> Type {
        // SAFETY: the caller's promise; where a type ends, it says itself.
        Type::decode(&mut (0..).map(|at| unsafe { *address.add(at) }))
    }

    pub(super) fn decode(bytes: &mut impl Iterator<Item = u8>) -> Type {
        fn byte(bytes: &mut dyn Iterator<Item = u8>) -> u8 {
            bytes.next().expect("a type is not cut off")
        }
        fn decode(bytes: &mut dyn Iterator<Item = u8>) -> Type {
            let mut ty = Type { tag: byte(bytes), inner: None, signature: None, key: String::new() };
            match ty.tag {
                tag::SLICE
                | tag::SLICE_MUT
                | tag::VEC
                | tag::OPTION
                | tag::RESULT
                | tag::THIS
                | tag::REST
                | tag::PROMISE => {
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

    pub(super) fn inner(&self) -> &Type {
        self.inner.as_ref().expect("it is made of another type")
    }

    pub(super) fn is_number(&self) -> bool {
        matches!(self.tag, tag::I8..=tag::F64 | tag::CLAMPED)
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
