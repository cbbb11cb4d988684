//! The measured loops of plain data, shared like `rows.rs`: a struct of eight numbers, and lists of these. How it crosses, each crate says
//! itself, in two modules: wasm-bindgen has two ways, by the properties of an object one by one and by serde.

use crate::Numbers;

/// Structs in a list.
const LENGTH: u32 = 16;

fn numbers(i: u32) -> Numbers {
    Numbers { a: i.into(), b: 1.0, c: 2.0, d: 3.0, e: 4.0, f: 5.0, g: 6.0, h: 7.0 }
}

fn sum(&Numbers { a, b, c, d, e, f, g, h }: &Numbers) -> f64 {
    a + b + c + d + e + f + g + h
}

macro_rules! rows {
    ($($way:ident: $to_js:ident, $from_js:ident, $list:ident;)*) => {$(
        #[unsafe(no_mangle)]
        pub extern "C" fn $to_js(n: u32) -> f64 {
            for i in 0..n {
                crate::$way::take_numbers(numbers(i));
            }
            0.0
        }

        #[unsafe(no_mangle)]
        pub extern "C" fn $from_js(n: u32) -> f64 {
            (0..n).map(|i| sum(&crate::$way::give_numbers(i))).sum()
        }

        #[unsafe(no_mangle)]
        pub extern "C" fn $list(n: u32) -> f64 {
            let list = |i| (0..LENGTH).map(|_| numbers(i)).collect();
            (0..n).map(|i| crate::$way::same_numbers(list(i)).iter().map(sum).sum::<f64>()).sum()
        }
    )*};
}

rows! {
    by_property: run_struct_to_js, run_struct_from_js, run_vec_of_structs;
    by_serde: run_struct_to_js_serde, run_struct_from_js_serde, run_vec_of_structs_serde;
}
