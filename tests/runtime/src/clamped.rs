//! `Clamped`: bytes that are a `Uint8ClampedArray`.

use crate::keep;
#[cfg(not(feature = "hosted"))]
use closures_extern::closures_export;
use closures_extern::{closures_extern, Clamped, Closure, JsValue};

closures_extern! {
    #![js(module = "./host.js")]
    struct Picture {
        pixels: Clamped<Vec<u8>>,
        dark: Option<Clamped<u8>>,
    }

    fn pixels(list: Clamped<&[u8]>) -> Clamped<Vec<u8>>;
    fn more_pixels(list: &[Clamped<u8>], owned: Vec<Clamped<u8>>, lists: Vec<Clamped<Vec<u8>>>) -> Option<Clamped<Vec<u8>>>;
    fn fill_pixels(list: Clamped<&mut [u8]>, other: &mut [Clamped<u8>]);
    fn one_pixel(pixel: Clamped<u8>, other: Option<Clamped<u8>>) -> Clamped<u8>;
    fn picture(picture: Picture) -> Result<Picture, JsValue>;
    fn on_pixels(f: &Closure<dyn FnMut(&[Clamped<u8>], &mut [Clamped<u8>]) -> Clamped<Vec<u8>>>);
}

#[unsafe(no_mangle)]
extern "C" fn clamped_both_ways() -> bool {
    let list = [0, 127, 255];
    let all = pixels(Clamped(&list));
    let other = more_pixels(&list.map(Clamped), vec![Clamped(9)], vec![Clamped(vec![1]), Clamped(vec![])]);
    *all == [255, 127, 0] && other == Some(Clamped(vec![4, 5])) && other.is_some_and(|list| list.len() == 2)
}

#[unsafe(no_mangle)]
extern "C" fn clamped_filled() -> bool {
    let (mut list, mut other) = ([1; 4], [Clamped(2); 2]);
    fill_pixels(Clamped(&mut list), &mut other);
    list == [0, 255, 2, 1] && other == [Clamped(7), Clamped(2)]
}

/// The two that came, each after another number was rounded and cut off.
#[unsafe(no_mangle)]
extern "C" fn clamped_one(some: bool) -> u32 {
    one_pixel(Clamped(200), some.then_some(Clamped(3))).0.into()
}

#[unsafe(no_mangle)]
extern "C" fn clamped_field() -> i32 {
    match picture(Picture { pixels: Clamped(vec![1, 2]), dark: Some(Clamped(255)) }) {
        Ok(Picture { pixels, dark }) => {
            i32::from(pixels[0]) + i32::from(dark.map_or(0, |Clamped(byte)| byte))
        }
        Err(_) => -1,
    }
}

#[unsafe(no_mangle)]
extern "C" fn clamped_value(list: usize) -> bool {
    let value = JsValue::from(Clamped(vec![3; list]));
    value.is_object() && value == value.clone()
}

#[unsafe(no_mangle)]
extern "C" fn clamped_closure() {
    let f = Closure::new(|from: &[Clamped<u8>], to: &mut [Clamped<u8>]| {
        to.iter_mut().zip(from).for_each(|(to, from)| to.0 = from.saturating_add(10));
        Clamped(from.iter().map(|Clamped(byte)| 255 - byte).collect::<Vec<u8>>())
    });
    on_pixels(&f);
    keep(f);
}

#[cfg(not(feature = "hosted"))]
closures_export! {
    /// Makes the pixels of a picture darker, and returns what they were.
    pub fn export_darker(pixels: &mut [Clamped<u8>], by: Clamped<u8>) -> Clamped<Vec<u8>> {
        let old = pixels.iter().map(|pixel| pixel.0).collect();
        pixels.iter_mut().for_each(|pixel| pixel.0 = pixel.saturating_sub(by.0));
        Clamped(old)
    }

    pub fn export_pixels(pixels: Clamped<Vec<u8>>, others: Option<Vec<Clamped<u8>>>) -> usize {
        pixels.len() + others.map_or(0, |list| list.len())
    }
}
