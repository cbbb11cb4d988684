use closures_extern::closures_export;

macro_rules! eight_times {
    ($text:expr) => {
        concat!($text, $text, $text, $text, $text, $text, $text, $text)
    };
}

closures_export! {
    #[doc = eight_times!(eight_times!(eight_times!(eight_times!("sixteen letters."))))]
    pub fn documented() {}
}

fn main() {}
