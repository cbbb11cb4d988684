//! Finds Chromium, its driver and Firefox, and installs them where apt-get can.

use std::{
    env,
    ffi::OsString,
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{ensure, Context, Result};

use crate::shell;

/// A browser that tests and the benchmark start, or the driver of one.
pub(crate) struct Browser {
    title: &'static str,
    /// The environment variable that may name its path; the tests read it too.
    pub(crate) variable: &'static str,
    /// The program.
    name: &'static str,
    /// The package of apt-get that has it.
    package: &'static str,
}

/// Chromium, or a Chrome that the variable names.
pub(crate) const CHROMIUM: Browser =
    Browser { title: "Chromium", variable: "CHROMIUM", name: "chromium", package: "chromium" };

/// What drives Chromium for wasm-bindgen-test, which reads the variable too.
pub(crate) const CHROMEDRIVER: Browser = Browser {
    title: "Chromium's driver",
    variable: "CHROMEDRIVER",
    name: "chromedriver",
    package: "chromium-driver",
};

/// Firefox, of the release line that distributions have.
pub(crate) const FIREFOX: Browser =
    Browser { title: "Firefox", variable: "FIREFOX", name: "firefox-esr", package: "firefox-esr" };

impl Browser {
    /// Its path: what the variable names, else the program in `PATH`, else one fresh from apt-get.
    pub(crate) fn ensure(&self) -> Result<PathBuf> {
        shell::installing(|| self.install())
    }

    fn install(&self) -> Result<PathBuf> {
        if let Some(path) = self.named(env::var_os(self.variable))? {
            return Ok(path);
        }
        if let Some(path) = shell::find(self.name) {
            return Ok(path);
        }
        let Self { title, name, package, .. } = self;
        let advice = self.advice();
        ensure!(shell::find("apt-get").is_some(), "{title} was not found: {advice}");
        let prefix = self.prefix(is_root(), shell::find("sudo").is_some())?;
        for arguments in [&["update"][..], &["install", "-y", package]] {
            shell::run(&mut apt_get(prefix, arguments))
                .with_context(|| format!("{title} could not be installed: {advice}"))?;
        }
        shell::find(name).with_context(|| format!("apt-get installed no program `{name}`: {advice}"))
    }

    /// What to do where nothing else is left.
    fn advice(&self) -> String {
        let Self { title, variable, name, .. } = self;
        format!("install {title} so that `{name}` is in PATH, or set {variable} to the path of one")
    }

    /// The file that the variable names, which must exist: a wrong path must not silently mean another browser.
    fn named(&self, value: Option<OsString>) -> Result<Option<PathBuf>> {
        let Some(path) = value.filter(|value| !value.is_empty()).map(PathBuf::from) else { return Ok(None) };
        ensure!(
            path.is_file(),
            "{} is set to {}, and no file is there: correct or unset it",
            self.variable,
            path.display()
        );
        Ok(Some(path))
    }

    /// What stands before `apt-get` so that it may install.
    fn prefix(&self, is_root: bool, has_sudo: bool) -> Result<&'static [&'static str]> {
        let (title, advice) = (self.title, self.advice());
        ensure!(is_root || has_sudo, "{title} was not found, and only root can install it: {advice}");
        Ok(if is_root { &[] } else { &["sudo"] })
    }
}

fn apt_get(prefix: &[&str], arguments: &[&str]) -> Command {
    // `env` and not `Command::env`: sudo hands variables on only where it is configured to.
    let words = [prefix, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], arguments].concat();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    command
}

fn is_root() -> bool {
    // Not by shell::read: where `id` does not exist, the answer is no.
    let output = Command::new("id").arg("-u").stderr(Stdio::null()).output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    fn words(command: &Command) -> Vec<&str> {
        let words = [command.get_program()].into_iter().chain(command.get_args());
        words.map(|word| word.to_str().unwrap()).collect()
    }

    #[test]
    fn the_variable_wins_and_must_name_a_file() {
        let folder = Folder::new("chromium");
        let browser = folder.file("browser", "");
        assert_eq!(CHROMIUM.named(Some(browser.clone().into())).unwrap(), Some(browser));
        assert_eq!(CHROMIUM.named(None).unwrap(), None);
        assert_eq!(CHROMIUM.named(Some("".into())).unwrap(), None);
        let message = CHROMIUM.named(Some(folder.path().join("gone").into())).unwrap_err().to_string();
        assert!(message.ends_with("gone, and no file is there: correct or unset it"), "{message}");
    }

    #[test]
    fn only_who_is_not_root_needs_sudo() {
        let install = |prefix| apt_get(prefix, &["install", "-y", "chromium"]);
        let env = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "chromium"];
        assert_eq!(words(&install(CHROMIUM.prefix(true, true).unwrap())), env);
        assert_eq!(words(&install(CHROMIUM.prefix(true, false).unwrap())), env);
        assert_eq!(words(&install(CHROMIUM.prefix(false, true).unwrap())), [&["sudo"][..], &env].concat());
        assert!(FIREFOX.prefix(false, false).unwrap_err().to_string().contains("set FIREFOX to the path"));
    }
}
