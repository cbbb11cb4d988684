use closures_extern::{closures_export, closures_extern, Closure};

closures_extern! {
    #[wasm_bindgen(js_name = setInterval)]
    fn set_interval(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
    #[wasm_bindgen]
    fn clear_interval(token: f64);
}

pub struct Counter(u32);

closures_export! {
    pub type Counter;
    #[wasm_bindgen(constructor)]
    pub fn new() -> Counter {
        Counter(1)
    }
}

fn main() {
    clear_interval(set_interval(&Closure::new(|| {}), 1));
}
