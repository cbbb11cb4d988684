//! Tests as an app of wasm-bindgen has them, in a browser.
#![cfg(target_family = "wasm")]

use closures_extern::{closures_extern, stats, Closure, Js, JsValue};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Event};

wasm_bindgen_test_configure!(run_in_browser);

closures_extern! {
    fn set_timeout(f: &JsValue, ms: u32) -> f64;
    #[js(namespace = document)]
    fn create_element(name: &str) -> Js<Element>;
    #[js(namespace = document)]
    fn query_selector(selector: &str) -> Result<Option<Js<Element>>, wasm_bindgen::JsValue>;
}

#[wasm_bindgen_test]
fn a_listener_is_called_with_its_event_until_it_is_dropped() {
    let before = stats();
    let element = create_element("button");
    let names = Rc::new(Cell::new(String::new()));
    let seen = Rc::clone(&names);
    let closure =
        Closure::<dyn FnMut(&Event)>::new(move |event: &Event| seen.set(seen.take() + &event.type_()));
    element.add_event_listener_with_callback("tick", &closure.to_function()).unwrap();
    let event = Event::new("tick").unwrap();
    element.dispatch_event(&event).unwrap();
    element.dispatch_event(&event).unwrap();
    assert_eq!(names.take(), "ticktick");
    drop(closure);
    assert_eq!(stats(), before);
}

#[wasm_bindgen_test]
fn what_the_page_throws_is_an_error() {
    assert!(query_selector("body").unwrap().is_some());
    assert!(query_selector("#absent").unwrap().is_none());
    assert!(query_selector("!").is_err());
}

#[wasm_bindgen_test]
async fn a_promise_waits_for_a_closure() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let resolve = move || drop(resolve.call1(&wasm_bindgen::JsValue::NULL, &7.into()));
        set_timeout(&Closure::<dyn FnMut()>::once_into_js(resolve), 1);
    });
    assert_eq!(JsFuture::from(promise).await.unwrap(), 7);
}
