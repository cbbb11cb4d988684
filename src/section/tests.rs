//! What the records say, byte by byte, and that both languages have the same numbers.

use super::encoding::*;
use super::records::*;
use crate::abi::lasting::ReturnToJs;
use crate::abi::{ReturnFromJs, ToJs};
use crate::closure::heap::Closure;
use crate::descriptor::export::{Export, ExportBlock, ExportKind};
use crate::descriptor::import::Kind;
use crate::descriptor::import::{Block, Import, JsPath};
use crate::descriptor::types::Number;
use crate::descriptor::types::{Signature, Type};
use crate::protocol::{export, flag, record, tag, ABI, TEST_RECORD};

const U32: &Type = &Type::Number(Number::U32);
const SET_INTERVAL: Import = Import::Function(
    "set_interval f ms",
    &[<&Closure<dyn FnMut()>>::ENCODING, <u32 as ToJs>::ENCODING],
    <u32 as ReturnFromJs>::ENCODING,
);

#[test]
fn a_record_says_its_own_length_and_leaves_out_what_cfg_removed() {
    const WITH_GAP: Block = Block {
        id: "a:1:1",
        checked: true,
        path: JsPath::GLOBAL,
        imports: &[&Import::Absent, &SET_INTERVAL, &Import::Absent],
    };
    const WITHOUT: Block = Block { imports: &[&SET_INTERVAL], ..WITH_GAP };
    const LEN: usize = block_record_len(&WITH_GAP);
    let bytes: [u8; LEN] = block_record(&WITH_GAP);
    assert_eq!(bytes[0], record::BLOCK);
    assert_eq!(u32::from_le_bytes([bytes[1], bytes[2], bytes[3], bytes[4]]) as usize, LEN - RECORD_HEAD);
    assert_eq!(bytes.as_slice(), block_record::<LEN>(&WITHOUT));
    assert_eq!(&bytes[5..12], b"\x05\x00a:1:1");
}

#[test]
fn a_record_of_exports_has_their_js_names_and_docs_and_leaves_out_what_cfg_removed() {
    const THIS: &Encoding = &Encoded::<AsFarPoint>::ENCODING;
    const SET_FAR_X: Export = Export::Item(
        "set_far_x self x",
        Some("Point"),
        ExportKind::Setter,
        Some("far"),
        &[" How far.", " In metres."],
        &[THIS, <u32 as ToJs>::ENCODING],
        <() as ReturnToJs>::ENCODING,
    );
    const NEXT: Export =
        Export::Function("next", &[" The next."], &[], <Result<u32, String> as ReturnToJs>::ENCODING);
    const BLOCK: ExportBlock = ExportBlock {
        id: "a@1:2:3",
        documented: true,
        exports: &[&Export::Absent, &SET_FAR_X, &Export::Absent, &NEXT],
    };
    const LEN: usize = export_record_len(&BLOCK);
    let bytes: [u8; LEN] = export_record(&BLOCK);
    let mut said = vec![record::EXPORT];
    let text = |said: &mut Vec<u8>, text: &str| {
        said.extend((text.len() as u16).to_le_bytes());
        said.extend(text.as_bytes());
    };
    said.extend(((LEN - RECORD_HEAD) as u32).to_le_bytes());
    text(&mut said, "a@1:2:3");
    text(&mut said, "set_far_x self x");
    said.extend([export::SETTER, flag::OWNER | flag::NAME | flag::DOCS]);
    text(&mut said, "Point");
    text(&mut said, "far");
    said.extend([2, 0]);
    text(&mut said, " How far.");
    text(&mut said, " In metres.");
    said.push(tag::CLASS_MUT);
    text(&mut said, "a@1:2:3::Point");
    said.extend([tag::U32, tag::UNIT]);
    text(&mut said, "next");
    said.extend([export::FUNCTION, flag::DOCS, 1, 0]);
    text(&mut said, " The next.");
    said.extend([tag::RESULT, tag::U32]);
    assert_eq!(bytes[..LEN - RECORD_SUM], said);
    // Of tests it is another record of the same.
    let tests: [u8; LEN] = test_record(&BLOCK);
    assert_eq!(tests[0], TEST_RECORD);
    assert_eq!(tests[1..LEN - RECORD_SUM], said[1..]);
    let docs = " How far. In metres. The next.".len() + 2 * 3 + 2 * 2;
    assert_eq!(export_record_len(&ExportBlock { documented: false, ..BLOCK }), LEN - docs);
}

struct AsFarPoint;

impl Described for AsFarPoint {
    const TYPE: &'static Type = &Type::ClassMut("a@1:2:3::Point");
}

#[test]
#[should_panic(
    expected = "closures_extern: `set_interval`: its `module` takes more than 65,535 bytes: shorten it"
)]
fn a_text_that_no_record_has_a_place_for_is_named() {
    let module = String::from("x").repeat(65_536).leak();
    let path = JsPath { module: Some(module), ..JsPath::GLOBAL };
    let import =
        Import::Item("set_interval", None, Kind::Function, path, false, &[], <() as ReturnFromJs>::ENCODING);
    let imports = vec![&*Box::leak(Box::new(import))].leak();
    let _ = block_record_len(&Block { id: "a:1:1", checked: true, path: JsPath::GLOBAL, imports });
}

#[test]
fn the_runtime_record_says_the_abi_version_first() {
    let said = [record::RUNTIME, 6, 0, 0, 0, ABI, cfg!(debug_assertions).into()];
    assert_eq!(runtime_record()[..7], said);
    assert_eq!(runtime_record()[7..], checksum(&said).to_le_bytes());
}

#[test]
fn a_checksum_notices_each_bit_that_changes() {
    // Without a remainder it is FNV-1a of words; the second is the published value for one byte.
    assert_eq!(checksum(b""), 0x811c_9dc5);
    assert_eq!(checksum(b"a"), 0xe40c_292c);
    let record = runtime_record();
    for bit in 0..record.len() * 8 {
        let mut changed = record;
        changed[bit / 8] ^= 1 << (bit % 8);
        let (said, sum) = changed.split_at(record.len() - RECORD_SUM);
        assert_ne!(checksum(said).to_le_bytes(), sum, "bit {bit}");
    }
}

#[test]
fn a_type_that_does_not_fit_says_how_much_it_needs() {
    let ty = Type::HeapClosure(&Signature { exclusive: false, params: &[U32, U32], result: &Type::Unit });
    assert_eq!(written::<2>(&ty).len, 6);
    let expected = [tag::HEAP_CLOSURE, 0, 2, tag::U32, tag::U32, tag::UNIT, 0, 0];
    assert_eq!(written::<8>(&ty).bytes, expected);
}

#[test]
fn a_type_of_long_names_is_described_in_full() {
    struct Long;
    impl Described for Long {
        const TYPE: &'static Type = &Type::Class(match core::str::from_utf8(&[b'x'; 2_000]) {
            Ok(key) => key,
            Err(_) => "",
        });
    }
    let bytes = Encoded::<Long>::BYTES;
    assert_eq!(bytes.len(), 3 + 2_000);
    assert_eq!(bytes[..4], [tag::CLASS, 0xd0, 0x07, b'x']);
}

/// What JavaScript has under `const NAME = Object.freeze({ a: 0, b: 1 })`.
fn js_table(name: &str) -> Vec<(String, u8)> {
    let js = include_str!("../../js/src/protocol.js");
    let start = js.find(&format!("const {name} = Object.freeze({{")).expect("the table is in the JS file");
    let body = &js[start..start + js[start..].find("})").expect("the table ends")];
    body[body.find('{').expect("it begins") + 1..]
        .split(',')
        .filter_map(|entry| entry.split_once(':'))
        .map(|(key, value)| (key.trim().to_owned(), value.trim().parse().expect("a number")))
        .collect()
}

/// What `protocol.rs` has as `pub(crate) const NAME: u8 = 0;` in `mod name`.
fn rust_table(name: &str) -> Vec<(String, u8)> {
    let rust = include_str!("../protocol.rs");
    let start = rust.find(&format!("pub(crate) mod {name} {{")).expect("the module is there");
    let body = &rust[start..start + rust[start..].find("\n}").expect("the module ends")];
    body.lines()
        .filter_map(|line| {
            line.trim().strip_prefix("pub(crate) const ")?.strip_suffix(';')?.split_once(": u8 = ")
        })
        .map(|(key, value)| (key.to_lowercase(), value.parse().expect("a number")))
        .collect()
}

#[test]
fn both_languages_have_the_same_tags_records_and_abi_version() {
    assert_eq!(js_table("TAG"), rust_table("tag"));
    assert_eq!(js_table("RECORD"), rust_table("record"));
    assert!(include_str!("../../js/test/binary.js").contains(&format!("const TEST_RECORD = {TEST_RECORD};")));
    assert_eq!(js_table("EXPORT"), rust_table("export"));
    assert_eq!(js_table("KIND"), rust_table("kind"));
    assert_eq!(js_table("FLAG"), rust_table("flag"));
    assert!(rust_table("tag").len() > 15);
    assert!(include_str!("../../js/src/protocol.js").contains(&format!("const ABI = {ABI};")));
}
