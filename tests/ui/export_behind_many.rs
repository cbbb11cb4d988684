use closures_extern::closures_export;

macro_rules! sixteen_times {
    ($then:ident! $($item:tt)*) => {
        $then! {
            $($item)* $($item)* $($item)* $($item)* $($item)* $($item)* $($item)* $($item)*
            $($item)* $($item)* $($item)* $($item)* $($item)* $($item)* $($item)* $($item)*
        }
    };
}

macro_rules! two_hundred_and_fifty_six {
    ($($item:tt)*) => { sixteen_times! { exports! $($item)* } };
}

// What is behind the mistake is exported too.
macro_rules! exports {
    ($($item:tt)*) => {
        closures_export! {
            $($item)*
            pub unsafe fn wait() {}
            $($item)*
            pub fn last() -> u32 { 1 }
        }
    };
}

sixteen_times! { two_hundred_and_fifty_six! #[cfg(any())] fn one() {} }

fn main() {
    last();
}
