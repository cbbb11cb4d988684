//! Plain data: an options object with callbacks in it, a struct that crosses both ways, and enums that are strings.

use closures_extern::{closures_export, closures_extern, Closure};
use std::cell::RefCell;
use std::rc::Rc;

closures_extern! {
    #![js(module = "form")]

    /// What the form shows and changes.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Settings {
        /// The name of the user.
        pub name: String,
        /// The colours.
        pub theme: Theme,
        /// In pixels.
        pub font_size: u32,
        /// When to send news. `None` means never.
        pub news: Option<News>,
    }

    /// The colours, a string in JavaScript.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub enum Theme {
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
        /// The same as the system.
        System = "system",
    }

    /// The topics of the news, and when to send them.
    #[derive(Clone, Debug, PartialEq)]
    pub struct News {
        /// The topics, in words.
        pub topics: Vec<String>,
        /// The hour of the day, from 0 to 23.
        pub hour: u32,
    }

    /// The options of a form. JavaScript owns the closures, and frees them with the form.
    pub struct FormOptions {
        /// The heading of the form.
        pub title: String,
        /// The settings that the form shows at first.
        pub settings: Settings,
        /// Is called with all settings when one has changed.
        pub on_change: Closure<dyn FnMut(Settings)>,
        /// Returns what is wrong with a name, or `None`.
        pub check_name: Option<Closure<dyn Fn(String) -> Option<String>>>,
        /// Without it the form has no button to reset the settings.
        pub on_reset: Option<Closure<dyn FnMut() -> Settings>>,
    }

    fn show_form(options: FormOptions);
}

/// Settings, which the form changes.
pub struct Panel {
    now: Rc<RefCell<Settings>>,
    changes: Rc<RefCell<u32>>,
}

impl Settings {
    fn new() -> Settings {
        Settings { name: "Ada".to_owned(), theme: Theme::System, font_size: 16, news: None }
    }
}

/// What is wrong with a name.
fn wrong_name(name: &str) -> Option<String> {
    match name.trim().chars().count() {
        0 => Some("A name has at least one letter.".to_owned()),
        1..=12 => None,
        letters => Some(format!("A name has at most 12 letters, and this has {letters}.")),
    }
}

closures_export! {
    /// Shows a form with settings.
    pub fn open(title: &str, resettable: bool) -> Panel {
        let now = Rc::new(RefCell::new(Settings::new()));
        let changes = Rc::new(RefCell::new(0));
        let panel = Panel { now: now.clone(), changes: changes.clone() };
        let reset = now.clone();
        show_form(FormOptions {
            title: title.to_owned(),
            settings: Settings::new(),
            on_change: Closure::new(move |settings: Settings| {
                *changes.borrow_mut() += 1;
                now.replace(settings);
            }),
            check_name: Some(Closure::new(|name: String| wrong_name(&name))),
            on_reset: resettable.then(|| Closure::new(move || {
                reset.replace(Settings::new());
                Settings::new()
            })),
        });
        panel
    }

    pub type Panel;

    /// The current settings, as a plain object.
    pub fn settings(self: &Panel) -> Settings {
        self.now.borrow().clone()
    }

    /// The settings as one line, and how often they have changed.
    pub fn summary(self: &Panel) -> String {
        let Settings { name, theme, font_size, news } = &*self.now.borrow();
        let news = match news {
            None => "no news".to_owned(),
            Some(News { topics, hour }) => format!("news of {} at {hour}:00", topics.join(" and ")),
        };
        format!("{name}, {theme:?}, {font_size} px, {news} ({} changes)", self.changes.borrow())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use closures_extern::{closures_test, JsFunction, JsValue};

    closures_extern! {
        #![js(module = "form")]
        /// The options of the last form.
        static SHOWN: Options;
        type Options;
        #[js(getter)]
        fn title(this: &Options) -> String;
        #[js(getter)]
        fn settings(this: &Options) -> Settings;
        #[js(getter)]
        fn on_change(this: &Options) -> JsFunction<dyn Fn(JsValue)>;
        #[js(getter)]
        fn check_name(this: &Options) -> JsFunction<dyn Fn(String) -> Option<String>>;
        #[js(getter)]
        fn on_reset(this: &Options) -> Option<JsFunction<dyn Fn() -> Settings>>;
    }

    closures_extern! {
        #[js(namespace = JSON)]
        fn parse(text: &str) -> JsValue;
    }

    closures_test! {
        fn a_form_shows_the_settings_and_its_title() {
            let _panel = open("Yours", true);
            assert_eq!(SHOWN.get().title(), "Yours");
            assert_eq!(SHOWN.get().settings(), Settings::new());
        }

        fn what_the_form_changes_is_there() -> Result<(), JsValue> {
            let panel = open("", true);
            let changed = parse(
                r#"{ "name": "Bo", "theme": "dark", "fontSize": 20, "news": { "topics": ["rust", "wasm"], "hour": 7 } }"#,
            );
            SHOWN.get().on_change().call(changed)?;
            assert_eq!(panel.settings().theme, Theme::Dark);
            assert_eq!(panel.summary(), "Bo, Dark, 20 px, news of rust and wasm at 7:00 (1 changes)");
            Ok(())
        }

        fn what_is_no_setting_is_refused_with_its_path_and_changes_nothing() -> Result<(), JsValue> {
            let panel = open("", true);
            let wrong = parse(r#"{ "name": "Bo", "theme": "blue", "fontSize": 20 }"#);
            let error = SHOWN.get().on_change().call(wrong).unwrap_err();
            assert_eq!(
                error.get("message")?.as_string().unwrap(),
                r#"parameter 1: field theme: expected Theme, one of "light", "dark", "system", got string "blue""#
            );
            assert_eq!(panel.settings(), Settings::new());
            Ok(())
        }

        fn a_name_is_checked_by_rust() -> Result<(), JsValue> {
            let _panel = open("", false);
            let check = SHOWN.get().check_name();
            assert_eq!(check.call("Grace".to_owned())?, None);
            assert_eq!(check.call("  ".to_owned())?.as_deref(), Some("A name has at least one letter."));
            assert!(check.call("Wilhelmina the First".to_owned())?.unwrap().ends_with("and this has 20."));
            Ok(())
        }

        fn a_form_that_cannot_be_reset_has_no_callback_for_it() -> Result<(), JsValue> {
            let _panel = open("", false);
            assert!(SHOWN.get().on_reset().is_none());
            assert!(!JsValue::from(SHOWN.get()).has("onReset")?);
            Ok(())
        }

        fn a_reset_brings_the_first_settings_back() -> Result<(), JsValue> {
            let panel = open("", true);
            SHOWN.get().on_change().call(parse(r#"{ "name": "Bo", "theme": "dark", "fontSize": 20 }"#))?;
            assert_ne!(panel.settings(), Settings::new());
            assert_eq!(SHOWN.get().on_reset().unwrap().call()?, Settings::new());
            assert_eq!(panel.settings(), Settings::new());
            Ok(())
        }
    }
}
