// @ts-check
// What else than functions can be imported: classes, their methods and properties, constructors, values.

import { assert, assertPasses, debug, leavesNothing, start, test } from "./harness.js";

class Shape {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
    this["line width"] = 1;
    this.parent = /** @type {Shape | null} */ (null);
    this.factor = 1;
    /** @type {(shape: Shape) => void} */
    this.listener = () => {};
  }
  describe() {
    return `${this.constructor.name} ${this.name} x${this.factor}`;
  }
  /** @param {number} by */
  scale(by) {
    if (Number.isNaN(by)) throw new RangeError("not a number");
    this.factor *= by;
    this.listener(this);
  }
  /** @param {any[]} args */
  many(...args) {
    return args.map((arg) => `${typeof arg} ${arg}`).join(", ");
  }
  /** @param {number[]} numbers */
  addAll(...numbers) {
    return numbers.reduce((sum, one) => sum + one);
  }
  /** @param {(x: number, y: number) => void} f */
  eachCorner(f) {
    f(0, 1);
    f(1, 0);
  }
  /** @param {(shape: Shape) => void} f */
  onChange(f) {
    this.listener = f;
  }
}

class Circle extends Shape {
  /** @param {string} name @param {number} radius */
  constructor(name, radius) {
    if (radius < 0) throw new RangeError("negative");
    super(name);
    this.radius = radius;
  }
  static unitCircle() {
    return new this("unit", 1);
  }
  /** @param {Shape} other */
  isLike(other) {
    return other instanceof Circle && other.radius === this.radius;
  }
}

class Dot extends Circle {
  constructor() {
    super("dot", 0);
  }
  /** @param {Dot} a @param {Dot} b */
  static distance(a, b) {
    return a.radius - b.radius;
  }
}

class Thenable {
  /** @param {string[]} names */
  constructor(...names) {
    Thenable.last = names;
  }
  /** @type {string[]} */
  static last = [];
}

class Cat {
  describe() {
    return "meow";
  }
}

/** @type {any} */
const host = {
  Shape,
  Circle,
  Thenable,
  Cat,
  small: { things: { Dot }, perhaps: "yes" },
  VERSION: 7,
  favourite: new Circle("favourite", 2),
  sum: (/** @type {number[]} */ ...numbers) => numbers.reduce((sum, one) => sum + one, 0),
  all: (/** @type {any[]} */ ...values) => values.length,
  identity: (/** @type {Shape} */ shape) => shape,
  maybe: (/** @type {Shape | undefined} */ shape) => shape ?? null,
  maybeRef: (/** @type {Shape | undefined} */ shape) => shape instanceof Shape,
  shapes: (/** @type {Shape[]} */ list) => list.reverse(),
  visit: (/** @type {Function} */ f) => f(new Shape("a"), new Circle("b", 1), null) instanceof Circle,
  maker: () => (/** @type {Shape} */ shape) => new Circle(`made of ${shape.name}`, 1),
};

test("a class is made, called, read, written and indexed", () => {
  const instance = start(host);
  instance.rust.import_class();
  assert.deepEqual(instance.notes, [
    "Shape square x1",
    "Shape square x2",
    "renamed",
    "1.5",
    'Some("renamed")',
    'Some("square")',
    "true",
    "number 1, bigint 2, string three, number 4.5",
    "6",
    "Some(10.0) None",
    "None JsValue(undefined)",
    "true",
    "[(0.0, 1.0), (1.0, 0.0)]",
    'Shape(JsValue(Shape {name: "renamed", "line width": 1.5, parent: null, factor: 2, listener: function without a name, type: "square"}))',
  ]);
  leavesNothing(instance, () => instance.rust.import_class());
});

test("a child has what its parents have, and is one of them", () => {
  const instance = start(host);
  instance.rust.import_inheritance();
  assert.deepEqual(instance.notes, [
    "Circle c x1",
    "true",
    "true false",
    "Dot dot x1 0",
    "false",
    "Dot dot x1",
    "Circle unit x1",
    "true",
    'Ok("Circle good x1")',
  ]);
  leavesNothing(instance, () => instance.rust.import_inheritance());
});

test("TryFrom asks instanceof, and its error names the class and gives the value back", () => {
  const instance = start(host);
  instance.rust.import_cast();
  assert.deepEqual(instance.notes, [
    "true",
    "true",
    'expected an instance of Dot, got Circle {name: "c", "line width": 1, parent: null, factor: 1, listener: function without a name, radius: 3}',
    "true",
    'JsValue(Error: expected an instance of Shape, got "text")',
    "1.5",
  ]);
  leavesNothing(instance, () => instance.rust.import_cast());
});

test("a class that is not there is an error when it is asked for, and names its declaration", () => {
  const absent = () => start({ ...host, anything: () => 1, Absent: undefined }).rust;
  const missing = {
    name: "TypeError",
    message:
      /^module "\.\/host\.js" has no class Absent; it is declared in runtime_tests::imports, line \d+, column 1$/,
  };
  assertPasses(absent().import_absent_cast, missing);
  assertPasses(absent().import_absent_constructor, missing);
});

test("a method that is not there is an error that names the object's class and the declaration", () => {
  assertPasses(start(host).rust.import_missing_method, {
    name: "TypeError",
    message:
      /^an object has no method missingMethod \(declared for Shape\); it is declared in runtime_tests::imports, /,
  });
  assertPasses(start(host).rust.import_no_object, {
    name: "TypeError",
    message: /^undefined has no method scale \(declared for Shape\); /,
  });
});

test("a property of the wrong kind is named with its declaration", () => {
  const { rust } = start({ ...host, anything: () => ({ name: 5 }) });
  assertPasses(rust.import_wrong_result, {
    name: "TypeError",
    message: /^result of name: expected a string, got number 5; it is declared in /,
  });
});

test("a getter that throws is caught by a Result", () => {
  const { rust, notes } = start({
    ...host,
    anything: () => ({
      get name() {
        throw new Error("no name");
      },
    }),
  });
  rust.import_throwing_getter();
  assert.deepEqual(notes, ["Err(JsValue(Error: no name))"]);
});

test("a static is read anew each time", () => {
  const { rust, notes } = start(host);
  rust.import_statics();
  const changed = { ...host, VERSION: 8, small: { things: { Dot } } };
  const other = start(changed);
  changed.VERSION = 8;
  other.rust.import_statics();
  changed.small.perhaps = "later";
  const missing =
    /^Err\(JsValue\(TypeError: module "\.\/host\.js" has no value not\.there\.NOWHERE; it is declared in /;
  assert.deepEqual(notes.slice(0, 2), ["7 Circle favourite x1", 'Some("yes")']);
  assert.match(notes[2], missing);
  assert.deepEqual(other.notes.slice(0, 2), ["8 Circle favourite x1", "None"]);
});

test("a variadic function takes its list as arguments", () => {
  const instance = start(host);
  instance.rust.import_variadic();
  assert.deepEqual(instance.notes, ["1 6", "3"]);
  assert.deepEqual(Thenable.last, ["a", "b"]);
  leavesNothing(instance, () => instance.rust.import_variadic());
});

test("imported types go wherever values go", () => {
  const instance = start(host);
  instance.rust.import_crossing();
  assert.deepEqual(instance.notes, [
    "Shape x x1",
    "true true",
    "true false",
    "Shape y x1Shape x x1",
    "a b true",
    "true",
    "Circle made of x x1",
  ]);
  leavesNothing(instance, () => instance.rust.import_crossing());
});

test("a method takes a closure, which takes a reference to the class", () => {
  const instance = start(host);
  instance.rust.import_listener();
  assert.deepEqual(instance.notes, ["changed watched"]);
  leavesNothing(instance, () => instance.rust.import_listener());
});

test("methods of one name belong to their classes, and a block may stand in a function", () => {
  const { rust, notes } = start(host);
  rust.import_inside_a_function();
  assert.deepEqual(notes, ["Shape inner x1", "meow"]);
});

test("methods that are called often stay what they are", () => {
  const { rust } = start(host);
  assert.equal(rust.import_in_a_loop(debug ? 10_000 : 1_000_000), debug ? 10_000 : 1_000_000);
});

test("the descriptors of every form read like JavaScript", () => {
  const { rust, notes } = start(host);
  rust.import_descriptors();
  assert.deepEqual(notes, [
    "Shape: instanceof Shape",
    "Circle: instanceof Circle",
    "Point: instanceof small.things.Dot",
    "Absent: instanceof Absent",
    "Thenable: instanceof Thenable",
    "new: new Shape(name: &str) -> Shape",
    "with_radius: new Circle(name: &str, radius: f64) -> Circle",
    "try_new: new Circle(name: &str, radius: f64) -> Result<Circle, _>",
    "origin: new small.things.Dot() -> Dot",
    "of_all: new Thenable(...names: Vec<String>) -> Thenable",
    "absent: new Absent() -> Absent",
    "unit_circle: Circle.unitCircle() -> Circle",
    "between: small.things.Dot.distance(a: &Dot, b: &Dot) -> f64",
    "describe: &Shape.describe() -> String",
    "scale: &Shape.scale(by: f64)",
    "is_like: &Circle.isLike(other: &Shape) -> bool",
    "try_scale: &Shape.scale(by: f64) -> Result<(), _>",
    "each_corner: &Shape.eachCorner(f: closure FnMut(f64, f64))",
    "on_change: &Shape.onChange(f: closure FnMut(&Shape))",
    "many: &Shape.many(a: u32, b: u64, c: &str, d: Option<f64>) -> String",
    "add_all: &Shape.addAll(first: f64, ...rest: &[f64]) -> f64",
    "missing_method: &Shape.missingMethod()",
    "name: &Shape.name -> String",
    "set_name: &Shape.name = name: &str",
    "line_width: &Shape.line width -> f64",
    "set_line_width: &Shape.line width = to: f64",
    "set_kind: &Shape.type = to: &str",
    "r#type: &Shape.type -> Option<String>",
    "maybe_name: &Shape.name -> Option<String>",
    "parent: &Shape.parent -> Option<Shape>",
    "try_name: &Shape.name -> Result<String, _>",
    "get: &Shape[index: u32] -> Option<f64>",
    "set: &Shape[index: u32] = to: f64",
    "delete: delete &Shape[index: u32]",
    "get_named: &Shape[name: &str] -> JsValue",
    "VERSION: VERSION -> u32",
    "FAVOURITE: favourite -> Circle",
    "PERHAPS: small.perhaps -> Option<String>",
    "NOWHERE: not.there.NOWHERE -> Result<u32, _>",
    "note: note(text: &str)",
    "sum: sum(first: f64, ...rest: Vec<f64>) -> f64",
    "all: all(...rest: Vec<JsValue>) -> u32",
    "identity: identity(shape: Shape) -> Circle",
    "maybe: maybe(shape: Option<Shape>) -> Option<Shape>",
    "maybe_ref: maybeRef(shape: Option<&Shape>) -> bool",
    "shapes: shapes(list: Vec<Shape>) -> Vec<Circle>",
    "visit: visit(f: closure Fn(&Shape, Circle, Option<Dot>) -> Shape) -> bool",
    "maker: maker() -> function Fn(Shape) -> Circle",
    "anything: anything() -> JsValue",
  ]);
});
