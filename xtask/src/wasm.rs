//! Packages built for wasm32-unknown-unknown: the target itself, the build, and where the file is afterwards.

use std::{
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{bail, Context, Result};

use crate::{node, shell, workspace::Workspace};

/// The only target that runs in a browser without glue made by a tool.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// How cargo builds.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    /// Plain `cargo build`: debug checks are in.
    Dev,
    /// `cargo build --release`.
    Release,
}

impl Profile {
    /// The folder below the target's own, which for the dev profile has another name than the profile.
    fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }
}

/// Builds packages for the target, which is installed first where it is missing.
pub(crate) fn build(packages: &[&str], profile: Profile) -> Result<()> {
    build_with(packages, profile, &[])
}

/// The same with more arguments.
pub(crate) fn build_with(packages: &[&str], profile: Profile, arguments: &[&OsStr]) -> Result<()> {
    ensure_target()?;
    let mut cargo = shell::cargo();
    cargo.args(["build", "--target", TARGET]);
    for package in packages {
        cargo.args(["-p", package]);
    }
    if let Profile::Release = profile {
        cargo.arg("--release");
    }
    shell::run(cargo.args(arguments))
}

/// The wasm file that [`build`] makes of a package.
pub(crate) fn file(workspace: &Workspace, package: &str, profile: Profile) -> PathBuf {
    let name = format!("{}.wasm", package.replace('-', "_"));
    workspace.target.join(TARGET).join(profile.folder()).join(name)
}

/// Builds a package, and returns the wasm file that the command `build` of the npm package makes of it. Beside it is the JavaScript. A
/// release build is optimised, by what is installed in tests/.
pub(crate) fn shipped(workspace: &Workspace, package: &str, profile: Profile) -> Result<PathBuf> {
    build(&[package], profile)?;
    let folder = workspace.target.join("shipped").join(profile.folder());
    // By its name the tests know what it is.
    let name = format!("{}.built.wasm", package.replace('-', "_"));
    let from = folder.join("from").join(&name);
    fs::create_dir_all(folder.join("from"))?;
    fs::copy(file(workspace, package, profile), &from)?;
    let mut command = node::node()?;
    command.current_dir(match profile {
        Profile::Dev => ".",
        Profile::Release => "tests",
    });
    command.arg(workspace.root.join("js/cli.js")).arg("build").arg(from);
    shell::run(command.arg("--out-dir").arg(&folder))?;
    Ok(folder.join(name))
}

/// Makes sure that the standard library for the target is installed.
pub(crate) fn ensure_target() -> Result<()> {
    shell::installing(install_target)
}

fn install_target() -> Result<()> {
    // The question goes to rustc and not to rustup: a compiler from a distribution has no rustup beside it.
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let library = shell::read(Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(&library).is_dir() {
        return Ok(());
    }
    if shell::find("rustup").is_none() {
        bail!(
            "the Rust standard library for {TARGET} is not installed, and neither is rustup: install it with the \
             package manager that Rust came from, or get Rust by rustup and run `rustup target add {TARGET}`"
        );
    }
    shell::run(Command::new("rustup").args(["target", "add", TARGET])).with_context(|| {
        format!(
            "the Rust standard library for {TARGET} is missing and could not be installed: run `rustup target add \
             {TARGET}` where the network can be reached"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wasm_file_stands_where_cargo_puts_it() {
        let workspace = Workspace { root: "/here".into(), target: "/out".into() };
        assert_eq!(
            file(&workspace, "runtime-tests", Profile::Dev),
            Path::new("/out/wasm32-unknown-unknown/debug/runtime_tests.wasm")
        );
        assert_eq!(
            file(&workspace, "interval", Profile::Release),
            Path::new("/out/wasm32-unknown-unknown/release/interval.wasm")
        );
    }
}
