//! The step `hosted`: the crate in an app that the command of wasm-bindgen processes.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use super::{browsers::CHROMIUM, wasm::PACKAGE};
use crate::{
    node, shell,
    wasm::{self, Profile},
    workspace::Workspace,
};

/// Where the version of wasm-bindgen stands that is tested.
const LOCK: &str = "tests/hosted/Cargo.lock";

/// What these are about does not happen in such an app: wasm-bindgen loads it and exports.
const NOT_HOSTED: &[&str] = &["exports.test.js", "load.test.js", "load_files.test.js"];

/// The runtime tests in such an app, dev and release; then what only such an app has.
pub(super) fn run(workspace: &Workspace) -> Result<()> {
    let mut node = node::test("tests/hosted", &[])?;
    node::install("js")?; // its TypeScript turns the snippet into what the runtime tests can evaluate
    node::install("tests")?;
    node::install("tests/hosted")?;
    let chromium = CHROMIUM.ensure()?;
    wasm::ensure_target()?;
    let command = command(workspace)?;
    // A folder of its own: the other steps build the same packages without the feature.
    let hosted = Workspace { root: workspace.root.clone(), target: workspace.target.join("hosted") };
    for profile in [Profile::Dev, Profile::Release] {
        let mut tests = node::test_without("tests/runtime", &["--expose-gc"], NOT_HOSTED)?;
        let settings = ["--features", "hosted", "--target-dir"].map(OsStr::new);
        wasm::build_with(&[PACKAGE], profile, &[&settings[..], &[hosted.target.as_os_str()]].concat())?;
        let file = wasm::file(&hosted, PACKAGE, profile);
        let output = file.with_file_name("runtime-tests-nodejs");
        shell::run(Command::new(&command).args(["--target", "nodejs", "--out-dir"]).arg(&output).arg(file))?;
        shell::run(tests.env("RUNTIME_HOSTED", output))?;
    }
    shell::run(node.env("WASM_BINDGEN", command).env(CHROMIUM.variable, chromium))
}

/// The command of wasm-bindgen, which must be of the crate's very version.
fn command(workspace: &Workspace) -> Result<PathBuf> {
    let lock = fs::read_to_string(LOCK).with_context(|| format!("{LOCK} cannot be read"))?;
    let version = locked(&lock, "wasm-bindgen").with_context(|| format!("{LOCK} has no wasm-bindgen"))?;
    let root = workspace.target.join("tools");
    let file = root.join("bin").join(format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX));
    if !is_version(&file, version) {
        let install = ["install", "wasm-bindgen-cli", "--locked", "--force", "--version", version, "--root"];
        shell::run(shell::cargo().args(install).arg(root))?;
    }
    Ok(file)
}

fn is_version(file: &Path, version: &str) -> bool {
    file.is_file()
        && shell::read(Command::new(file).arg("--version"))
            .is_ok_and(|printed| printed == format!("wasm-bindgen {version}"))
}

/// The version of a package in a lock file.
fn locked<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let head = format!("name = \"{package}\"\nversion = \"");
    let (_, rest) = lock.split_once(&head)?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(lock, "js-sys"), None);
    }
}
