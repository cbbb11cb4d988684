#![forbid(unsafe_code)]

use closures_extern::{FunctionType, JsClass, JsPath, JsValue, Signature, Type};

struct Liar;

impl JsClass for Liar {
    const PATH: &'static JsPath = &JsPath::GLOBAL;
    const REFERENCE: &'static Type = &Type::Str;
    fn of(_: JsValue) -> Liar {
        Liar
    }
}

impl FunctionType for Liar {
    const SIGNATURE: &'static Signature = &Signature { exclusive: false, params: &[], result: &Type::Str };
}

fn main() {}
