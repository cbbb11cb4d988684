//! Constructors, static methods and namespaces: what is called alike is told apart by where it belongs.

use closures_extern::{closures_export, JsValue, Rest};

struct Meters(f64);
struct Feet(f64);

closures_export! {
    type Meters;
    type Feet;

    /// Both are called `new`.
    #[js(constructor)]
    fn new(length: f64) -> Meters {
        Meters(length)
    }

    #[js(constructor = Feet)]
    fn new(length: f64) -> Result<Feet, String> {
        if length < 0.0 { Err("too short".to_owned()) } else { Ok(Self(length)) }
    }

    #[js(getter)]
    fn length(self: &Meters) -> f64 {
        self.0
    }

    #[js(getter)]
    fn length(self: &Feet) -> f64 {
        self.0
    }

    /// Reads what was written.
    #[js(static_method_of = Meters)]
    fn parse(text: &str) -> Result<Meters, String> {
        text.parse().map(Meters::new).map_err(|_| format!("`{text}` is no length"))
    }

    #[js(static_method_of = Feet, name = "parse")]
    fn from_text(text: &str) -> Option<Feet> {
        Feet::new(text.parse().ok()?).ok()
    }

    /// A method of the same name is another.
    #[js(name = "parse")]
    fn parse_again(self: &Feet) -> bool {
        true
    }

    #[js(static_method_of = Meters)]
    #[cfg(all())]
    fn add(all: Rest<f64>) -> Meters {
        Meters(all.0.iter().sum())
    }

    #[js(static_method_of = Meters)]
    async fn later(length: f64) -> Result<Meters, JsValue> {
        Ok(Meters::new(length))
    }

    #[js(static_method_of = Feet, name = "__proto__")]
    fn under() -> u32 {
        1
    }

    #[js(static_method_of = Feet, name = "constructor")]
    fn made() -> u32 {
        2
    }

    #[js(static_method_of = Feet, name = "[Symbol.species]")]
    fn species() -> u32 {
        3
    }

    #[js(namespace = "units")]
    fn names() -> Vec<String> {
        vec!["m".to_owned(), "ft".to_owned()]
    }

    #[js(namespace = "units.of_time", name = "names")]
    fn names_of_time() -> Vec<String> {
        vec!["s".to_owned()]
    }

    #[js(namespace = units)]
    async fn load() -> Result<f64, JsValue> {
        Ok(Meters::later(2.0).await?.length())
    }
}

closures_export! {
    /// Parameters may be changed.
    fn summed(mut all: Vec<f64>, n: f64) -> f64 {
        all.push(n);
        all.iter().sum()
    }

    fn grown(mut self: Meters, mut by: f64) -> Meters {
        by *= 2.0;
        self.0 += by;
        self
    }

    #[js(static_method_of = Meters)]
    fn doubled(mut length: f64) -> Meters {
        length *= 2.0;
        Self(length)
    }

    #[js(static_method_of = Meters)]
    async fn doubled_later(mut length: f64) -> Result<Meters, JsValue> {
        length *= 2.0;
        Ok(Self(length))
    }

    async fn grown_later(self: &Meters, mut by: f64) -> Result<f64, JsValue> {
        by += self.0;
        Ok(by)
    }
}
