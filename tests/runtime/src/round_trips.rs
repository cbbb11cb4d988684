//! Every type through every way: JS gives a value to a closure, which gives it to an import, whose result it returns.

use crate::keep;
use closures_extern::{closures_extern, Closure};
use paste::paste;

macro_rules! round_trips {
    ($($name:ident $ty:ty,)*) => { paste! {$(
        closures_extern! {
            #![js(module = "./host.js")]
            fn [<echo_ $name>](value: $ty) -> $ty;
            fn [<keep_ $name>](f: &Closure<dyn Fn($ty) -> $ty>);
            fn [<lend_ $name>](f: &mut dyn FnMut($ty) -> $ty);
        }

        #[unsafe(no_mangle)]
        extern "C" fn [<heap_ $name>]() {
            let closure = Closure::new([<echo_ $name>]);
            [<keep_ $name>](&closure);
            keep(closure);
        }

        #[unsafe(no_mangle)]
        extern "C" fn [<stack_ $name>]() {
            [<lend_ $name>](&mut [<echo_ $name>]);
        }
    )*} };
}

round_trips! {
    bool bool, i8 i8, u8 u8, i16 i16, u16 u16, i32 i32, u32 u32, isize isize, usize usize, f32 f32, f64 f64,
    string String,
}

closures_extern! {
    #![js(module = "./host.js")]
    fn echo_str(value: &str) -> String;
    fn keep_str(f: &Closure<dyn Fn(&str) -> String>);
    fn lend_str(f: &mut dyn FnMut(&str) -> String);
    fn give_unit() -> ();
    fn keep_unit(f: &Closure<dyn Fn()>);
}

#[unsafe(no_mangle)]
extern "C" fn heap_str() {
    let closure = Closure::new(echo_str);
    keep_str(&closure);
    keep(closure);
}

#[unsafe(no_mangle)]
extern "C" fn stack_str() {
    lend_str(&mut echo_str);
}

#[unsafe(no_mangle)]
extern "C" fn heap_unit() {
    let closure = Closure::new(give_unit);
    keep_unit(&closure);
    keep(closure);
}
