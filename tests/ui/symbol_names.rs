use closures_extern::{closures_export, closures_extern, JsValue};

closures_extern! {
    type List;
    #[js(method, name = "Symbol.iterator")]
    fn iter(this: &List) -> JsValue;
}

closures_extern! {
    #[js(getter = "[Symbol.toStringTab]")]
    fn tag(this: &List) -> String;
}

pub struct Range(u32, u32);

closures_export! {
    pub type Range;

    #[js(name = "@@iterator")]
    pub fn iterate(self: &Range) -> u32 { self.0 + self.1 }
}

closures_export! {
    #[js(name = "[Symbol.for(\"x\")]")]
    pub fn registered() {}
}

closures_extern! {
    #[js(method, name = "[Symbol.iterator]")]
    fn right(this: &List) -> JsValue;
    #[js(getter = "@@observable")]
    fn observable(this: &List) -> JsValue;
}

fn main() {}
