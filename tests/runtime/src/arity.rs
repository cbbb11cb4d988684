//! Closures of 0 to 8 parameters, owned and references, on the heap and on the stack, with and without a result, and once.

use crate::keep;
use closures_extern::{closures_extern, Closure};
use paste::paste;
use std::fmt::Write;

closures_extern! {
    #![js(module = "./host.js")]
    fn note(text: &str);
}

macro_rules! arities {
    ($($count:literal ($($arg:ident: $ty:ty),*),)*) => { paste! {$(
        closures_extern! {
            #![js(module = "./host.js")]
            fn [<keep_fn_ $count>](f: &Closure<dyn Fn($($ty),*) -> String>);
            fn [<keep_fn_mut_ $count>](f: &Closure<dyn FnMut($($ty),*)>);
            fn [<keep_once_ $count>](f: &Closure<dyn FnMut($($ty),*) -> String>);
            fn [<lend_fn_ $count>](f: &dyn Fn($($ty),*) -> String);
            fn [<lend_fn_mut_ $count>](f: &mut dyn FnMut($($ty),*));
        }

        /// Makes the five closures of this number of parameters; the `FnMut` note what they are given.
        #[unsafe(no_mangle)]
        #[allow(unused_mut, reason = "no parameter, nothing to write")]
        extern "C" fn [<arity_ $count>]() {
            #[allow(clippy::too_many_arguments, reason = "that is the point")]
            fn show($($arg: $ty),*) -> String {
                let mut text = String::new();
                $(write!(text, "{} ", $arg).expect("a String takes all");)*
                text
            }
            let f = Closure::<dyn Fn($($ty),*) -> String>::new(show);
            [<keep_fn_ $count>](&f);
            keep(f);
            let f = Closure::wrap(Box::new(|$($arg: $ty),*| note(&show($($arg),*))) as Box<dyn FnMut($($ty),*)>);
            [<keep_fn_mut_ $count>](&f);
            keep(f);
            let f = Closure::once(show);
            [<keep_once_ $count>](&f);
            keep(f);
            [<lend_fn_ $count>](&show);
            let mut times = 0;
            [<lend_fn_mut_ $count>](&mut |$($arg: $ty),*| {
                times += 1;
                note(&format!("{times}: {}", show($($arg),*)));
            });
        }
    )*} };
}

arities! {
    0 (),
    1 (a: u32),
    2 (a: u32, b: String),
    3 (a: &str, b: u32, c: &str),
    4 (a: &str, b: &str, c: &str, d: &str),
    5 (a: u32, b: &str, c: f64, d: i8, e: String),
    6 (a: &str, b: i16, c: f32, d: i8, e: String, f: bool),
    7 (a: u32, b: i16, c: f32, d: &str, e: String, f: bool, g: u8),
    8 (a: u32, b: i16, c: &str, d: i8, e: String, f: bool, g: u8, h: f64),
}
