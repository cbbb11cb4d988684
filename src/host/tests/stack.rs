//! Stack closures, and closures of scopes.

use super::*;

/// An import with a stack closure, as `closures_extern!` calls one: what JavaScript does with it is `f`.
fn lend_to<A: ToJs, R>(argument: A, f: impl FnOnce(Js) -> R) -> R {
    let crossings = crate::wasm::entries::around();
    let mark = host(|host| host.lent.len());
    let ty = Type::of(A::TYPE);
    let mut frame = argument.lower();
    let slot = A::slot(&mut frame);
    // SAFETY: the slot is one of this type.
    let result = f(unsafe { lift_at(&ty, (&raw const slot).cast()) });
    for state in host(|host| host.lent.split_off(mark)) {
        state.gate.set(EXPIRED);
    }
    crate::wasm::entries::back(crossings, result)
}

#[test]
fn lent_closures_borrow_and_end_with_the_call() {
    let words = [String::from("a"), String::from("b")];
    let shared = |at: u32| words[at as usize].clone();
    let kept = lend_to(&shared as &dyn Fn(u32) -> String, |f| {
        assert_eq!(f.call(&[Js::Number(1.0)]), Ok(text("b")));
        assert_eq!(f.call(&[Js::Number(0.0)]), Ok(text("a")));
        f
    });
    assert_eq!(message(kept.call(&[Js::Number(0.0)])), "expired");

    let mut sum = 0;
    let mut exclusive = |text: &str| sum += text.len();
    lend_to(&mut exclusive as &mut dyn FnMut(&str), |f| {
        f.call(&[text("abc")]).unwrap();
        f.call(&[text("de")]).unwrap();
    });
    sum += 1;
    assert_eq!(sum, 6);
    nothing_is_left();
}

#[test]
fn lent_closures_in_an_option_are_called_where_they_lie() {
    let mut sum = 0;
    let mut add = |n: f64| sum += n as u32;
    lend_to(Some(&mut add as &mut dyn FnMut(f64)), |f| {
        f.call(&[Js::Number(1.0)]).unwrap();
        f.call(&[Js::Number(2.0)]).unwrap();
    });
    lend_to(None::<&mut dyn FnMut(f64)>, |f| assert_eq!(f, Js::Undefined));
    let seven = || 7_u32;
    lend_to(Some(&seven as &dyn Fn() -> u32), |f| assert_eq!(f.call(&[]), Ok(Js::Number(7.0))));
    lend_to(Some("text"), |f| assert_eq!(f, text("text")));
    assert_eq!(sum, 3);
    nothing_is_left();
}

#[test]
fn a_function_borrows_the_closures_that_it_is_passed() {
    let mut log = Vec::new();
    let names = [String::from("x")];
    let mut push = |n: u32| log.push(n);
    let name = || names[0].clone();
    fn function_of_two<'a>(
    ) -> JsFunction<dyn Fn(&'a mut dyn FnMut(u32), &'a dyn Fn() -> String) -> String + 'a> {
        received(Js::function(|arguments| {
            arguments[0].call(&[Js::Number(1.0)])?;
            let name = arguments[1].call(&[])?;
            arguments[0].call(&[Js::Number(2.0)])?;
            Ok(name)
        }))
    }
    assert_eq!(function_of_two().call(&mut push, &name).unwrap(), "x");
    assert_eq!(function_of_two().call(&mut push, &name).unwrap(), "x");
    assert_eq!(log, [1, 2, 1, 2]);
    nothing_is_left();
}

#[test]
fn a_received_fn_mut_is_lent_again() {
    fn deeper(depth: u32, f: &mut dyn FnMut(u32)) -> Js {
        f(depth);
        let kept = lend_to(&mut *f, |js| {
            js.call(&[Js::Number((depth * 10).into())]).unwrap();
            js
        });
        f(depth + 1);
        if depth > 0 {
            let inner = deeper(depth - 1, f);
            assert_eq!(message(inner.call(&[Js::Number(0.0)])), "expired");
        }
        f(100);
        kept
    }
    let mut log = Vec::new();
    let kept = deeper(1, &mut |n| log.push(n));
    assert_eq!(message(kept.call(&[Js::Number(0.0)])), "expired");
    assert_eq!(log, [1, 10, 2, 0, 0, 1, 100, 100]);

    // Inside of a call of itself, JavaScript is refused, and of a reborrow it is not.
    let mut log = Vec::new();
    let mut outer = |f: u32| {
        let mut inner = |n: u32| log.push(n + f);
        lend_to(&mut inner as &mut dyn FnMut(u32), |js| js.call(&[Js::Number(5.0)]).unwrap());
        log.push(f);
    };
    lend_to(&mut outer as &mut dyn FnMut(u32), |js| js.call(&[Js::Number(1.0)]).unwrap());
    assert_eq!(log, [6, 1]);
    nothing_is_left();
}

#[test]
fn lent_closures_are_nested_and_recurse() {
    let seen = RefCell::new(Vec::new());
    let own: RefCell<Option<JsValue>> = RefCell::default();
    let recurse = |depth: u32| {
        seen.borrow_mut().push(depth);
        if depth > 0 {
            let f: JsFunction<dyn Fn(u32)> = callable(own.borrow().as_ref().expect("it is there"));
            f.call(depth - 1).unwrap();
        }
    };
    lend_to(&recurse as &dyn Fn(u32), |js| {
        *own.borrow_mut() = Some(js_value(js.clone()));
        js.call(&[Js::Number(3.0)]).unwrap();
    });
    own.take();
    assert_eq!(seen.take(), [3, 2, 1, 0]);
    nothing_is_left();
}

#[test]
fn the_closures_of_a_scope_borrow_and_end_with_it() {
    let mut count = 0;
    let words = [String::from("word")];
    let kept = scope(|s| {
        let add: ScopedClosure<'_, dyn FnMut(u32)> = s.closure(|n| count += n);
        let word: ScopedClosure<'_, dyn Fn() -> String> = s.closure(|| words[0].clone());
        function(&add).call(&[Js::Number(2.0)]).unwrap();
        assert_eq!(function(&word).call(&[]), Ok(text("word")));
        scope(|inner| {
            let more: ScopedClosure<'_, dyn Fn() -> u32> = inner.closure(|| words.len() as u32);
            assert_eq!(function(&more).call(&[]), Ok(Js::Number(1.0)));
        });
        let functions = [function(&add), function(&word)];
        std::mem::forget(add);
        functions
    });
    count += 1;
    assert_eq!(count, 3);
    for f in kept {
        assert_eq!(message(f.call(&[Js::Number(1.0)])), "dropped");
    }
    // The handle that the forgotten closure had.
    assert_eq!(stats(), (0, 1));
    host(|host| host.values = Table::new());
    nothing_is_left();
}

#[test]
fn captures_of_a_scope_use_each_other_when_they_are_dropped() {
    /// Calls a closure of its own scope, and makes another one there.
    struct Uses<'s, 'e>(&'s Scope<'s, 'e>, RefCell<Option<ScopedClosure<'s, dyn Fn() -> u32>>>, Shows);
    impl Drop for Uses<'_, '_> {
        fn drop(&mut self) {
            let other = self.1.take().expect("it is there");
            let call = |f: &JsValue| callable::<dyn Fn() -> u32>(f).call();
            self.2.borrow_mut().push(if call(other.as_js_value()).is_ok() { "called" } else { "refused" });
            let shown = Shown("late", self.2.clone());
            let late: ScopedClosure<'_, dyn Fn() -> u32> =
                self.0.closure(move || shown.1.borrow().len() as u32);
            assert_eq!(call(late.as_js_value()).unwrap(), 2);
        }
    }
    let shows = Shows::default();
    scope(|s| {
        let first = Shown("first", shows.clone());
        let other: ScopedClosure<'_, dyn Fn() -> u32> = s.closure(move || first.1.borrow().len() as u32);
        let uses = Uses(s, RefCell::new(Some(other)), shows.clone());
        let _: ScopedClosure<'_, dyn Fn() -> bool> = s.closure(move || uses.1.borrow().is_some());
    });
    assert_eq!(*shows.borrow(), ["first", "refused", "late"]);
    nothing_is_left();
}
