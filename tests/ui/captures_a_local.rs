use closures_extern::Closure;

fn main() {
    let mut count = 0;
    let closure = Closure::<dyn FnMut()>::new(|| count += 1);
    drop(closure);
}
