//! The measured loops of the rows about plain data, shared like `rows.rs`. How an object of JavaScript is made of a [`Point`], and a `Point` of one,
//! each crate says itself: the functions that it imports stand there.

use crate::{give_point, give_point_read, same_points, take_point, take_point_written, Point};

/// How many structs there are in a list.
const COUNT: u32 = 16;

fn point(i: u32) -> Point {
    Point { a: f64::from(i), b: 1.0, c: 2.5, d: -3.0, e: 4.0, f: 5.0, g: 6.0, h: 0.5 }
}

/// Looks at the first field and the last.
fn ends(point: &Point) -> f64 {
    point.a + point.h
}

#[unsafe(no_mangle)]
pub extern "C" fn run_struct_to_js(n: u32) -> f64 {
    for i in 0..n {
        take_point(point(i));
    }
    0.0
}

#[unsafe(no_mangle)]
pub extern "C" fn run_struct_to_js_setters(n: u32) -> f64 {
    for i in 0..n {
        take_point_written(point(i));
    }
    0.0
}

#[unsafe(no_mangle)]
pub extern "C" fn run_struct_from_js(n: u32) -> f64 {
    (0..n).map(|i| ends(&give_point(i))).sum()
}

#[unsafe(no_mangle)]
pub extern "C" fn run_struct_from_js_getters(n: u32) -> f64 {
    (0..n).map(|i| ends(&give_point_read(i))).sum()
}

/// An operation is a list of 16, there and back.
#[unsafe(no_mangle)]
pub extern "C" fn run_vec_of_structs(n: u32) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        let points = (0..COUNT).map(|_| point(i)).collect();
        sum += same_points(points).iter().map(ends).sum::<f64>();
    }
    sum
}
