//! Exported values.

use super::*;

struct Counter(u32, Shows);

impl Drop for Counter {
    fn drop(&mut self) {
        self.1.borrow_mut().push("counter");
    }
}

closures_export! {
    type Counter;
}

export! { fn next(this: &mut Counter) -> u32 = (|this: &mut Counter| { this.0 += 1; this.0 }) }
export! { fn sum(a: &Counter, b: &Counter) -> u32 = (|a: &Counter, b: &Counter| a.0 + b.0) }
export! { fn into(this: Counter, name: &str) -> String = (|this: Counter, name: &str| format!("{name}{}", this.0)) }
export! { fn raise(a: Option<&mut Counter>, b: Option<&Counter>) = (|a: Option<&mut Counter>, b: Option<&Counter>| {
    if let (Some(a), Some(b)) = (a, b) { a.0 += b.0; }
}) }
export! { fn call_with(this: &mut Counter, f: JsFunction<dyn Fn() -> String>) -> String = (|this: &mut Counter, f: JsFunction<dyn Fn() -> String>| {
    this.0 += 1;
    let said = f.call().unwrap();
    this.0 += 1;
    said
}) }
export! { fn fails(this: &Counter) -> Result<Counter, String> = (|this: &Counter| Err::<Counter, _>(this.0.to_string())) }

fn counter(number: u32, shows: &Shows) -> Js {
    export_type::<Counter>();
    take(crate::export::give_exported(Counter(number, shows.clone())))
}

fn free(object: &Js) {
    let Js::Owner(owner) = object else { panic!("{object:?}") };
    owner.free();
}

#[test]
fn exported_values_are_lent_shared_and_given_back() {
    let shows = Shows::default();
    let (a, b) = (counter(1, &shows), counter(10, &shows));
    assert_eq!(next(&[a.clone()]), Ok(Js::Number(2.0)));
    assert_eq!(sum(&[a.clone(), b.clone()]), Ok(Js::Number(12.0)));
    assert_eq!(sum(&[a.clone(), a.clone()]), Ok(Js::Number(4.0)));
    raise(&[a.clone(), b.clone()]).unwrap();
    raise(&[a.clone(), Js::Undefined]).unwrap();
    assert_eq!(message(raise(&[a.clone(), a.clone()])), "borrowed");
    assert_eq!(message(fails(&[a.clone()])), "12");
    assert_eq!(into(&[a.clone(), text("a")]), Ok(text("a12")));
    assert_eq!(*shows.borrow(), ["counter"]);
    assert_eq!(message(next(&[a])), "moved");
    free(&b);
    free(&b);
    assert_eq!(*shows.borrow(), ["counter"; 2]);
    assert_eq!(message(next(&[b])), "freed");
    drop(counter(3, &shows));
    collect();
    assert_eq!(*shows.borrow(), ["counter"; 3]);
    nothing_is_left();
}

#[test]
fn a_value_that_is_freed_while_it_is_lent_is_dropped_after_the_call() {
    let shows = Shows::default();
    let object = counter(1, &shows);
    let f = Js::function({
        let (object, shows) = (object.clone(), shows.clone());
        move |_| {
            let refused = message(next(&[object.clone()]));
            free(&object);
            assert!(shows.borrow().is_empty());
            Ok(text(&refused))
        }
    });
    assert_eq!(call_with(&[object.clone(), f]), Ok(text("borrowed")));
    assert_eq!(*shows.borrow(), ["counter"]);
    assert_eq!(message(next(&[object])), "freed");
    nothing_is_left();
}

/// Has no address of its own.
struct Nothing;

closures_export! {
    type Nothing;
}

#[test]
fn values_without_a_size_are_owned_too() {
    export_type::<Nothing>();
    let makes = Closure::<dyn Fn() -> Nothing>::new(|| Nothing);
    let takes = Closure::<dyn Fn(Nothing, &Nothing)>::new(|_: Nothing, _: &Nothing| ());
    let (a, b) = (function(&makes).call(&[]).unwrap(), function(&makes).call(&[]).unwrap());
    assert_eq!(function(&takes).call(&[a.clone(), b.clone()]), Ok(Js::Undefined));
    assert_eq!(message(function(&takes).call(&[a, b.clone()])), "moved");
    free(&b);
    drop((makes, takes));
    nothing_is_left();
}

#[test]
fn closures_take_borrow_and_return_exported_values() {
    let shows = Shows::default();
    let borrows = Closure::<dyn Fn(&Counter) -> u32>::new(|counter: &Counter| counter.0);
    let takes = Closure::<dyn FnMut(Counter) -> Counter>::new(|mut counter: Counter| {
        counter.0 += 1;
        counter
    });
    let lists =
        Closure::<dyn Fn(Vec<Counter>) -> u32>::new(|list: Vec<Counter>| list.iter().map(|one| one.0).sum());
    let object = counter(1, &shows);
    assert_eq!(function(&borrows).call(&[object.clone()]), Ok(Js::Number(1.0)));
    let moved = function(&takes).call(&[object.clone()]).unwrap();
    assert_eq!(message(function(&borrows).call(&[object])), "moved");
    assert_eq!(function(&borrows).call(&[moved.clone()]), Ok(Js::Number(2.0)));
    let twice = Js::array([moved.clone(), moved.clone()]);
    assert_eq!(message(function(&lists).call(&[twice])), "borrowed");
    let list = Js::array([moved, counter(5, &shows)]);
    assert_eq!(function(&lists).call(&[list]), Ok(Js::Number(7.0)));
    assert_eq!(*shows.borrow(), ["counter"; 2]);

    // As the result of a function, and an argument of one.
    let passes: JsFunction<dyn Fn(Counter) -> Counter> =
        received(Js::function(|arguments| Ok(arguments[0].clone())));
    assert_eq!(passes.call(Counter(8, shows.clone())).unwrap().0, 8);
    drop((borrows, takes, lists, passes));
    nothing_is_left();
}

#[test]
fn the_frames_of_references_are_where_their_slots_point() {
    let mut f = |n: u32| n + 1;
    let exclusive: &mut dyn FnMut(u32) -> u32 = &mut f;
    let mut frame = MutToJs::lower(exclusive);
    let slot = <dyn FnMut(u32) -> u32 as MutToJs>::slot(&mut frame);
    assert_eq!(slot, (&raw const frame).cast());
    let shared: &dyn Fn() = &|| ();
    let mut frame = shared.lower();
    let slot = <&dyn Fn()>::slot(&mut frame);
    assert_eq!(slot, (&raw const frame).cast());
}
