//! Random blocks of imports and of exports for the decoder: the test writes what the encoder makes of them, and what they say, as JSON, into
//! the folder that `DESCRIPTORS_OUT` names. `tests/file/fuzz/descriptors.test.js` runs it, decodes the one, and compares it with the
//! other.

use super::encoding::*;
use super::records::*;
use crate::descriptor::export::{Export, ExportBlock, ExportKind, ExportPlace};
use crate::descriptor::import::{Block, Descriptor, Import, JsPath, Kind, Place};
use crate::descriptor::names::without_raw_prefix;
use crate::descriptor::types::{BigInt, Number, Signature, Type};
use crate::protocol::record;
use std::fmt::Write as _;

/// Random numbers that a seed repeats (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((x ^ (x >> 31)) % end as u64) as usize
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// A list that lives as long as the test.
    fn list<T>(&mut self, most: usize, mut one: impl FnMut(&mut Self) -> T) -> &'static [T] {
        let len = self.below(most + 1);
        Vec::leak((0..len).map(|_| one(self)).collect())
    }

    fn text(&mut self) -> &'static str {
        let letters = ['a', 'B', '_', '.', '"', '\\', '\n', '\0', 'é', '☃', '🦀', '@', ':', '\u{feff}', '7'];
        let len = if self.below(20) == 0 { 300 } else { self.below(12) };
        String::leak((0..len).map(|_| self.pick(&letters)).collect())
    }

    fn some_text(&mut self) -> Option<&'static str> {
        (self.below(3) > 0).then(|| self.text())
    }

    /// Distinct from all others.
    fn name(&mut self, number: usize) -> &'static str {
        String::leak(format!("{}_{number}", self.text()))
    }

    fn ty(&mut self, depth: usize) -> &'static Type {
        let numbers = [
            Number::I8,
            Number::U8,
            Number::I16,
            Number::U16,
            Number::I32,
            Number::U32,
            Number::Isize,
            Number::Usize,
            Number::F32,
            Number::F64,
        ];
        let choice = if depth > 4 { self.below(7) } else { self.below(15) };
        Box::leak(Box::new(match choice {
            0 => Type::Bool,
            1 => [Type::Number(self.pick(&numbers)), Type::Clamped][usize::from(self.below(9) == 0)],
            2 => Type::Str,
            3 => Type::String,
            4 => Type::BigInt(self.pick(&[BigInt::I64, BigInt::U64, BigInt::I128, BigInt::U128])),
            5 => Type::Char,
            6 => self.pick(&[Type::Value, Type::ValueRef]),
            7 | 8 => Type::Slice(self.ty(depth + 1)),
            9 => self.pick(&[Type::Vec, Type::SliceMut])(self.ty(depth + 1)),
            10 => match self.ty(depth + 1) {
                Type::Option(some) => Type::Option(some), // none holds another
                some => Type::Option(some),
            },
            11 => Type::StackClosure(self.called(depth)),
            12 => Type::HeapClosure(self.called(depth)),
            13 => Type::OwnedClosure(self.called(depth)),
            _ => Type::Function(self.signature(depth)),
        }))
    }

    /// A type, or in one of three cases what may stand in its place.
    fn ty_or(&mut self, depth: usize, other: fn(&'static Type) -> Type) -> &'static Type {
        let ty = self.ty(depth + 1);
        if self.below(3) == 0 {
            Box::leak(Box::new(other(ty)))
        } else {
            ty
        }
    }

    /// A result that does not throw.
    fn plain_result(&mut self, depth: usize) -> &'static Type {
        if self.below(4) == 0 {
            &Type::Unit
        } else {
            self.ty(depth + 1)
        }
    }

    /// A result.
    fn result(&mut self, depth: usize) -> &'static Type {
        let ty = self.plain_result(depth);
        if self.below(3) == 0 {
            Box::leak(Box::new(Type::Result(ty)))
        } else {
            ty
        }
    }

    /// What JavaScript calls.
    fn called(&mut self, depth: usize) -> &'static Signature {
        let mut params = self.list(4, |random| random.ty(depth + 1)).to_vec();
        if let [first, .., last] = params.as_mut_slice() {
            *first = self.ty_or(depth, Type::This);
            *last = self.ty_or(depth, Type::Rest);
        }
        let result = self.result(depth);
        Box::leak(Box::new(Signature { exclusive: self.below(2) == 0, params: Vec::leak(params), result }))
    }

    /// What Rust calls.
    fn signature(&mut self, depth: usize) -> &'static Signature {
        let params = self.list(4, |random| random.ty(depth + 1));
        Box::leak(Box::new(Signature { exclusive: self.below(2) == 0, params, result: self.result(depth) }))
    }

    fn path(&mut self, name: Option<&'static str>) -> JsPath {
        JsPath { name, namespace: self.some_text(), module: self.some_text(), class: None }
    }

    /// What is in a block: where its functions are found, and its imports, whose descriptors are added.
    fn imports(&mut self, descriptors: &mut Vec<Descriptor>) -> (JsPath, &'static [&'static Import]) {
        let path = self.path(None);
        let mut imports: Vec<&'static Import> = Vec::new();
        for _ in 0..self.below(6) {
            let number = self.below(usize::MAX);
            let (import, descriptor) = match self.below(5) {
                0 => {
                    imports.push(&Import::Absent);
                    continue;
                }
                1 | 2 => self.function(number, path),
                _ => self.item(number),
            };
            imports.push(Box::leak(Box::new(import)));
            descriptors.push(descriptor);
        }
        (path, Vec::leak(imports))
    }

    /// A function without options, of a block that says no path; and what it is as a descriptor.
    fn function(&mut self, number: usize, path: JsPath) -> (Import, Descriptor) {
        let types = self.list(6, |random| Encoding::leaked(random.ty(0)));
        let names = self.names(number, types);
        let result = Encoding::leaked(self.result(0));
        let import = Import::Function(names, types, result);
        (import, import.descriptor(path, NOWHERE).expect("it is one"))
    }

    fn names(&mut self, number: usize, types: &[&Encoding]) -> &'static str {
        let mut names = self.name(number).replace('\n', "");
        for _ in types {
            // As rustc breaks long lines, and with a name at least.
            let between = self.pick(&[" ", "\n", "\n    "]);
            names = names + between + "x" + &self.text().replace('\n', "");
        }
        String::leak(names)
    }

    fn item(&mut self, number: usize) -> (Import, Descriptor) {
        let kind = self.pick(&[
            Kind::Function,
            Kind::Method,
            Kind::Getter,
            Kind::Setter,
            Kind::IndexingGetter,
            Kind::IndexingSetter,
            Kind::IndexingDeleter,
            Kind::Constructor,
            Kind::Value,
            Kind::Class,
        ]);
        let types = self.list(6, |random| Encoding::leaked(random.ty(0)));
        let names = self.names(number, types);
        // A setter without a name of its own is called `set_..`, which the macro has seen to.
        let name = if kind == Kind::Setter || self.below(2) == 0 { Some(self.text()) } else { None };
        let mut path = self.path(name);
        if kind == Kind::Constructor || self.below(2) == 0 {
            let class = self.text();
            path.class = Some(Box::leak(Box::new(self.path(Some(class)))));
        }
        let result = Encoding::leaked(self.result(0));
        let import = Import::Item(names, self.some_text(), kind, path, self.below(2) == 0, types, result);
        (import, import.descriptor(JsPath::GLOBAL, NOWHERE).expect("it is one"))
    }

    /// An exported function, with its name in JavaScript: others belong to classes, which a loader looks for.
    fn export(&mut self, number: usize) -> Export {
        let types = self.list(6, |random| Encoding::leaked(random.ty(0)));
        let names = self.names(number, types);
        let result = Encoding::leaked(self.result(0));
        let docs = self.list(3, Self::text);
        let name = String::leak(format!("{}_{number}", self.text()));
        let kind = ExportKind::Function;
        if self.below(4) == 0 {
            let place = ExportPlace::Namespace(String::leak(format!("space_{}", self.below(3))));
            return Export::Placed(place, names, self.some_text(), kind, Some(name), docs, types, result);
        }
        Export::Item(names, self.some_text(), kind, Some(name), docs, types, result)
    }
}

const NOWHERE: &Place = &Place { file: "", line: 0, column: 0 };

// --- What a block says, as JSON: names as in `Import` of js/src/section/records.js, and `Type` and `Signature` beside it ---

fn quoted(text: &str) -> String {
    let mut json = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => json.extend(['\\', letter]),
            '\0'..' ' => write!(json, "\\u{:04x}", letter as u32).expect("a string takes it"),
            _ => json.push(letter),
        }
    }
    json + "\""
}

fn list<T>(items: &[T], one: impl Fn(&T) -> String) -> String {
    format!("[{}]", items.iter().map(one).collect::<Vec<_>>().join(","))
}

fn type_json(ty: &Type) -> String {
    // The tag alone is the encoder's own; tests of both tables compare the tags.
    let bytes = written::<1>(ty).bytes;
    let inner = match ty {
        Type::Slice(inner) | Type::SliceMut(inner) | Type::Vec(inner) | Type::Option(inner) => {
            type_json(inner)
        }
        Type::Result(inner) | Type::This(inner) | Type::Rest(inner) => type_json(inner),
        _ => "null".to_owned(),
    };
    let signature = match ty {
        Type::StackClosure(it) | Type::HeapClosure(it) | Type::OwnedClosure(it) | Type::Function(it) => {
            format!(
                r#"{{"exclusive":{},"params":{},"result":{}}}"#,
                it.exclusive,
                list(it.params, |param| type_json(param)),
                type_json(it.result)
            )
        }
        _ => "null".to_owned(),
    };
    format!(r#"{{"tag":{},"inner":{inner},"signature":{signature}}}"#, bytes[0])
}

/// Both with a dot between them, or the one that is not empty.
fn dotted(a: &str, b: &str) -> String {
    [a, b].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

fn import_json(block: &Block, import: &Descriptor) -> String {
    let Descriptor { kind, path, .. } = *import;
    let name = import.name();
    let class = path.class.map(|class| (class, class.name.expect("a class has a name")));
    let js_name = match (kind, path.name, class) {
        (Kind::Constructor, _, Some((_, class))) => class.to_owned(),
        (_, Some(name), _) => name.to_owned(),
        (Kind::Value | Kind::Class, None, _) => name.to_owned(),
        (_, None, _) => {
            let plain = Descriptor {
                names: name,
                types: &[],
                kind: Kind::Function,
                path: JsPath::GLOBAL,
                variadic: false,
                result: &Type::Unit,
                ..*import
            };
            plain.to_string().trim_end_matches("()").to_owned()
        }
    };
    let (namespace, module) = match (kind, class) {
        (Kind::Constructor, Some((class, _))) => {
            (class.namespace.unwrap_or_default().to_owned(), class.module)
        }
        (_, Some((class, name))) => (dotted(class.namespace.unwrap_or_default(), name), class.module),
        (_, None) => (path.namespace.unwrap_or_default().to_owned(), path.module),
    };
    let params: Vec<_> = import.params().collect();
    format!(
        r#"{{"key":{},"block":{},"checked":{},"name":{},"namespace":{},"module":{},"kind":{},"variadic":{},"params":{},"result":{}}}"#,
        quoted(&format!("{}:{}", block.id, dotted(import.owner.unwrap_or_default(), name))),
        quoted(block.id),
        block.checked,
        quoted(&js_name),
        quoted(&namespace),
        quoted(module.unwrap_or_default()),
        kind as u8,
        import.variadic,
        list(&params, |param| format!(r#"{{"name":{},"type":{}}}"#, quoted(param.name), type_json(param.ty))),
        type_json(import.result)
    )
}

fn export_json(block: &ExportBlock, export: &Export) -> String {
    let (names, owner, kind, namespace, name, docs, types, result) = match *export {
        Export::Item(names, owner, kind, name, docs, types, result) => {
            (names, owner, kind, "", name, docs, types, result)
        }
        Export::Placed(ExportPlace::Namespace(namespace), names, owner, kind, name, docs, types, result) => {
            (names, owner, kind, namespace, name, docs, types, result)
        }
        _ => panic!("{export:?}"),
    };
    let mut names = names.split([' ', '\n']).filter(|name| !name.is_empty());
    let key = dotted(owner.unwrap_or_default(), names.next().expect("it has a name"));
    let lines: Vec<_> = docs.iter().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let params: Vec<_> = names.zip(types).collect();
    format!(
        r#"{{"key":{},"block":{},"kind":{},"of":"","namespace":{},"name":{},"docs":{},"params":{},"result":{}}}"#,
        quoted(&format!("{}::{key}", block.id)),
        quoted(block.id),
        kind as u8,
        quoted(namespace),
        quoted(name.expect("it has one")),
        quoted(&if block.documented { lines.join("\n") } else { String::new() }),
        list(&params, |(name, ty)| format!(
            r#"{{"name":{},"type":{}}}"#,
            quoted(without_raw_prefix(name)),
            type_json(ty.ty)
        )),
        type_json(result.ty)
    )
}

/// Puts a record into a section: what the writer has written, with head and sum.
fn put<const N: usize>(section: &mut Vec<u8>, kind: u8, writer: &Writer<N>) {
    assert!(writer.len <= N, "raise N");
    let mut head = Writer::<RECORD_HEAD>::new();
    head.u8(kind);
    head.u32(writer.len + RECORD_SUM);
    let record = [&head.buffer.bytes, &writer.buffer.bytes[..writer.len]].concat();
    section.extend_from_slice(&record);
    section.extend_from_slice(&checksum(&record).to_le_bytes());
}

#[test]
fn random_blocks_are_measured_as_they_are_written() {
    const N: usize = 1 << 16;
    let seed = std::env::var("DESCRIPTORS_SEED").map_or(1, |seed| seed.parse().expect("a number"));
    let mut random = Random(seed);
    let mut section = runtime_record().to_vec();
    let mut lines = String::new();
    let mut descriptors = Vec::new();
    for number in 0..200 {
        let (path, imports) = random.imports(&mut descriptors);
        let block = Block { id: random.name(number), checked: random.below(2) == 0, path, imports };
        let len = block_record_len(&block);
        let mut writer = Writer::<N>::new();
        writer.block(&block);
        writer.imports(&block);
        assert_eq!(len, RECORD_HEAD + writer.len + RECORD_SUM);
        put(&mut section, record::BLOCK, &writer);
        for descriptor in descriptors.drain(..) {
            lines += &(import_json(&block, &descriptor) + "\n");
        }
    }
    let mut export_lines = String::new();
    for number in 0..100 {
        let exports = random.list(5, |random| {
            let number = random.below(usize::MAX);
            &*Box::leak(Box::new(if random.below(5) == 0 { Export::Absent } else { random.export(number) }))
        });
        let block = ExportBlock { id: random.name(number), documented: random.below(2) == 0, exports };
        let mut writer = Writer::<N>::new();
        writer.str(block.id);
        writer.exports(&block);
        assert_eq!(export_record_len(&block), RECORD_HEAD + writer.len + RECORD_SUM);
        put(&mut section, record::EXPORT, &writer);
        for export in exports.iter().filter(|export| !matches!(export, Export::Absent)) {
            export_lines += &(export_json(&block, export) + "\n");
        }
    }
    if let Some(folder) = std::env::var_os("DESCRIPTORS_OUT") {
        let folder = std::path::Path::new(&folder);
        std::fs::write(folder.join("section"), section).expect("the folder is there");
        std::fs::write(folder.join("imports.jsonl"), lines).expect("the folder is there");
        std::fs::write(folder.join("exports.jsonl"), export_lines).expect("the folder is there");
    }
}
