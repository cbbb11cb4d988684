//! What happens under load: very many closures, very much memory, and none left.

use crate::keep;
use closures_extern::{closures_extern, scope, Closure, JsValue};
use std::cell::{Cell, RefCell};
use std::hint::black_box;

closures_extern! {
    #![js(module = "./host.js")]
    fn set_fake_timer(f: Closure<dyn FnMut()>);
    fn add_live(f: &Closure<dyn Fn(u32) -> u32>);
    fn keep_text(f: &Closure<dyn Fn(String) -> String>);
    fn keep_texts(f: &Closure<dyn Fn(Vec<String>) -> u32>);
    fn keep_exhausting(f: &Closure<dyn Fn()>);
    fn keep_frames(f: &Closure<dyn Fn(u32)>);
    fn keep_lending(f: &Closure<dyn Fn(u32)>);
    fn lend(f: &mut dyn FnMut(u32) -> u32);
    #[js(name = "lend")]
    fn lend_fn(f: &dyn Fn(u32) -> u32);
    #[js(name = "lend")]
    fn lend_general(f: &dyn Fn(u32) -> Option<u32>);
    #[js(name = "lend")]
    fn lend_optional(f: Option<&dyn Fn(u32) -> u32>);
    #[js(name = "lend")]
    fn lend_catching(f: &mut dyn FnMut(u32) -> u32) -> Result<(), JsValue>;
    #[js(name = "lend")]
    fn lend_scoped(f: &Closure<dyn FnMut(u32) -> u32>);
}

type Listener = Closure<dyn Fn(u32) -> u32>;

thread_local! {
    static FIRED: Cell<u32> = const { Cell::new(0) };
    static HELD: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
    static LIVE: RefCell<Vec<Listener>> = const { RefCell::new(Vec::new()) };
}

/// Gives so many once-closures to JS, as timers.
#[unsafe(no_mangle)]
extern "C" fn pressure_timers(count: u32) {
    for _ in 0..count {
        let captured = Box::new(1);
        set_fake_timer(Closure::<dyn FnMut()>::once(move || FIRED.set(FIRED.get() + *captured)));
    }
}

#[unsafe(no_mangle)]
extern "C" fn pressure_fired() -> u32 {
    FIRED.get()
}

/// Makes listeners that live at the same time.
#[unsafe(no_mangle)]
extern "C" fn pressure_listen(count: u32) {
    for number in 0..count {
        let closure = Listener::new(move |n: u32| n.wrapping_add(number));
        add_live(&closure);
        LIVE.with_borrow_mut(|live| live.push(closure));
    }
}

/// Drops every second of them, and then all.
#[unsafe(no_mangle)]
extern "C" fn pressure_unlisten(all: u32) {
    let dropped: Vec<_> = LIVE.with_borrow_mut(|live| {
        let mut number = 0;
        live.extract_if(.., |_| {
            number += 1;
            all != 0 || number % 2 == 0
        })
        .collect()
    });
    drop(dropped);
}

/// Takes memory and keeps it, untouched. `false`: there is none.
#[unsafe(no_mangle)]
extern "C" fn pressure_hold(bytes: usize) -> bool {
    let mut block = Vec::<u8>::new();
    let there_is = block.try_reserve_exact(bytes).is_ok();
    if there_is {
        HELD.with_borrow_mut(|held| held.push(block));
    }
    there_is
}

#[unsafe(no_mangle)]
extern "C" fn pressure_release() {
    HELD.with_borrow_mut(Vec::clear);
}

/// Closures that take what must be allocated, one that asks for more memory than there is, one that recurses.
#[unsafe(no_mangle)]
extern "C" fn pressure_closures() {
    HELD.with_borrow_mut(|held| held.reserve(1 << 12));
    let text = Closure::<dyn Fn(String) -> String>::new(|text| text);
    keep_text(&text);
    keep(text);
    let texts = Closure::<dyn Fn(Vec<String>) -> u32>::new(|texts: Vec<String>| texts.len() as u32);
    keep_texts(&texts);
    keep(texts);
    let exhausting = Closure::<dyn Fn()>::new(|| loop {
        HELD.with_borrow_mut(|held| held.push(Vec::with_capacity(1 << 28)));
    });
    keep_exhausting(&exhausting);
    keep(exhausting);
    let frames = Closure::<dyn Fn(u32)>::new(recurse);
    keep_frames(&frames);
    keep(frames);
}

/// A closure that lends another, in the way of that number.
#[unsafe(no_mangle)]
extern "C" fn pressure_lending() {
    let lending = Closure::<dyn Fn(u32)>::new(|way| {
        let mut sum = 0;
        let mut add = |n| {
            sum += n;
            sum
        };
        match way {
            0 => lend(&mut add),
            1 => lend_fn(&|n| n + way),
            2 => lend_general(&|n| Some(n + way)),
            3 => lend_optional(Some(&|n| n + way)),
            4 => drop(lend_catching(&mut add)),
            _ => scope(|scope| lend_scoped(&scope.closure(&mut add))),
        }
    });
    keep_lending(&lending);
    keep(lending);
}

/// Calls itself with frames of 4,096 bytes on the shadow stack.
fn recurse(depth: u32) {
    let mut frame = [0_u8; 4096];
    black_box(&mut frame);
    if depth > 0 {
        recurse(depth - 1);
    }
    black_box(&mut frame);
}
