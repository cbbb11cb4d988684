use closures_extern::Closure;

fn main() {
    let text = String::from("used up");
    let _ = Closure::<dyn FnMut() -> String>::new(move || text);
    let _ = Closure::<dyn Fn()>::once(|| ());
}
