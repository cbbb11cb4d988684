//! What values are asked, made of and turned into.

use closures_extern::{
    closures_extern, CastError, CastTarget, Clamped, Closure, JsFunction, JsPromise, JsValue,
};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt::Debug;
use std::num::NonZero;

closures_extern! {
    #![js(module = "./host.js")]
    fn note(text: &str);
    fn asked() -> JsValue;
    #[js(name = "asked")]
    fn asked_function() -> JsFunction<dyn Fn(u32) -> u32>;
    fn taken(value: &JsValue);
    #[js(name = "asked")]
    fn may_throw() -> Result<JsValue, JsValue>;
}

/// Notes all that a value says of itself.
#[unsafe(no_mangle)]
extern "C" fn ask_kind() {
    let value = asked();
    let answers = [
        ("nothing", value.is_null_or_undefined()),
        ("number", value.is_number()),
        ("bigint", value.is_bigint()),
        ("symbol", value.is_symbol()),
        ("string", value.is_string()),
        ("object", value.is_object()),
        ("function", value.is_function()),
        ("array", value.is_array()),
        ("truthy", value.is_truthy()),
    ];
    assert_ne!(value.is_truthy(), value.is_falsy());
    assert!(value.js_typeof() == value.r#typeof());
    let true_of: Vec<&str> = answers.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect();
    note(&true_of.join(" "));
}

/// Notes what a value is equal to.
#[unsafe(no_mangle)]
extern "C" fn ask_equal() {
    let value = asked();
    let (text, number) = (String::from("7"), JsValue::from_f64(7.0));
    let borrowed = &text;
    let not_a_number: f64 = "NaN".parse().expect("a number");
    let answers = [
        ("str", value == *"7"),
        ("&str", value == "7"),
        ("String", value == text),
        ("&String", value == borrowed),
        ("f64", value == 7.0),
        ("i32", value == 7),
        ("u8", value == 7_u8),
        ("f32", value == 7.0_f32),
        ("u64", value == 7_u64),
        ("i128", value == 7_i128),
        ("NaN", value == not_a_number),
        ("replacement", value == "\u{fffd}"),
        ("bool", value == true),
        ("from_str", value == JsValue::from_str(&text)),
        ("from_f64", value == number),
        ("from_bool", value == JsValue::from_bool(true)),
    ];
    let equal_to: Vec<&str> = answers.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect();
    note(&equal_to.join(" "));
}

/// Notes what a value answers about its property `key`, and whether it is an instance of its property `class`; or what that throws.
#[unsafe(no_mangle)]
extern "C" fn ask_property() {
    fn answers(value: &JsValue) -> Result<String, JsValue> {
        let class = value.get("class")?;
        let [before, instance] = [value.has("key")?, value.instance_of(&class)?];
        let gone = value.delete("key")?;
        Ok(format!("{before} {instance} {gone} {}", value.has("key")?))
    }
    note(&answers(&asked()).unwrap_or_else(|thrown| format!("{thrown:?}")));
}

/// Hands over a value made of each thing that values are made of.
#[unsafe(no_mangle)]
extern "C" fn make_values() {
    taken(&JsValue::object());
    taken(&JsValue::array());
    taken(&vec![1.5, 2.5].into());
    taken(&vec![JsValue::NULL, "a".into()].into());
    taken(&["b", "c"].map(String::from).into());
    taken(&BTreeMap::from([("d".to_owned(), 1_u32)]).into());
    taken(&HashMap::from([("e".to_owned(), JsValue::TRUE)]).into());
    taken(&JsValue::error("of Rust"));
    let function = asked_function();
    taken(&JsValue::from(&function));
    taken(&function.into());
}

closures_extern! {
    #![js(module = "./host.js")]
    type Thing;

    #[derive(Debug)]
    struct Options {
        name: String,
        on_done: Option<Closure<dyn FnMut() -> u32>>,
    }

    #[derive(Debug)]
    enum Side {
        Left = "left",
        Right = "right",
    }
}

/// Hands over a list with a value of each other kind that becomes one.
#[unsafe(no_mangle)]
extern "C" fn make_other_values() {
    let thing = Thing::unchecked_from(asked());
    let kept = String::from("kept");
    let object = JsValue::object();
    object.set("thing", &thing).expect("an object");
    let options = Options { name: "a".to_owned(), on_done: Some(Closure::new(|| 9)) };
    let all: Vec<JsValue> = vec![
        object,
        JsValue::from(&thing),
        thing.into(),
        (&kept).into(),
        options.into(),
        Side::Left.into(),
        vec![Side::Right, Side::Left].into(),
        vec!["a".to_owned()].into_boxed_slice().into(),
        ("b".to_owned(), 1.5, true).into(),
        Some(7_u64).into(),
        None::<String>.into(),
        Some(false).into(),
        (-1_i128).into(),
        'x'.into(),
        [1_u8, 2].as_slice().into(),
        Clamped(vec![3_u8]).into(),
        JsPromise::<u32>::new(async { Ok(4) }).into(),
    ];
    taken(&all.into());
}

/// Hands over a closure that Rust owns, drops it, and hands over one that JavaScript owns.
#[unsafe(no_mangle)]
extern "C" fn make_functions() {
    let closure = Closure::<dyn Fn() -> u32>::new(|| 7);
    let object = JsValue::object();
    object.set("f", &closure).expect("an object");
    taken(&object);
    drop(closure);
    taken(&Closure::<dyn Fn() -> u32>::new(|| 8).into());
}

/// Notes how errors of both sides go through one `?` or another.
#[unsafe(no_mangle)]
extern "C" fn compose_errors() {
    fn as_value(text: &str) -> Result<(), JsValue> {
        let _: u32 = text.parse()?;
        let _: f64 = "1.5".parse()?;
        let _: bool = "true".parse()?;
        let _ = String::from_utf8(vec![b'a'])?;
        may_throw()?;
        Err(Box::<dyn Error>::from("boxed"))?
    }
    fn as_error(text: &str) -> Result<(), Box<dyn Error>> {
        let _: u32 = text.parse()?;
        may_throw()?;
        Ok(())
    }
    /// What JavaScript has thrown comes out as it went in.
    fn through_both(text: &str) -> Result<(), JsValue> {
        let number: i8 = text.parse().map_err(JsValue::error)?;
        as_error(&number.to_string())?;
        Ok(())
    }
    for text in ["1", "x"] {
        taken(&as_value(text).expect_err("it fails"));
        taken(&through_both(text).err().into());
        note(&as_error(text).map_or_else(|error| error.to_string(), |()| "Ok".to_owned()));
    }
}

/// Hands over closures that fail: with what JavaScript has thrown, in a box, with the text of an error, and with an error made here.
#[unsafe(no_mangle)]
extern "C" fn failing_functions() {
    type Fails<E> = dyn Fn() -> Result<(), E>;
    taken(&Closure::<Fails<JsValue>>::new(|| may_throw().map(drop)).into());
    taken(&Closure::<Fails<Box<dyn Error>>>::new(|| Ok(may_throw().map(drop)?)).into());
    taken(&Closure::<Fails<Box<dyn Error>>>::new(|| Err("boxed".into())).into());
    taken(&Closure::<Fails<std::fmt::Error>>::new(|| Err(std::fmt::Error)).into());
    taken(&Closure::<Fails<&'static str>>::new(|| Err("text")).into());
    taken(&JsValue::type_error("no number"));
    taken(&JsValue::range_error(format_args!("{} is too large", 7)));
}

/// Notes a value as `Display` shows it, and as it stands at the right of ten places.
#[unsafe(no_mangle)]
extern "C" fn display() {
    let value = asked();
    note(&format!("{value}"));
    note(&format!("{value:>10}"));
}

/// Hands over a new instance of a class with two arguments, or what that throws.
#[unsafe(no_mangle)]
extern "C" fn construct() {
    let (Ok(made) | Err(made)) = asked().construct(&[JsValue::from(1), "two".into()]);
    taken(&made);
}

/// Notes what of many types a value converts to, and the texts of those errors that are not the same for all values.
#[unsafe(no_mangle)]
extern "C" fn convert() {
    fn tell<T: TryFrom<JsValue, Error = CastError> + Debug>(name: &str) {
        match T::try_from(asked()) {
            Ok(value) => note(&format!("{name} {value:?}")),
            Err(error) => {
                let text = error.to_string();
                assert_eq!(format!("{:?}", error.into_value()), format!("{:?}", asked()));
                note(&format!("not {name}: {text}"));
            }
        }
    }
    tell::<bool>("bool");
    tell::<f64>("f64");
    tell::<f32>("f32");
    tell::<u8>("u8");
    tell::<i32>("i32");
    tell::<u32>("u32");
    tell::<NonZero<i16>>("NonZero<i16>");
    tell::<u64>("u64");
    tell::<i128>("i128");
    tell::<char>("char");
    tell::<String>("String");
    tell::<Cow<'static, str>>("Cow");
    tell::<Vec<u8>>("Vec<u8>");
    tell::<Vec<String>>("Vec<String>");
    tell::<[f64; 2]>("[f64; 2]");
    tell::<(String, u8)>("(String, u8)");
    tell::<BTreeMap<String, u8>>("BTreeMap<String, u8>");
    tell::<JsFunction<dyn Fn()>>("JsFunction");
    tell::<Point>("Point");
    tell::<Side>("Side");
    tell::<Thing>("Thing");
}

closures_extern! {
    #![js(module = "./host.js")]

    #[derive(Debug)]
    struct Point {
        x: f64,
        y: Option<u8>,
    }

    #[js(extends = Thing)]
    type Part;
    #[js(getter)]
    fn size(this: &Part) -> u32;

    #[js(extends = JsValue, namespace = deep)]
    type Root;
    #[js(extends = Thing, extends = JsValue)]
    type Spare;
}

/// Notes what each cast of a value answers.
#[unsafe(no_mangle)]
extern "C" fn cast() {
    fn tell<T: CastTarget + AsRef<JsValue>>(name: &str) {
        let value = asked();
        let answers = [value.is_instance_of::<T>(), value.has_type::<T>(), value.dyn_ref::<T>().is_some()];
        let same: &T = value.unchecked_ref();
        assert_eq!(*same.as_ref(), value);
        let into = value.clone().dyn_into::<T>();
        assert!(answers.iter().all(|answer| *answer == into.is_ok()));
        match into {
            Ok(object) => {
                assert_eq!(*object.as_ref(), value);
                note(name);
            }
            Err(error) => {
                note(&format!("not {name}: {error}"));
                assert_eq!(error.into_value(), value);
            }
        }
    }
    tell::<Thing>("Thing");
    tell::<Part>("Part");
    tell::<Root>("Root");
    tell::<Spare>("Spare");
    tell::<JsValue>("JsValue");
}

/// Casts an imported type down and up, and notes a property of it: one that is missing is what JavaScript says of it.
#[unsafe(no_mangle)]
extern "C" fn cast_down() {
    let thing: Thing = asked().unchecked_into();
    if let Some(part) = thing.dyn_ref::<Part>() {
        note(&part.size().to_string());
    }
    match thing.dyn_into::<Part>() {
        Ok(part) => {
            let root: Root = part.unchecked_into();
            let parent: &JsValue = &root;
            note(&format!("{parent:?}"));
        }
        Err(error) => note(&error.to_string()),
    }
}
