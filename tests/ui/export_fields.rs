use closures_extern::closures_export;

/// Does not cross.
#[derive(Clone)]
pub struct Inside;

pub struct A {
    x: f64,
}

pub struct B {
    inside: Inside,
}

pub struct C {
    x: f64,
}

pub struct D {
    x: f64,
}

pub struct E {
    x: f64,
}

closures_export! {
    pub type A { x }
}

closures_export! {
    pub type B { inside: Inside, outside: f64 }
}

closures_export! {
    pub type C {
        #[js(getter)]
        x: f64,
    }
}

closures_export! {
    #[js(field)]
    pub type D;
}

closures_export! {
    pub type E(f64);
}

fn main() {}
