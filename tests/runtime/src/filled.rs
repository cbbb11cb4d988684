//! `&mut [T]`: lists that the other side fills.

use crate::keep;
use closures_extern::{closures_extern, Closure, JsValue};

closures_extern! {
    #![js(module = "./host.js")]
    fn fill(list: &mut [u8]);
    fn fill_each(bytes: &mut [u8], floats: &mut [f64], wide: &mut [i64], more: Option<&mut [u16]>) -> String;
    fn fill_or_throw(list: &mut [i32]) -> Result<u32, JsValue>;
    fn fill_calling(list: &mut [u32], f: &mut dyn FnMut(&mut [u32]));
    fn filled(f: &Closure<dyn FnMut(&[f32], &mut [f32])>);
    fn filled_on_the_stack(f: &mut dyn FnMut(&mut [u8], &mut [u8]) -> String);
    fn filled_beside(f: &Closure<dyn Fn(String, JsValue, &mut [u64]) -> Result<u32, String>>);
    fn detach(value: &JsValue);
}

closures_extern! {
    #[js(namespace = crypto)]
    fn get_random_values(list: &mut [u32]) -> JsValue;
}

#[unsafe(no_mangle)]
extern "C" fn filled_by_import(length: usize) -> u32 {
    let mut list: Vec<u8> = (0..length).map(|at| at as u8).collect();
    fill(&mut list[..]);
    list.iter().map(|&byte| u32::from(byte)).sum()
}

#[unsafe(no_mangle)]
extern "C" fn filled_by_several(more: bool) -> bool {
    let (mut bytes, mut floats, mut wide, mut short) = ([1, 2, 3], [0.5; 2], [i64::MIN], [7; 4]);
    let text = fill_each(&mut bytes[1..], &mut floats, &mut wide, more.then_some(&mut short[..2]));
    let expected = if more { [10, 11, 7, 7] } else { [7; 4] };
    text == "filled" && bytes == [1, 8, 9] && floats == [-1.5, 0.0] && wide == [i64::MAX] && short == expected
}

/// What was written, and 1,000 if it threw.
#[unsafe(no_mangle)]
extern "C" fn filled_until_it_throws() -> i32 {
    let mut list = [1, 2];
    let threw = fill_or_throw(&mut list).is_err();
    list[0] + list[1] + if threw { 1_000 } else { 0 }
}

/// The same list is lent again meanwhile, and filled by both.
#[unsafe(no_mangle)]
extern "C" fn filled_while_it_calls() -> u32 {
    let mut list = [1, 2, 3];
    let mut calls = 0;
    fill_calling(&mut list, &mut |inner| {
        calls += 1;
        inner.reverse();
        let mut large = vec![0_u8; 3_000_000]; // the memory grows
        fill(&mut large);
        inner[0] += u32::from(large[2_999_999]);
    });
    list.iter().fold(calls, |sum, number| sum * 10 + number)
}

#[unsafe(no_mangle)]
extern "C" fn filled_at_random() -> bool {
    let mut list = [0_u32; 64];
    get_random_values(&mut list);
    list.iter().any(|&number| number != 0)
}

#[unsafe(no_mangle)]
extern "C" fn filled_by_closure() {
    let mut calls = 0.0;
    let f = Closure::new(move |from: &[f32], to: &mut [f32]| {
        calls += 1.0;
        to.iter_mut().zip(from).for_each(|(to, from)| *to = 2.0 * from + calls);
    });
    filled(&f);
    keep(f);
}

#[unsafe(no_mangle)]
extern "C" fn filled_by_stack_closure() {
    filled_on_the_stack(&mut |a, b| {
        a.fill(1);
        b.fill(2);
        format!("{} {}", a.len(), b.len())
    });
}

#[unsafe(no_mangle)]
extern "C" fn filled_beside_others() {
    let f = Closure::new(|text: String, value: JsValue, list: &mut [u64]| {
        list.fill(text.len() as u64);
        detach(&value);
        list.first().map(|_| 1).ok_or_else(|| "it is empty".to_owned())
    });
    filled_beside(&f);
    keep(f);
}

#[cfg(not(feature = "hosted"))]
mod exports {
    use super::{detach, fill};
    use closures_extern::{closures_export, JsPromise, JsValue};

    pub(crate) struct Gain(f32);

    closures_export! {
        type Gain;

        #[js(constructor)]
        fn new(by: f32) -> Gain {
            Gain(by)
        }

        fn process(self: &mut Gain, samples: &mut [f32]) -> usize {
            samples.iter_mut().for_each(|sample| *sample *= self.0);
            self.0 += 1.0;
            samples.len()
        }

        fn export_sort(list: &mut [i16]) {
            list.sort_unstable();
        }

        fn export_fill_maybe(list: Option<&mut [u8]>, other: &mut [u8]) -> Result<(), String> {
            other.fill(9);
            let Some(list) = list else { return Err("nothing to fill".into()) };
            fill(list);
            Ok(())
        }

        fn export_fill_detached(list: &mut [u8], array: &JsValue) {
            detach(array);
            list.fill(3);
        }

        async fn export_fill_later(list: &mut [f64], when: JsPromise<f64>) -> Result<f64, JsValue> {
            let number = when.await?;
            list.fill(number);
            Ok(number)
        }
    }
}
