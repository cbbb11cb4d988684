use closures_extern::Closure;

fn main() {
    let _ = Closure::<dyn Fn() -> u32>::new(|| "text");
}
