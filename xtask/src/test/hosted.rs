//! The step `hosted`: the crate in an app that the command of wasm-bindgen processes.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use super::{
    browsers::{CHROMEDRIVER, CHROMIUM},
    components::CLIPPY,
    wasm::{FEWER, PACKAGE},
    Extent,
};
use crate::{
    node, shell,
    wasm::{self, Profile},
    workspace::Workspace,
};

/// Where the version of wasm-bindgen stands that is tested.
const LOCK: &str = "tests/hosted/Cargo.lock";

/// What these are about does not happen in such an app, or is called by what does not: wasm-bindgen loads it and exports.
const NOT_HOSTED: &[&str] = &[
    "arguments.test.js",
    "associated.test.js",
    "constructors.test.js",
    "exports.test.js",
    "exports_objects.test.js",
    "faults.test.js",
    "faults_panics.test.js",
    "fields.test.js",
    "load.test.js",
    "load_files.test.js",
    "objects.test.js",
    "private.test.js",
    "racing.test.js",
    "stopped.test.js",
    "symbols.test.js",
    "trace.test.js",
];

/// The runtime tests in such an app, dev and release; the packages of tests/compile/pass; then what only such an app has. Daily, these
/// packages are checked: the command takes minutes to build.
pub(super) fn run(workspace: &Workspace, extent: Extent) -> Result<()> {
    // A folder of its own: the other steps build the same packages without the feature.
    let hosted = Workspace { root: workspace.root.clone(), target: workspace.target.join("hosted") };
    CLIPPY.ensure()?;
    if extent == Extent::Daily {
        return check_pass(&hosted);
    }
    let mut node = node::test("tests/hosted", &[])?;
    node::install("js")?; // its TypeScript turns the snippet into what the runtime tests can evaluate
    node::install("tests")?;
    node::install("tests/hosted")?;
    let (chromium, driver) = (CHROMIUM.ensure()?, CHROMEDRIVER.ensure()?);
    let command = command(workspace)?;
    for profile in [Profile::Dev, Profile::Release] {
        let mut tests = node::test_without("tests/runtime", &["--expose-gc"], NOT_HOSTED)?;
        build(&hosted, profile)?;
        let file = processed(&command, &wasm::file(&hosted, PACKAGE, profile))?;
        shell::run(tests.env("RUNTIME_WASM", file).envs(FEWER))?;
    }
    let mut tests = node::test("tests/compile/pass", &[])?;
    check_pass(&hosted)?;
    shell::run(pass(&hosted, "build").args(["--package", "pass-app"]))?;
    let file = processed(&command, &wasm::file(&hosted, "pass-app", Profile::Dev))?;
    shell::run(tests.env("PASS_WASM", file))?;
    node.env("WASM_BINDGEN", command).env(CHROMIUM.variable, chromium);
    shell::run(node.env(CHROMEDRIVER.variable, driver))
}

/// Builds the module of the runtime tests as such an app has it.
fn build(hosted: &Workspace, profile: Profile) -> Result<()> {
    let words = ["--features", "hosted", "--target-dir"].map(OsStr::new);
    wasm::build_with(&[PACKAGE], profile, &[&words[..], &[hosted.target.as_os_str()]].concat())
}

/// As the step `pass`, for wasm.
fn check_pass(hosted: &Workspace) -> Result<()> {
    wasm::ensure_target()?;
    shell::run(pass(hosted, "clippy").args(["--workspace", "--", "-D", "warnings"]))
}

/// A command of cargo about the packages of tests/compile/pass in such an app.
fn pass(hosted: &Workspace, command: &str) -> Command {
    let mut cargo = shell::cargo();
    cargo.arg(command).args(["--manifest-path", "tests/compile/pass/Cargo.toml", "--target", wasm::TARGET]);
    cargo.args(["--features", "pass-app/hosted", "--target-dir"]).arg(&hosted.target);
    cargo
}

/// Has the command process a wasm file for Node; the file that it writes.
fn processed(command: &Path, file: &Path) -> Result<PathBuf> {
    let folder = file.with_extension("nodejs");
    shell::run(Command::new(command).args(["--target", "nodejs", "--out-dir"]).arg(&folder).arg(file))?;
    let name = file.file_stem().context("a wasm file has a name")?.to_string_lossy();
    Ok(folder.join(format!("{name}_bg.wasm")))
}

/// The command of wasm-bindgen, which must be of the crate's very version.
fn command(workspace: &Workspace) -> Result<PathBuf> {
    let lock = fs::read_to_string(LOCK).with_context(|| format!("{LOCK} cannot be read"))?;
    let version = locked(&lock, "wasm-bindgen").with_context(|| format!("{LOCK} has no wasm-bindgen"))?;
    let root = workspace.target.join("tools");
    let file = root.join("bin").join(format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX));
    if !is_version(&file, version) {
        // Not `--locked`: a registry that lags behind may lack what its lock file names. A debug build, because that takes less than half
        // as long, and it processes a few files only.
        let programs = ["--bin", "wasm-bindgen", "--bin", "wasm-bindgen-test-runner"];
        let install = [
            &["install", "wasm-bindgen-cli", "--force", "--debug"],
            &programs[..],
            &["--version", version, "--root"],
        ];
        shell::run(shell::cargo().env("CARGO_PROFILE_DEV_DEBUG", "false").args(install.concat()).arg(root))?;
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
