//! Properties that belong to a namespace, a class, a module or the global object: functions without an object read and write them.

use closures_extern::{closures_extern, Closure, JsValue};

closures_extern! {
    #![js(module = "./host.js")]
    fn note(text: &str);

    #[js(namespace = page, getter)]
    fn title() -> String;
    #[js(namespace = page, setter)]
    fn set_title(title: &str);
    #[js(namespace = "page.deep", getter = "line height")]
    fn line_height() -> Option<f64>;
    #[js(namespace = "page.deep", setter = "line height")]
    fn put_line_height(height: f64) -> Result<(), JsValue>;
    #[js(namespace = page, setter)]
    fn set_on_change(f: &Closure<dyn FnMut(u32)>);
    #[js(getter)]
    fn top_level() -> JsValue;
    #[js(setter)]
    fn set_top_level(value: &JsValue);

    type Limits;
    #[js(static_method_of = Limits, getter)]
    fn max() -> u32;
    #[js(setter, static_method_of = Limits)]
    fn set_max(max: u32);
    #[js(static_method_of = Limits, getter = "[Symbol.species]")]
    fn species() -> Result<JsValue, JsValue>;
}

closures_extern! {
    #![js(module = "./host.js")]
    fn gauge() -> Gauge;
    type Gauge;
    /// What is read is a `String`, and what is written may be borrowed.
    #[js(property(set_label: &str))]
    fn label(this: &Gauge) -> String;
    #[js(property(set_level))]
    fn level(this: &Gauge) -> f64;
    #[js(property(put_html: Option<&str>), name = "innerHTML")]
    #[cfg(all())]
    fn inner_html(this: &Gauge) -> Result<Option<String>, JsValue>;
}

#[unsafe(no_mangle)]
extern "C" fn held_properties() {
    let gauge = gauge();
    gauge.set_level(gauge.level() * 2.0);
    gauge.set_label(&format!("{} {}", gauge.label(), gauge.level()));
    let html = gauge.inner_html();
    gauge.put_html(None);
    note(&format!("{html:?} {:?}", gauge.inner_html()));
}

closures_extern! {
    #[js(getter)]
    fn held_globally() -> Option<u32>;
    #[js(setter)]
    fn set_held_globally(n: u32);
}

#[unsafe(no_mangle)]
extern "C" fn held_read_and_write() {
    set_title(&format!("{}!", title()));
    set_top_level(&top_level());
    Limits::set_max(Limits::max() + 1);
    set_held_globally(held_globally().unwrap_or(1) + 1);
    let species = Limits::species().is_ok_and(|species| species.is_undefined());
    note(&format!("{} {} {species}", Limits::max(), held_globally().unwrap_or(0)));
}

#[unsafe(no_mangle)]
extern "C" fn held_is_missing() {
    note(&format!("{:?} {}", line_height(), put_line_height(1.5).is_err()));
    drop(title());
}

#[unsafe(no_mangle)]
extern "C" fn held_closure() {
    let closure = Closure::new(|n: u32| note(&format!("changed {n}")));
    set_on_change(&closure);
}
