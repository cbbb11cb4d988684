use closures_extern::closures_extern;

closures_extern! {
    fn close(&self);
}

fn main() {}
