use closures_extern::closures_export;

pub struct Thing(u32);

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

// What is behind the mistake is exported too. An alias is no item, but its tokens could be those of two.
macro_rules! exports {
    ($($item:tt)*) => {
        closures_export! {
            $($item)* $($item)* $($item)* $($item)* $($item)*
            pub fn first() -> u32 { 1 }
            pub type Alias = u32;
            pub fn second() -> u32 { 2 }
            pub type Thing;
            pub fn third(self: &Thing) -> u32 { self.0 }
        }
    };
}

sixteen_times! { two_hundred_and_fifty_six! #[cfg(any())] fn one() {} #[cfg(any())] type One; }

fn main() {
    first();
    second();
    Thing(3).third();
}
