use closures_extern::closures_export;

closures_export! {
    pub fn push(_list: &mut Vec<u32>) {}
}

fn main() {}
