//! Finds the browsers, and installs them where apt-get can.

use std::{
    env,
    ffi::OsString,
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{ensure, Context, Result};

use crate::shell;

/// A program that tests start.
pub(super) struct Program {
    /// As people call it.
    title: &'static str,
    /// Its possible names in `PATH`; the first is apt-get's package too.
    names: &'static [&'static str],
    /// The variable that may name another file.
    pub(super) variable: &'static str,
    /// What to do where nothing else is left.
    advice: &'static str,
}

pub(super) const CHROMIUM: Program = Program {
    title: "Chromium",
    names: &["chromium"],
    variable: "CHROMIUM",
    advice:
        "install Chromium so that `chromium` is in PATH, or set CHROMIUM to the path of a Chromium or Chrome",
};

pub(super) const FIREFOX: Program = Program {
    title: "Firefox",
    names: &["firefox-esr", "firefox"],
    variable: "FIREFOX",
    advice:
        "install Firefox so that `firefox-esr` or `firefox` is in PATH, or set FIREFOX to the path of one",
};

/// The path of a program: what its variable names, else what is in `PATH`, else one fresh from apt-get.
pub(super) fn ensure(program: &Program) -> Result<PathBuf> {
    let &Program { title, names, variable, advice } = program;
    if let Some(path) = named(variable, env::var_os(variable))? {
        return Ok(path);
    }
    if let Some(path) = names.iter().find_map(|name| shell::find(name)) {
        return Ok(path);
    }
    ensure!(shell::find("apt-get").is_some(), "{title} was not found: {advice}");
    let prefix = prefix(program, is_root(), shell::find("sudo").is_some())?;
    let name = names[0];
    for arguments in [&["update"][..], &["install", "-y", name]] {
        shell::run(&mut apt_get(prefix, arguments))
            .with_context(|| format!("{title} could not be installed: {advice}"))?;
    }
    shell::find(name).with_context(|| format!("apt-get installed no program `{name}`: {advice}"))
}

/// The file that the variable names, which must exist: a wrong path must not silently mean another browser.
fn named(variable: &str, value: Option<OsString>) -> Result<Option<PathBuf>> {
    let Some(path) = value.filter(|value| !value.is_empty()).map(PathBuf::from) else { return Ok(None) };
    ensure!(
        path.is_file(),
        "{variable} is set to {}, and no file is there: correct or unset it",
        path.display()
    );
    Ok(Some(path))
}

/// What stands before `apt-get` so that it may install.
fn prefix(program: &Program, is_root: bool, has_sudo: bool) -> Result<&'static [&'static str]> {
    let Program { title, advice, .. } = program;
    ensure!(is_root || has_sudo, "{title} was not found, and only root can install it: {advice}");
    Ok(if is_root { &[] } else { &["sudo"] })
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
        let named = |value| named("CHROMIUM", value);
        assert_eq!(named(Some(browser.clone().into())).unwrap(), Some(browser));
        assert_eq!(named(None).unwrap(), None);
        assert_eq!(named(Some("".into())).unwrap(), None);
        let message = named(Some(folder.path().join("gone").into())).unwrap_err().to_string();
        assert!(message.ends_with("gone, and no file is there: correct or unset it"), "{message}");
    }

    #[test]
    fn only_who_is_not_root_needs_sudo() {
        let prefix = |is_root, has_sudo| prefix(&CHROMIUM, is_root, has_sudo);
        let install = |prefix| apt_get(prefix, &["install", "-y", "chromium"]);
        let env = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "chromium"];
        assert_eq!(words(&install(prefix(true, true).unwrap())), env);
        assert_eq!(words(&install(prefix(true, false).unwrap())), env);
        assert_eq!(words(&install(prefix(false, true).unwrap())), [&["sudo"][..], &env].concat());
        assert!(prefix(false, false).unwrap_err().to_string().contains("set CHROMIUM to the path"));
    }
}
