//! A small app of what bundlers may break: a module beside the page's own, closures of both kinds, strings, a class.

use closures_extern::{closures_export, closures_extern, Closure};

closures_extern! {
    #![js(module = "./host.js")]
    fn each_name(f: &mut dyn FnMut(&str));
    fn say(text: &str);
}

closures_extern! {
    fn set_timeout(f: &Closure<dyn FnMut()>, ms: u32) -> f64;
}

/// A greeting, which JavaScript owns until it is over.
pub struct Greeting {
    _goodbye: Closure<dyn FnMut()>,
}

closures_export! {
    pub type Greeting;

    /// Greets all, and says goodbye when it is JavaScript's turn again.
    pub fn greet() -> Greeting {
        let mut count = 0;
        each_name(&mut |name| {
            count += 1;
            say(&format!("Hello, {name}!"));
        });
        let goodbye = Closure::new(move || say(&format!("Goodbye to all {count}.")));
        set_timeout(&goodbye, 0);
        Greeting { _goodbye: goodbye }
    }
}
