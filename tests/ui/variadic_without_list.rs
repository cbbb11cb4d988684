use closures_extern::closures_extern;

closures_extern! {
    #[js(variadic)]
    fn log(text: &str);

    #[js(variadic)]
    fn debug();
}

closures_extern! {
    type Logger;

    #[js(method, variadic)]
    fn warn(this: &Logger, level: u32);

    #[js(method, variadic)]
    fn trace(this: &Logger, all: Vec<std::cell::Cell<u32>>);

    #[cfg(any())]
    #[js(method, variadic)]
    fn error(this: &Logger, level: Missing);

    #[js(method, variadic)]
    fn info(this: &Logger, texts: Option<Vec<String>>);
}

fn main() {}
