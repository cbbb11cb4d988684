use closures_extern::Closure;

fn main() {
    let mut count = 0;
    let _ = Closure::<dyn Fn()>::new(move || count += 1);
}
