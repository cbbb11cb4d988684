//! What else than functions can be imported: classes, their methods and properties, constructors, values.

use crate::keep;
use closures_extern::{closures_extern, Closure, JsFunction, JsValue};

closures_extern! {
    #![js(module = "./host.js", descriptors = IMPORTS)]

    /// A class of the module.
    pub type Shape;
    /// Its child. It is a `Shape` wherever one is expected.
    #[js(extends = Shape)]
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub type Circle;
    /// A grandchild, under another name.
    #[js(extends = Circle, extends = Shape, class = "Dot", namespace = "small.things")]
    type Point;
    /// A class that is not there.
    type Absent;
    /// No class at all: something with a `then`.
    type Thenable;

    #[js(constructor)]
    fn new(name: &str) -> Shape;
    #[js(constructor)]
    fn with_radius(name: &str, radius: f64) -> Circle;
    #[js(constructor = Circle)]
    fn try_new(name: &str, radius: f64) -> Result<Circle, JsValue>;
    #[js(constructor)]
    fn origin() -> Point;
    #[js(constructor, variadic)]
    fn of_all(names: Vec<String>) -> Thenable;
    #[js(constructor)]
    fn absent() -> Absent;

    #[js(static_method_of = Circle)]
    fn unit_circle() -> Circle;
    #[js(static_method_of = Point, name = "distance")]
    fn between(a: &Point, b: &Point) -> f64;

    #[js(method)]
    fn describe(this: &Shape) -> String;
    #[js(method)]
    fn scale(this: &Shape, by: f64);
    #[js(method)]
    fn is_like(this: &Circle, other: &Shape) -> bool;
    #[js(method, name = "scale")]
    fn try_scale(this: &Shape, by: f64) -> Result<(), JsValue>;
    #[js(method)]
    fn each_corner(this: &Shape, f: &mut dyn FnMut(f64, f64));
    #[js(method)]
    fn on_change(this: &Shape, f: &Closure<dyn FnMut(&Shape)>);
    #[js(method)]
    fn many(this: &Shape, a: u32, b: u64, c: &str, d: Option<f64>) -> String;
    #[js(method, variadic)]
    fn add_all(this: &Shape, first: f64, rest: &[f64]) -> f64;
    #[js(method)]
    fn missing_method(this: &Shape);

    #[js(getter)]
    fn name(this: &Shape) -> String;
    #[js(setter)]
    fn set_name(this: &Shape, name: &str);
    #[js(getter = "line width")]
    fn line_width(this: &Shape) -> f64;
    #[js(setter = "line width")]
    fn set_line_width(this: &Shape, to: f64);
    #[js(setter = r#type)]
    fn set_kind(this: &Shape, to: &str);
    #[js(getter)]
    fn r#type(this: &Shape) -> Option<String>;
    #[js(method, getter, name = "name")]
    fn maybe_name(this: &Shape) -> Option<String>;
    #[js(getter)]
    fn parent(this: &Shape) -> Option<Shape>;
    #[js(getter = name)]
    fn try_name(this: &Shape) -> Result<String, JsValue>;

    #[js(indexing_getter)]
    fn get(this: &Shape, index: u32) -> Option<f64>;
    #[js(indexing_setter)]
    fn set(this: &Shape, index: u32, to: f64);
    #[js(indexing_deleter)]
    fn delete(this: &Shape, index: u32);
    #[js(indexing_getter)]
    fn get_named(this: &Shape, name: &str) -> JsValue;

    static VERSION: u32;
    #[js(name = "favourite")]
    static FAVOURITE: Circle;
    #[js(namespace = small, name = "perhaps")]
    static PERHAPS: Option<String>;
    #[js(namespace = "not.there")]
    static NOWHERE: Result<u32, JsValue>;

    fn note(text: &str);
    #[js(variadic)]
    fn sum(first: f64, rest: Vec<f64>) -> f64;
    #[js(variadic)]
    fn all(rest: Vec<JsValue>) -> u32;
    fn identity(shape: Shape) -> Circle;
    fn maybe(shape: Option<Shape>) -> Option<Shape>;
    fn maybe_ref(shape: Option<&Shape>) -> bool;
    fn shapes(list: Vec<Shape>) -> Vec<Circle>;
    fn visit(f: &dyn Fn(&Shape, Circle, Option<Point>) -> Shape) -> bool;
    fn maker() -> JsFunction<dyn Fn(Shape) -> Circle>;
    fn anything() -> JsValue;
}

/// Everything that a class can do, in one line of notes each.
#[unsafe(no_mangle)]
extern "C" fn import_class() {
    let shape = Shape::new("square");
    note(&shape.describe());
    shape.scale(2.0);
    note(&shape.describe());
    shape.set_name("renamed");
    note(&shape.name());
    shape.set_line_width(shape.line_width() + 0.5);
    note(&format!("{}", shape.line_width()));
    note(&format!("{:?}", shape.maybe_name()));
    shape.set_kind("square");
    note(&format!("{:?}", shape.r#type()));
    note(&format!("{:?}", shape.parent().is_none()));
    note(&shape.many(1, 2, "three", Some(4.5)));
    note(&format!("{}", shape.add_all(1.0, &[2.0, 3.0])));
    shape.set(0, 10.0);
    note(&format!("{:?} {:?}", shape.get(0), shape.get(1)));
    shape.delete(0);
    note(&format!("{:?} {:?}", shape.get(0), shape.get_named("0")));
    note(&format!("{:?}", shape.try_scale(f64::NAN).is_err()));
    let mut corners = Vec::new();
    shape.each_corner(&mut |x, y| corners.push((x, y)));
    note(&format!("{corners:?}"));
    note(&format!("{shape:?}"));
}

#[unsafe(no_mangle)]
extern "C" fn import_inheritance() {
    let circle = Circle::with_radius("c", 3.0);
    note(&circle.describe()); // a method of `Shape`, through `Deref`
    note(&format!("{}", circle.is_like(&circle)));
    note(&format!("{} {}", circle == circle.clone(), circle == Circle::with_radius("c", 3.0)));
    let dot = Point::origin();
    note(&format!("{} {}", dot.describe(), Point::between(&dot, &dot.clone())));
    let shape: &Shape = dot.as_ref();
    note(&format!("{}", circle.is_like(shape)));
    let shape: Shape = dot.into();
    note(&shape.describe());
    note(&Circle::unit_circle().describe());
    note(&format!("{:?}", Circle::try_new("bad", -1.0).is_err()));
    note(&format!("{:?}", Circle::try_new("good", 1.0).map(|circle| circle.describe())));
}

#[unsafe(no_mangle)]
extern "C" fn import_cast() {
    let value: JsValue = Circle::with_radius("c", 3.0).into();
    note(&format!("{}", Shape::try_from(value.clone()).is_ok()));
    note(&format!("{}", Circle::try_from(value.clone()).is_ok()));
    let error = Point::try_from(value.clone()).unwrap_err();
    note(&error.to_string());
    note(&format!("{}", error.into_value() == value));
    note(&format!("{:?}", JsValue::from(Shape::try_from(JsValue::from("text")).unwrap_err())));
    note(&format!("{}", Shape::unchecked_from(JsValue::from(1.5)).as_f64().unwrap()));
}

#[unsafe(no_mangle)]
extern "C" fn import_absent_cast() {
    drop(Absent::try_from(anything()));
}

#[unsafe(no_mangle)]
extern "C" fn import_absent_constructor() {
    drop(Absent::absent());
}

#[unsafe(no_mangle)]
extern "C" fn import_missing_method() {
    Shape::new("x").missing_method();
}

#[unsafe(no_mangle)]
extern "C" fn import_no_object() {
    Shape::unchecked_from(JsValue::UNDEFINED).scale(1.0);
}

#[unsafe(no_mangle)]
extern "C" fn import_wrong_result() {
    drop(Shape::unchecked_from(anything()).name());
}

#[unsafe(no_mangle)]
extern "C" fn import_throwing_getter() {
    note(&format!("{:?}", Shape::unchecked_from(anything()).try_name()));
}

#[unsafe(no_mangle)]
extern "C" fn import_statics() {
    note(&format!("{} {}", VERSION.get(), FAVOURITE.get().describe()));
    note(&format!("{:?}", PERHAPS.get()));
    note(&format!("{:?}", NOWHERE.get()));
}

#[unsafe(no_mangle)]
extern "C" fn import_variadic() {
    note(&format!("{} {}", sum(1.0, vec![]), sum(1.0, vec![2.0, 3.0])));
    note(&format!("{}", all(vec![JsValue::NULL, JsValue::from("a"), Shape::new("b").into()])));
    drop(Thenable::of_all(vec!["a".to_owned(), "b".to_owned()]));
}

/// Imported types where values go: arguments, results, lists, options, closures, functions.
#[unsafe(no_mangle)]
extern "C" fn import_crossing() {
    let shape = Shape::new("x");
    note(&identity(shape.clone()).describe());
    note(&format!("{} {}", maybe(Some(shape.clone())).is_some(), maybe(None).is_none()));
    note(&format!("{} {}", maybe_ref(Some(&shape)), maybe_ref(None)));
    let list = shapes(vec![shape.clone(), Shape::new("y")]);
    note(&list.iter().map(|circle| circle.describe()).collect::<String>());
    let visited = visit(&|shape, circle, point| {
        note(&format!("{} {} {}", shape.name(), circle.name(), point.is_none()));
        circle.into()
    });
    note(&format!("{visited}"));
    note(&maker().call(shape).unwrap().describe());
}

#[unsafe(no_mangle)]
extern "C" fn import_listener() {
    let closure = Closure::new(|shape: &Shape| note(&format!("changed {}", shape.name())));
    let shape = Shape::new("watched");
    shape.on_change(&closure);
    shape.scale(3.0);
    keep((shape, closure));
}

#[unsafe(no_mangle)]
extern "C" fn import_in_a_loop(count: u32) -> f64 {
    let shape = Shape::new("loop");
    let mut sum = 0.0;
    for _ in 0..count {
        shape.scale(1.0);
        sum += shape.line_width();
    }
    sum
}

/// Two classes that know a method each of one name, declared inside a function, with a class and its methods in
/// different blocks.
#[unsafe(no_mangle)]
extern "C" fn import_inside_a_function() {
    closures_extern! {
        #![js(module = "./host.js")]
        type Shape;
        type Cat;
    }
    closures_extern! {
        #![js(module = "./host.js")]
        #[js(constructor)]
        fn new(name: &str) -> Shape;
        #[js(constructor)]
        fn new() -> Cat;
        #[js(method)]
        fn describe(this: &Shape) -> String;
        #[js(method)]
        fn describe(this: &Cat) -> String;
    }
    note(&Shape::new("inner").describe());
    note(&Cat::new().describe());
}

#[unsafe(no_mangle)]
extern "C" fn import_descriptors() {
    for descriptor in IMPORTS {
        note(&format!("{}: {descriptor}", descriptor.name()));
    }
    assert!(IMPORTS[0].place.to_string().ends_with("imports.rs:6:1"));
}
