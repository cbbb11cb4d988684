//! Blocks inside functions.

use closures_extern::closures_extern;

/// A block in a plain function.
pub fn local(n: i32) -> i32 {
    closures_extern! {
        #![js(module = "./host.js")]
        fn in_local(n: i32) -> i32;
    }
    in_local(n)
}

/// A block in a function that ends up in the caller's crate.
#[inline]
pub fn local_inline(n: i32) -> i32 {
    closures_extern! {
        #![js(module = "./host.js")]
        fn in_local_inline(n: i32) -> i32;
    }
    in_local_inline(n)
}

/// A block in a function that is compiled once for each type.
pub fn local_generic<N: Into<i32>>(n: N) -> i32 {
    closures_extern! {
        #![js(module = "./host.js")]
        fn in_local_generic(n: i32) -> i32;
    }
    in_local_generic(n.into())
}
