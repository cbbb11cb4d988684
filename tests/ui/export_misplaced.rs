use closures_extern::{closures_export, JsValue, Rest, This};

closures_export! {
    fn on(_name: u32, _element: This<JsValue>) {}
}

closures_export! {
    fn log(_all: Rest<JsValue>, _level: u32) {}
}

fn main() {}
