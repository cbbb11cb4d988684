use closures_extern::closures_extern;

closures_extern! {
    type Date;
    impl Date {
        fn now() -> f64;
    }
}

fn main() {}
