//! Structs, enums, tuples, arrays and maps: what is in them is received once and freed once, also where the call does not come about.

use super::*;
use crate::closures_extern;
use std::num::NonZero;

closures_extern! {
    #[derive(Clone, Debug, PartialEq)]
    struct Point {
        x: f64,
        label: Option<String>,
    }

    /// Something of each kind that a field may have.
    struct Mixed {
        at: Point,
        all: Vec<Point>,
        named: BTreeMap<String, Option<Point>>,
        side: Side,
        level: Option<Level>,
        triple: [String; 3],
        bytes: [u8; 2],
        pair: (u64, Option<Box<str>>),
        count: Option<NonZero<u32>>,
        wide: NonZero<i128>,
        value: JsValue,
        f: JsFunction<dyn Fn(Point) -> Point>,
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Side {
        Left = "left",
        Right = "to the right",
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Level {
        Low = -1,
        High = 7,
    }

    #[derive(Clone, Debug, PartialEq)]
    struct Empty {}

    /// It only goes to JavaScript.
    struct Job {
        name: String,
        run: Closure<dyn Fn(Point) -> Option<Point>>,
        more: Vec<Closure<dyn FnMut() -> u32>>,
    }
}

struct Tally {
    _captured: Rc<()>,
}

closures_export! {
    type Tally;

    struct Tallies {
        left: Tally,
        right: Option<Tally>,
        label: String,
    }
}

fn object<const N: usize>(properties: [(&str, Js); N]) -> Js {
    let named = properties.map(|(name, value)| (name.to_owned(), value));
    Js::Object(Rc::new(RefCell::new(named.into())))
}

fn point(x: f64) -> Js {
    object([("x", Js::Number(x)), ("label", text("a point"))])
}

fn mixed() -> Js {
    object([
        ("at", point(1.0)),
        ("all", Js::array([point(2.0), object([("x", Js::Number(3.0))])])),
        ("named", object([("a", point(4.0)), ("b", Js::Undefined), ("", point(5.0))])),
        ("side", text("to the right")),
        ("level", Js::Number(7.0)),
        ("triple", Js::array(["", "b", "ccc"].map(text))),
        ("bytes", Js::numbers(&[6_u8, 7], tag::U8)),
        ("pair", Js::array([Js::BigInt(8), text("boxed")])),
        ("count", Js::Number(9.0)),
        ("wide", Js::BigInt(-10)),
        ("value", text("any")),
        ("f", Js::function(|arguments| Ok(arguments[0].clone()))),
    ])
}

/// What is in a value, by its properties.
fn shown(value: &Js) -> String {
    match value {
        Js::Object(properties) => {
            let each = |(name, value): (&String, &Js)| format!("{name}: {}", shown(value));
            format!("{{{}}}", properties.borrow().iter().map(each).collect::<Vec<_>>().join(", "))
        }
        Js::Array(values) => format!("[{}]", values.iter().map(shown).collect::<Vec<_>>().join(", ")),
        Js::TypedArray(array) => format!("{:?}", array.bytes.borrow()),
        other => format!("{other:?}"),
    }
}

#[test]
fn structs_cross_both_ways_with_all_that_is_in_them() {
    let closure = Closure::<dyn FnMut(Mixed) -> Result<Option<Mixed>, String>>::new(|mut mixed: Mixed| {
        assert_eq!(mixed.all[1], Point { x: 3.0, label: None });
        assert_eq!((mixed.named.len(), mixed.side, mixed.level), (3, Side::Right, Some(Level::High)));
        assert_eq!((mixed.pair.0, mixed.count, mixed.wide.get()), (8, NonZero::new(9), -10));
        mixed.at = mixed.f.call(mixed.at).unwrap();
        Ok(Some(mixed))
    });
    let given = mixed();
    let back = function(&closure).call(&[given.clone()]).unwrap();
    // `b` is there, for an `Option` in a map is not left out.
    assert_eq!(shown(&back), shown(&given));
    drop((closure, given, back));
    nothing_is_left();
}

#[test]
fn a_field_that_does_not_fit_refuses_the_call_and_leaves_nothing() {
    let closure = Closure::<dyn Fn(Mixed, Empty) -> Empty>::new(|mixed: Mixed, _| {
        drop(mixed);
        Empty {}
    });
    let f = function(&closure);
    let wrong = [
        ("at", object([("label", text("no x"))])),
        ("all", Js::array([point(1.0), Js::Null])),
        ("named", object([("a", text("no point"))])),
        ("side", text("up")),
        ("level", Js::Number(0.0)),
        ("triple", Js::array([text("one")])),
        ("bytes", Js::numbers(&[1_u8], tag::U8)),
        ("pair", Js::array([Js::BigInt(1)])),
        ("count", Js::Number(0.0)),
        ("wide", Js::BigInt(0)),
        ("f", Js::Null),
    ];
    for (name, value) in wrong {
        let Js::Object(properties) = mixed() else { unreachable!() };
        properties.borrow_mut().insert(name.to_owned(), value);
        let called = f.call(&[Js::Object(properties), object([])]);
        assert!(matches!(called, Err(Js::Error(_))), "{name}: {called:?}");
    }
    assert_eq!(shown(&f.call(&[mixed(), object([])]).unwrap()), "{}");
    drop((closure, f));
    nothing_is_left();
}

#[test]
fn closures_in_a_struct_are_given_to_javascript() {
    let make = Closure::<dyn Fn(Side) -> Job>::new(|side: Side| Job {
        name: format!("{side:?}"),
        run: Closure::new(move |Point { x, .. }: Point| {
            (side == Side::Left).then_some(Point { x, label: None })
        }),
        more: (0..2).map(|n| Closure::new(move || n)).collect(),
    });
    let Js::Object(job) = function(&make).call(&[text("left")]).unwrap() else { panic!("no object") };
    let [name, run, more] = ["name", "run", "more"].map(|name| job.borrow()[name].clone());
    assert_eq!(name, text("Left"));
    assert_eq!(shown(&run.call(&[point(2.0)]).unwrap()), "{x: Number(2.0)}");
    let Js::Array(more) = more else { panic!("no list") };
    assert_eq!(more[1].call(&[]), Ok(Js::Number(1.0)));
    drop((make, job, run, more));
    nothing_is_left();
}

#[test]
fn objects_in_a_struct_are_given_away_all_of_them_or_none() {
    export_type::<Tally>();
    let closure = Closure::<dyn Fn(Vec<Tallies>) -> Option<Tallies>>::new(|mut all: Vec<Tallies>| {
        let Tallies { right, label, .. } = all.pop()?;
        right.map(|left| Tallies { left, right: None, label })
    });
    let f = function(&closure);
    let (captured, is_alive) = tracked();
    let tally = || take(crate::export::give_exported(Tally { _captured: captured.clone() }));
    let pair = |left: &Js, right: &Js| {
        object([("left", left.clone()), ("right", right.clone()), ("label", text("both"))])
    };
    let (a, b) = (tally(), tally());
    // Twice the same: it is not gone.
    assert_eq!(message(f.call(&[Js::array([pair(&a, &a)])])), "borrowed");
    let c = tally();
    let back = f.call(&[Js::array([pair(&b, &c)])]).unwrap();
    assert_eq!(message(f.call(&[Js::array([pair(&a, &b)])])), "moved");
    assert_eq!(message(f.call(&[Js::array([pair(&a, &c)])])), "moved");
    assert!(matches!(f.call(&[Js::array([pair(&a, &tally())])]), Ok(Js::Object(_))), "it was given back");
    assert_eq!(f.call(&[Js::array([])]), Ok(Js::Undefined));
    assert!(matches!(back, Js::Object(_)));
    drop((closure, f, a, b, c, back, captured));
    collect();
    assert!(!is_alive());
    nothing_is_left();
}
