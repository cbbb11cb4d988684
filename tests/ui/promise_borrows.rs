use closures_extern::{spawn_local, JsPromise};

async fn shown(text: &str) {
    println!("{text}");
}

fn main() {
    let text = String::from("short");
    spawn_local(async { println!("{text}") });
    spawn_local(shown(&text));
    let _ = JsPromise::<usize>::new(async { Ok(text.len()) });
}
