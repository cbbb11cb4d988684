use closures_extern::closures_extern;

macro_rules! sixteen_times {
    ($then:ident! $($item:tt)*) => {
        $then! {
            $($item)* $($item)* $($item)* $($item)* $($item)* $($item)* $($item)* $($item)*
            $($item)* $($item)* $($item)* $($item)* $($item)* $($item)* $($item)* $($item)*
        }
    };
}

macro_rules! two_hundred_and_fifty_six {
    ($($item:tt)*) => { sixteen_times! { imports! $($item)* } };
}

macro_rules! imports {
    ($($item:tt)*) => {
        closures_extern! {
            fn first();
            fn of(value: u32) {}
            $($item)* $($item)* $($item)* $($item)* $($item)* $($item)* $($item)* $($item)* $($item)*
            fn last();
        }
    };
}

sixteen_times! { two_hundred_and_fifty_six! #[cfg(any())] fn one(); }

fn main() {
    first();
    last();
}
