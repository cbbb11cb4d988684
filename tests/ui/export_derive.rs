use closures_extern::closures_export;

pub struct Interval;

closures_export! {
    #[derive(Clone, Debug)]
    pub type Interval;
}

fn main() {}
