use closures_extern::closures_export;

struct Counter(u32);

closures_export! {
    type Counter;
    pub fn keep(counter: &'static mut Counter) {
        counter.0 += 1;
    }
}

fn main() {}
