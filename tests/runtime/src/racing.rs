//! Lists over memory whose length changes during the call, and a block of Rust's own behind where they are copied to.

use crate::keep;
use closures_extern::{closures_export, closures_extern, Closure, JsValue, Rest};
use std::cell::RefCell;

closures_extern! {
    #![js(module = "./host.js")]
    fn list() -> Vec<u8>;
    #[js(name = "list")]
    fn try_list() -> Result<Vec<u8>, JsValue>;
    #[js(name = "list")]
    fn option_list() -> Option<Vec<u8>>;
    #[js(name = "list")]
    fn floats() -> Vec<f64>;
    fn hold(f: &Closure<dyn Fn(Vec<u8>) -> f64>);
    #[js(name = "hold")]
    fn hold_slice(f: &Closure<dyn Fn(&[u8]) -> f64>);
    #[js(name = "hold")]
    fn hold_two(f: &Closure<dyn Fn(Vec<u8>, f64) -> f64>);
    #[js(name = "hold")]
    fn hold_rest(f: &Closure<dyn Fn(Rest<Vec<u8>>) -> f64>);
}

thread_local! {
    static BEHIND: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

closures_export! {
    fn racing_vec(list: Vec<u8>) -> usize {
        list.len()
    }
    fn racing_slice(list: &[u8]) -> usize {
        list.len()
    }
    fn racing_option(list: Option<Vec<u8>>) -> usize {
        list.map_or(0, |list| list.len())
    }
    fn racing_two(list: Vec<u8>, n: f64) -> String {
        format!("{list:?} {n}")
    }
    fn racing_rest(lists: Rest<Vec<u8>>) -> usize {
        lists.0.iter().map(Vec::len).sum()
    }
    fn racing_floats(list: Vec<f64>) -> usize {
        list.len()
    }
    fn racing_wide(list: &[u64]) -> usize {
        list.len()
    }
    fn racing_numbers(list: Rest<u32>) -> String {
        format!("{:?}", list.0)
    }
    fn racing_result(way: u32) -> usize {
        match way {
            0 => list().len(),
            1 => try_list().map_or(0, |list| list.len()),
            2 => option_list().map_or(0, |list| list.len()),
            _ => floats().len(),
        }
    }
    fn racing_closures() {
        let vec = Closure::<dyn Fn(Vec<u8>) -> f64>::new(|list: Vec<u8>| list.len() as f64);
        hold(&vec);
        let slice = Closure::<dyn Fn(&[u8]) -> f64>::new(|list: &[u8]| list.len() as f64);
        hold_slice(&slice);
        let two = Closure::<dyn Fn(Vec<u8>, f64) -> f64>::new(|list: Vec<u8>, n| list.len() as f64 + 1000.0 * n);
        hold_two(&two);
        let rest = Closure::<dyn Fn(Rest<Vec<u8>>) -> f64>::new(|lists: Rest<Vec<u8>>| lists.0.iter().map(Vec::len).sum::<usize>() as f64);
        hold_rest(&rest);
        keep((vec, slice, two, rest));
    }

    /// Leaves a free block of this size, and behind it a block of Rust's own, all 0x55.
    fn racing_prepare(size: usize) {
        let block = Vec::<u8>::with_capacity(size);
        BEHIND.set(vec![0x55; 1 << 16]);
        drop(std::hint::black_box(block));
    }
    /// How many bytes of Rust's own block are not what it wrote.
    fn racing_changed() -> usize {
        BEHIND.with_borrow(|behind| behind.iter().filter(|&&byte| byte != 0x55).count())
    }
}
