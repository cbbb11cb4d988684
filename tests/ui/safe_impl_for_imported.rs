#![forbid(unsafe_code)]

use closures_extern::{FunctionType, JsClass, JsPath, Signature, Type};

struct Liar;

impl JsClass for Liar {
    const PATH: &'static JsPath = &JsPath::GLOBAL;
}

impl FunctionType for Liar {
    const SIGNATURE: &'static Signature = &Signature { exclusive: false, params: &[], result: &Type::Str };
}

fn main() {}
