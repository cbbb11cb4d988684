//! Stack closures of every choice of a number, `bool` or nothing as the one parameter and as the result. Some are entered by
//! their type, some by their thunk; some imports have an adapter of their own, some share the last.

use closures_extern::closures_extern;
use paste::paste;

closures_extern! {
    #![js(module = "./host.js")]
    fn note_number(number: f64);
}

/// A number as `f64`, and back, by `as`; of `bool` 0 and 1.
trait Number {
    fn number(self) -> f64;
    fn of(number: f64) -> Self;
}

macro_rules! numbers {
    ($($ty:ty)*) => {$(
        impl Number for $ty {
            fn number(self) -> f64 {
                self as f64
            }
            fn of(number: f64) -> Self {
                number as $ty
            }
        }
    )*};
}
numbers! { i8 u8 i16 u16 i32 u32 isize usize f32 f64 }

impl Number for bool {
    fn number(self) -> f64 {
        u8::from(self).into()
    }
    fn of(number: f64) -> Self {
        number != 0.0
    }
}

macro_rules! pairs {
    ($results:tt $($P:ident)*) => { $(pairs! { @results $P $results })* };
    (@results $P:ident [$($R:ident)*]) => { paste! {
        closures_extern! {
            #![js(module = "./host.js")]
            $(
                #[js(name = "lendNumber")]
                fn [<lend_ $P _ $R>](param: &str, result: &str, f: &dyn Fn($P) -> $R);
                #[js(name = "lendNumber")]
                fn [<lend_mut_ $P _ $R>](param: &str, result: &str, f: &mut dyn FnMut($P) -> $R);
            )*
            #[js(name = "lendNumber")]
            fn [<lend_ $P>](param: &str, result: &str, f: &dyn Fn($P));
            #[js(name = "lendNumber")]
            fn [<lend_mut_ $P>](param: &str, result: &str, f: &mut dyn FnMut($P));
            #[js(name = "lendNumber")]
            fn [<lend_none_ $P>](param: &str, result: &str, f: &dyn Fn() -> $P);
            #[js(name = "lendNumber")]
            fn [<lend_mut_none_ $P>](param: &str, result: &str, f: &mut dyn FnMut() -> $P);
        }

        #[unsafe(no_mangle)]
        extern "C" fn [<numbers_ $P>]() {
            let mut times = 0;
            $(
                [<lend_ $P _ $R>](stringify!($P), stringify!($R), &|n| $R::of(n.number()));
                [<lend_mut_ $P _ $R>](stringify!($P), stringify!($R), &mut |n| {
                    times += 1;
                    $R::of(n.number())
                });
            )*
            [<lend_ $P>](stringify!($P), "none", &|n| note_number(n.number()));
            [<lend_mut_ $P>](stringify!($P), "none", &mut |n| note_number(n.number()));
            [<lend_none_ $P>]("none", stringify!($P), &|| $P::of(-1.5));
            [<lend_mut_none_ $P>]("none", stringify!($P), &mut || {
                times += 1;
                $P::of(-1.5)
            });
            assert!(times > 0);
        }
    } };
}
pairs! { [bool i8 u8 i16 u16 i32 u32 isize usize f32 f64] bool i8 u8 i16 u16 i32 u32 isize usize f32 f64 }
