//! The bytes of a type, and what writes bytes at all: an interpreter does it, in each build of the user's.

use crate::descriptor::types::{Enum, Field, Signature, Struct, Type, Variant};
use crate::mistake;
use crate::protocol::tag;
use core::marker::PhantomData;

/// How far behind the last byte of a record a store may reach.
pub(super) const SLACK: usize = 16;

/// `N` bytes and some more, because what writes here stores sixteen at a time.
#[repr(C)]
pub(super) struct Buffer<const N: usize> {
    pub(super) bytes: [u8; N],
    slack: [u8; SLACK],
}

/// Long enough for any index. A pointer to it may be one to fewer bytes, of which only those may be touched.
pub(super) type Far = [u8; 1 << 30];

/// Copies a slice to the array of bytes that `$to` points to, at `$at`.
///
/// Subtle: a macro, and none of it a call. An interpreter evaluates this at each edit of the user's block, and to it a call is worth ten
/// statements, and a loop over single bytes several hundred.
///
/// It is `unsafe`: `$to` must have room for the slice from `$at` on. `done + 8 <= end` each time, so that is enough.
macro_rules! store {
    ($to:ident, $at:expr, $from:expr) => {{
        let (at, from) = ($at, $from);
        let (end, source) = (from.len(), &raw const *from as *const Far);
        let mut done = 0;
        if end >= 8 {
            while done + 8 < end {
                *(&raw mut (*$to)[at + done] as *mut [u8; 8]) =
                    *(&raw const (*source)[done] as *const [u8; 8]);
                done += 8;
            }
            done = end - 8;
            *(&raw mut (*$to)[at + done] as *mut [u8; 8]) = *(&raw const (*source)[done] as *const [u8; 8]);
        } else {
            while done < end {
                (*$to)[at + done] = (*source)[done];
                done += 1;
            }
        }
    }};
}
pub(super) use store;

/// Writes into `N` bytes and counts on when they are full, so that `Writer<0>` measures.
///
/// What refuses a type is `#[track_caller]`, as is all that leads there: the error is then at the user's declaration, without a
/// line of this file.
pub(super) struct Writer<const N: usize> {
    pub(super) buffer: Buffer<N>,
    pub(super) len: usize,
    /// Whether a type cannot be written: an `Option` of an `Option`, of whose two `None`s JavaScript would have the same `undefined`.
    pub(super) twice: bool,
}

impl<const N: usize> Writer<N> {
    #[inline]
    pub(super) const fn new() -> Self {
        Writer { buffer: Buffer { bytes: [0; N], slack: [0; SLACK] }, len: 0, twice: false }
    }

    #[inline]
    pub(super) const fn u8(&mut self, byte: u8) {
        if self.len < N {
            self.buffer.bytes[self.len] = byte;
        }
        self.len += 1;
    }

    #[inline]
    #[track_caller]
    pub(super) const fn u16(&mut self, number: usize) {
        assert!(number <= u16::MAX as usize, "closures_extern: a name or a list is longer than 65,535");
        self.u8(number as u8);
        self.u8((number >> 8) as u8);
    }

    #[inline]
    #[track_caller]
    pub(super) const fn u32(&mut self, number: usize) {
        self.u16(number & 0xffff);
        self.u16(number >> 16);
    }

    #[inline]
    #[track_caller]
    pub(super) const fn str(&mut self, text: &str) {
        self.u16(text.len());
        self.bytes(text.as_bytes());
    }

    #[inline]
    pub(super) const fn bytes(&mut self, bytes: &[u8]) {
        let at = self.len;
        self.len += bytes.len();
        if self.len <= N {
            let to = &raw mut self.buffer as *mut Far;
            // SAFETY: as many of the `N` bytes are left.
            unsafe { store!(to, at, bytes) };
        }
    }

    #[inline]
    #[track_caller]
    pub(super) const fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Unit => self.u8(tag::UNIT),
            Type::Bool => self.u8(tag::BOOL),
            Type::Number(number) => self.u8(number.tag()),
            Type::Str => self.u8(tag::STR),
            Type::String => self.u8(tag::STRING),
            Type::BigInt(big) => self.u8(big.tag()),
            Type::Char => self.u8(tag::CHAR),
            Type::Slice(element) => self.with(tag::SLICE, element),
            Type::SliceMut(element) => self.with(tag::SLICE_MUT, element),
            Type::Vec(element) => self.with(tag::VEC, element),
            Type::Value => self.u8(tag::VALUE),
            Type::ValueRef => self.u8(tag::VALUE_REF),
            Type::Option(some) => self.option(some),
            Type::Result(ok) => self.with(tag::RESULT, ok),
            Type::Promise(ok) => self.with(tag::PROMISE, ok),
            Type::This(this) => self.with(tag::THIS, this),
            Type::Rest(element) => self.with(tag::REST, element),
            Type::StackClosure(signature) => self.signature(tag::STACK_CLOSURE, signature),
            Type::HeapClosure(signature) => self.signature(tag::HEAP_CLOSURE, signature),
            Type::OwnedClosure(signature) => self.signature(tag::OWNED_CLOSURE, signature),
            Type::Function(signature) => self.signature(tag::FUNCTION, signature),
            Type::Class(key) => self.named(tag::CLASS, key),
            Type::ClassRef(key) => self.named(tag::CLASS_REF, key),
            Type::ClassMut(key) => self.named(tag::CLASS_MUT, key),
            Type::Imported(class) => self.named(tag::IMPORTED, class),
            Type::ImportedRef(class) => self.named(tag::IMPORTED_REF, class),
            Type::Struct(of) => self.structure(of),
            Type::Enum(of) => self.enumeration(of),
            Type::Tuple(types) => {
                self.u8(tag::TUPLE);
                self.u8(types.len() as u8);
                self.types(types);
            }
            Type::Array(list, length) => {
                self.u8(tag::ARRAY);
                self.u32(*length);
                self.ty(list);
            }
            Type::Map(pair) => self.with(tag::MAP, pair),
            Type::Clamped => self.u8(tag::CLAMPED),
            Type::NonZero(number) => self.with(tag::NON_ZERO, number),
        }
    }

    #[inline]
    #[track_caller]
    const fn types(&mut self, mut types: &[&Type]) {
        while let [ty, tail @ ..] = types {
            self.ty(ty);
            types = tail;
        }
    }

    /// A struct: its name, and of each field a byte that says whether its name is that of JavaScript, the name, and the type.
    #[inline]
    #[track_caller]
    const fn structure(&mut self, of: &Struct) {
        self.named(tag::STRUCT, of.name);
        self.u8(of.fields.len() as u8);
        let mut fields = of.fields;
        while let [Field { name, js, ty }, tail @ ..] = fields {
            self.u8(js.is_some() as u8);
            self.str(match js {
                Some(js) => js,
                None => name,
            });
            self.ty(ty);
            fields = tail;
        }
    }

    /// An enum: its name, and of each variant 0 and a text, or 1 and a number.
    #[inline]
    #[track_caller]
    const fn enumeration(&mut self, of: &Enum) {
        self.named(tag::ENUM, of.name);
        self.u16(of.variants.len());
        let mut variants = of.variants;
        while let [variant, tail @ ..] = variants {
            match variant {
                Variant::Text(text) => {
                    self.u8(0);
                    self.str(text);
                }
                Variant::Number(number) => {
                    self.u8(1);
                    self.u32(*number as u32 as usize);
                }
            }
            variants = tail;
        }
    }

    #[inline]
    #[track_caller]
    pub(super) const fn option(&mut self, some: &Type) {
        if let Type::Option(_) = some {
            self.twice = true;
        }
        self.with(tag::OPTION, some);
    }

    #[inline]
    #[track_caller]
    pub(super) const fn with(&mut self, tag: u8, inner: &Type) {
        self.u8(tag);
        self.ty(inner);
    }

    #[inline]
    #[track_caller]
    pub(super) const fn named(&mut self, tag: u8, key: &str) {
        self.u8(tag);
        self.str(key);
    }

    #[inline]
    #[track_caller]
    pub(super) const fn signature(&mut self, tag: u8, signature: &Signature) {
        self.u8(tag);
        self.u8(signature.exclusive as u8);
        self.u8(signature.params.len() as u8);
        self.types(signature.params);
        self.ty(signature.result);
    }
}

/// Something with a type that JS is told, by the bytes of the type.
pub(crate) trait Described {
    const TYPE: &'static Type;
}

/// The bytes of a type.
pub(crate) struct Encoded<D: ?Sized>(PhantomData<D>);

/// A type's bytes and how many of the `N` they take; more than `N` means that they do not fit.
pub(crate) struct Written<const N: usize> {
    pub(crate) bytes: [u8; N],
    pub(crate) len: usize,
    /// As in [`Writer`].
    twice: bool,
}

pub(crate) const fn written<const N: usize>(ty: &Type) -> Written<N> {
    let mut writer = Writer::<N>::new();
    writer.ty(ty);
    Written { bytes: writer.buffer.bytes, len: writer.len, twice: writer.twice }
}

impl<D: ?Sized + Described> Encoded<D> {
    const IN_8: Written<8> = written(D::TYPE);
    const IN_16: Written<SLACK> = written(D::TYPE);
    const IN_64: Written<64> = written(D::TYPE);
    const IN_256: Written<256> = written(D::TYPE);
    const IN_1024: Written<1024> = written(D::TYPE);
    const IN_4096: Written<4096> = written(D::TYPE);
    const IN_65536: Written<65_536> = written(D::TYPE);

    /// What a descriptor has. rustc evaluates it for each type of the user's.
    pub(crate) const ENCODING: Encoding = Encoding {
        ty: D::TYPE,
        short: Self::IN_16.bytes,
        len: Self::IN_16.len,
        bytes: match Self::IN_16.len {
            0..=SLACK => Self::IN_16.bytes.split_at(Self::IN_16.len).0,
            _ => Self::long(),
        },
        twice: Self::IN_16.twice,
    };

    /// For a type that is told at run time, in the smallest of a few arrays that holds it.
    pub(crate) const BYTES: &'static [u8] = {
        if Self::IN_16.twice {
            mistake::option_in_an_option("");
        }
        match Self::IN_16.len {
            0..=8 => Self::short(),
            9..=SLACK => Self::IN_16.bytes.split_at(Self::IN_16.len).0,
            _ => Self::long(),
        }
    };

    const fn short() -> &'static [u8] {
        Self::IN_8.bytes.split_at(Self::IN_16.len).0
    }

    /// The bytes of a type that needs more than [`SLACK`].
    ///
    /// Subtle: a function, because rustc evaluates each constant that another one names, whether or not it is reached.
    #[track_caller]
    const fn long() -> &'static [u8] {
        match Self::IN_16.len {
            0..=64 => Self::IN_64.bytes.split_at(Self::IN_16.len).0,
            65..=256 => Self::longer(),
            257..=1024 => Self::of_a_struct(),
            1025..=4096 => Self::of_a_large_struct(),
            4097..=65_536 => Self::longest(),
            _ => mistake::type_too_long(),
        }
    }

    const fn longer() -> &'static [u8] {
        Self::IN_256.bytes.split_at(Self::IN_16.len).0
    }

    const fn of_a_struct() -> &'static [u8] {
        Self::IN_1024.bytes.split_at(Self::IN_16.len).0
    }

    const fn of_a_large_struct() -> &'static [u8] {
        Self::IN_4096.bytes.split_at(Self::IN_16.len).0
    }

    const fn longest() -> &'static [u8] {
        Self::IN_65536.bytes.split_at(Self::IN_16.len).0
    }
}

/// A type that is a part of a descriptor, and its bytes in the section: they are made once for each type, not for each import of it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding {
    pub(crate) ty: &'static Type,
    /// `bytes` once more, where there are no more of them.
    pub(super) short: [u8; SLACK],
    pub(super) len: usize,
    pub(crate) bytes: &'static [u8],
    /// As in [`Writer`]: the item is yet to be known that an error will name.
    pub(super) twice: bool,
}

#[cfg(test)]
impl Encoding {
    /// Of a type that a test has made up.
    pub(crate) fn leaked(ty: &'static Type) -> &'static Encoding {
        let Written { bytes, len, twice } = written::<1024>(ty);
        let short = written::<SLACK>(ty).bytes;
        Box::leak(Box::new(Encoding { ty, short, len, bytes: &Box::leak(Box::new(bytes))[..len], twice }))
    }
}
