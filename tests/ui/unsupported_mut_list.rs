use closures_extern::{closures_export, closures_extern, Closure};

closures_extern! {
    fn sort(list: &mut [String]);
    fn on_block(f: &Closure<dyn FnMut(u32, u32, u32, &mut [f32])>);
}

closures_export! {
    pub fn shuffle(list: &mut [bool]) {
        list.reverse();
    }
}

fn main() {}
