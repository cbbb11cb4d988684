//! Finds Chromium, and installs it where apt-get can.

use std::{
    env,
    ffi::OsString,
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{ensure, Context, Result};

use crate::shell;

/// The package and the program.
const NAME: &str = "chromium";

/// What to do where nothing else is left.
const ADVICE: &str =
    "install Chromium so that `chromium` is in PATH, or set CHROMIUM to the path of a Chromium or \
                      Chrome";

/// The path of a Chromium: what `CHROMIUM` names, else `chromium` in `PATH`, else one fresh from apt-get.
pub(super) fn ensure() -> Result<PathBuf> {
    if let Some(path) = named(env::var_os("CHROMIUM"))? {
        return Ok(path);
    }
    if let Some(path) = shell::find(NAME) {
        return Ok(path);
    }
    ensure!(shell::find("apt-get").is_some(), "Chromium was not found: {ADVICE}");
    let prefix = prefix(is_root(), shell::find("sudo").is_some())?;
    for arguments in [&["update"][..], &["install", "-y", NAME]] {
        shell::run(&mut apt_get(prefix, arguments))
            .with_context(|| format!("Chromium could not be installed: {ADVICE}"))?;
    }
    shell::find(NAME).with_context(|| format!("apt-get installed no program `{NAME}`: {ADVICE}"))
}

/// The file that the variable names, which must exist: a wrong path must not silently mean another browser.
fn named(variable: Option<OsString>) -> Result<Option<PathBuf>> {
    let Some(path) = variable.filter(|value| !value.is_empty()).map(PathBuf::from) else { return Ok(None) };
    ensure!(
        path.is_file(),
        "CHROMIUM is set to {}, and no file is there: correct or unset it",
        path.display()
    );
    Ok(Some(path))
}

/// What stands before `apt-get` so that it may install.
fn prefix(is_root: bool, has_sudo: bool) -> Result<&'static [&'static str]> {
    ensure!(is_root || has_sudo, "Chromium was not found, and only root can install it: {ADVICE}");
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
        assert_eq!(named(Some(browser.clone().into())).unwrap(), Some(browser));
        assert_eq!(named(None).unwrap(), None);
        assert_eq!(named(Some("".into())).unwrap(), None);
        let message = named(Some(folder.path().join("gone").into())).unwrap_err().to_string();
        assert!(message.ends_with("gone, and no file is there: correct or unset it"), "{message}");
    }

    #[test]
    fn only_who_is_not_root_needs_sudo() {
        let install = |prefix| apt_get(prefix, &["install", "-y", "chromium"]);
        let env = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "chromium"];
        assert_eq!(words(&install(prefix(true, true).unwrap())), env);
        assert_eq!(words(&install(prefix(true, false).unwrap())), env);
        assert_eq!(words(&install(prefix(false, true).unwrap())), [&["sudo"][..], &env].concat());
        assert!(prefix(false, false).unwrap_err().to_string().contains("set CHROMIUM to the path"));
    }
}
