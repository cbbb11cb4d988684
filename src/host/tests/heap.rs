//! Heap closures.

use super::*;

#[test]
fn dropping_a_closure_frees_what_it_captured_and_ends_its_function() {
    let (captured, alive) = tracked();
    let closure = Closure::<dyn FnMut()>::new(move || assert_eq!(Rc::strong_count(&captured), 1));
    let f = function(&closure);
    f.call(&[]).unwrap();
    drop(closure);
    assert!(!alive());
    assert_eq!(message(f.call(&[])), "dropped");
    nothing_is_left();
}

#[test]
fn a_closure_that_drops_itself_is_freed_after_the_call() {
    let (captured, alive) = tracked();
    let alive = Rc::new(alive);
    let own: Rc<RefCell<Option<Closure<dyn FnMut() -> u32>>>> = Rc::default();
    let closure = Closure::<dyn FnMut() -> u32>::new({
        let (own, alive) = (own.clone(), alive.clone());
        move || {
            drop(own.take());
            assert!(alive());
            Rc::strong_count(&captured) as u32
        }
    });
    let f = function(&closure);
    *own.borrow_mut() = Some(closure);
    assert_eq!(f.call(&[]), Ok(Js::Number(1.0)));
    assert!(!alive());
    assert_eq!(message(f.call(&[])), "dropped");
    nothing_is_left();
}

#[test]
fn a_closure_that_recurses_is_freed_after_the_outermost_call() {
    let (captured, alive) = tracked();
    let alive = Rc::new(alive);
    let own: Rc<RefCell<Option<Closure<dyn Fn(u32) -> String>>>> = Rc::default();
    let closure = Closure::<dyn Fn(u32) -> String>::new({
        let (own, alive) = (own.clone(), alive.clone());
        move |depth| {
            if depth == 0 {
                drop(own.take());
                return format!("{}", Rc::strong_count(&captured));
            }
            let again: JsFunction<dyn Fn(u32) -> String> =
                callable(own.borrow().as_ref().unwrap().as_js_value());
            let deeper = again.call(depth - 1).unwrap();
            assert!(alive());
            deeper + &Rc::strong_count(&captured).to_string()
        }
    });
    let f = function(&closure);
    *own.borrow_mut() = Some(closure);
    assert_eq!(f.call(&[Js::Number(3.0)]), Ok(text("1111")));
    assert!(!alive());
    assert_eq!(message(f.call(&[Js::Number(0.0)])), "dropped");
    nothing_is_left();
}

#[test]
fn an_fn_mut_is_not_entered_while_it_runs() {
    let own: Rc<RefCell<Js>> = Rc::default();
    let mut state = vec![0_u8];
    let again: JsFunction<dyn Fn() -> String> = received(Js::function({
        let own = own.clone();
        move |_| {
            let f = own.borrow().clone();
            Ok(text(&message(f.call(&[]))))
        }
    }));
    let closure = Closure::<dyn FnMut() -> String>::new(move || {
        let first = &mut state;
        first.push(1);
        let said = again.call().unwrap();
        first.push(2);
        said
    });
    *own.borrow_mut() = function(&closure);
    assert_eq!(function(&closure).call(&[]), Ok(text("reentered")));
    own.take();
    drop(closure);
    nothing_is_left();
}

#[test]
fn captures_are_dropped_in_their_order_and_may_use_what_is_alive() {
    /// Calls a function when it is dropped.
    struct Calls(JsFunction<dyn Fn() -> u32>, Shows);
    impl Drop for Calls {
        fn drop(&mut self) {
            let said = self.0.call().map_err(|error| js(&error).text().to_owned());
            self.1.borrow_mut().push(if said == Ok(1) { "called" } else { "refused" });
        }
    }
    let shows = Shows::default();
    let other = Closure::<dyn Fn() -> u32>::new(|| 1);
    let calls = |closure: &Closure<dyn Fn() -> u32>| Calls(received(function(closure)), shows.clone());
    let (first, second) = (calls(&other), Shown("second", shows.clone()));
    let closure = Closure::<dyn FnMut()>::new(move || {
        let _ = (&first, &second);
    });
    drop(closure);
    assert_eq!(*shows.borrow(), ["called", "second"]);

    // A closure that would be called by what it captured itself.
    let own: Rc<RefCell<Option<Calls>>> = Rc::default();
    let closure = Closure::<dyn Fn() -> u32>::new({
        let own = own.clone();
        move || u32::from(own.borrow().is_some())
    });
    let f = calls(&closure);
    *own.borrow_mut() = Some(f);
    drop(own);
    drop(closure);
    assert_eq!(*shows.borrow(), ["called", "second", "refused"]);
    drop(other);
    nothing_is_left();
}

#[test]
fn a_boxed_closure_and_a_reference_are_called() {
    let (captured, alive) = tracked();
    let boxed: Box<dyn FnMut(&str) -> String> =
        Box::new(move |text| format!("{text}{}", Rc::strong_count(&captured)));
    let closure = Closure::<dyn FnMut(&str) -> String>::wrap(boxed);
    assert_eq!(function(&closure).call(&[text("a")]), Ok(text("a1")));
    drop(closure);
    assert!(!alive());
    nothing_is_left();
}

#[test]
fn a_closure_of_an_fn_once_is_consumed_by_its_call() {
    let (captured, alive) = tracked();
    let closure = Closure::<dyn FnMut(String) -> String>::once(move |text: String| {
        drop(captured);
        text
    });
    let f = function(&closure);
    assert_eq!(f.call(&[text("once")]), Ok(text("once")));
    assert!(!alive());
    assert_eq!(message(f.call(&[text("twice")])), "once");
    drop(closure);

    // Never called, dropped by Rust.
    let (captured, alive) = tracked();
    drop(Closure::<dyn FnMut()>::once(move || drop(captured)));
    assert!(!alive());

    // Dropped while it runs.
    let own: Rc<RefCell<Option<Closure<dyn FnMut()>>>> = Rc::default();
    let closure = Closure::<dyn FnMut()>::once({
        let own = own.clone();
        move || drop(own.take())
    });
    let f = function(&closure);
    *own.borrow_mut() = Some(closure);
    f.call(&[]).unwrap();
    assert!(own.borrow().is_none());

    // Given to JavaScript: freed by the call, or when it is collected.
    let (captured, alive) = tracked();
    let f = js(&Closure::<dyn FnMut() -> u32>::once_into_js(move || Rc::strong_count(&captured) as u32));
    assert_eq!(f.call(&[]), Ok(Js::Number(1.0)));
    assert!(!alive());
    let (captured, alive) = tracked();
    drop(Closure::<dyn FnMut()>::once_into_js(move || drop(captured)));
    assert!(alive());
    nothing_is_left();
    assert!(!alive());
}

#[test]
fn a_closure_that_is_given_to_javascript_lives_until_it_is_collected() {
    let (captured, alive) = tracked();
    let closure = Closure::<dyn Fn() -> u32>::new(move || Rc::strong_count(&captured) as u32);
    let f = function(&closure);
    closure.forget();
    collect();
    assert_eq!(f.call(&[]), Ok(Js::Number(1.0)));
    drop(f);
    assert!(alive());
    collect();
    assert!(!alive());

    // By value, as an argument and as a result.
    let kept: Rc<RefCell<Js>> = Rc::default();
    let keeps: JsFunction<dyn Fn(Closure<dyn FnMut() -> u32>)> = received(Js::function({
        let kept = kept.clone();
        move |arguments| Ok(kept.replace(arguments[0].clone()))
    }));
    let (captured, alive) = tracked();
    keeps.call(Closure::new(move || Rc::strong_count(&captured) as u32)).unwrap();
    collect();
    assert_eq!(kept.borrow().call(&[]), Ok(Js::Number(1.0)));
    drop(kept.take());
    collect();
    assert!(!alive());
    drop(keeps);
    nothing_is_left();
}

#[test]
fn a_closure_is_lent_by_reference_as_often_as_one_likes() {
    fn twice<'a>() -> JsFunction<dyn Fn(&'a Closure<dyn FnMut() -> u32>) -> u32 + 'a> {
        received(Js::function(|arguments| {
            arguments[0].call(&[])?;
            arguments[0].call(&[])
        }))
    }
    let mut count = 0;
    let closure = Closure::<dyn FnMut() -> u32>::new(move || {
        count += 1;
        count
    });
    assert_eq!((twice().call(&closure).unwrap(), twice().call(&closure).unwrap()), (2, 4));
    drop(closure);
    nothing_is_left();
}

#[test]
fn live_closures_are_told_with_their_places() {
    let closures: Vec<_> = (0..3).map(|_| Closure::<dyn Fn()>::new(|| ())).collect();
    let line = Location::caller().line() - 1;
    let other = Closure::<dyn Fn()>::new(|| ());
    let live = live_closures();
    if cfg!(debug_assertions) {
        assert_eq!(live.places.iter().map(|place| place.count).collect::<Vec<_>>(), [3, 1]);
        assert!(live.places[0].place.contains(&format!("heap.rs:{line}:")), "{live}");
    } else {
        assert_eq!(live.places[0].count, 4);
    }
    drop((closures, other));
    nothing_is_left();
}
