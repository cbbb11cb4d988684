use closures_extern::closures_export;

closures_export! {
    pub fn push(list: &mut Vec<u32>) {}
}

fn main() {}
