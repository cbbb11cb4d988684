//! The steps that are cargo commands: `fmt`, `clippy`, `doc`, `dependencies`, `host`.

use anyhow::{bail, Result};

use crate::{
    examples, shell,
    wasm::{self, TARGET},
    workspace::Workspace,
};

/// The published package.
const PACKAGE: &str = "closures-extern";

/// This workspace, and those that need profiles or dependencies of their own.
const WORKSPACES: &[&str] = &[
    "Cargo.toml",
    "tests/analyzer/sample/Cargo.toml",
    "tests/pass/Cargo.toml",
    "tests/retention/Cargo.toml",
    "benches/Cargo.toml",
];

/// `cargo fmt`, changing nothing.
pub(super) fn fmt(_: &Workspace) -> Result<()> {
    for workspace in WORKSPACES {
        shell::run(shell::cargo().args(["fmt", "--all", "--check", "--manifest-path", workspace]))?;
    }
    Ok(())
}

/// Everything on the host, then for wasm what runs there: half of the crate is compiled only for that target.
pub(super) fn clippy(_: &Workspace) -> Result<()> {
    let deny = ["--", "-D", "warnings"];
    shell::run(shell::cargo().args(["clippy", "--workspace", "--all-targets"]).args(deny))?;
    wasm::ensure_target()?;
    let mut cargo = shell::cargo();
    cargo.args(["clippy", "--target", TARGET]);
    for package in [PACKAGE, super::wasm::PACKAGE].into_iter().chain(examples::names()) {
        cargo.args(["-p", package]);
    }
    shell::run(cargo.args(deny))?;
    let retention =
        ["clippy", "--target", TARGET, "--manifest-path", "tests/retention/Cargo.toml", "--workspace"];
    shell::run(shell::cargo().args(retention).args(deny))
}

/// Both targets: docs.rs shows the wasm one, editors the host's.
pub(super) fn doc(_: &Workspace) -> Result<()> {
    let doc = || {
        let mut cargo = shell::cargo();
        cargo.env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--no-deps", "-p", PACKAGE]);
        cargo
    };
    shell::run(&mut doc())?;
    wasm::ensure_target()?;
    shell::run(doc().args(["--target", TARGET]))
}

/// The promise that a default build compiles this one crate: no dependency, so no procedural macro either.
pub(super) fn dependencies(_: &Workspace) -> Result<()> {
    // `--target all`: by default cargo hides what only wasm would pull in, which is where the crate is used.
    let tree = shell::read(shell::cargo().args([
        "tree",
        "-p",
        PACKAGE,
        "-e",
        "normal,build",
        "--target",
        "all",
        "--prefix",
        "none",
    ]))?;
    println!("{tree}");
    only_one(&tree)
}

fn only_one(tree: &str) -> Result<()> {
    match tree.lines().count() {
        1 => Ok(()),
        0 => bail!("`cargo tree` printed nothing"),
        lines => bail!(
            "the default build has {} dependencies (see above): make them optional, or move them to \
             [dev-dependencies]",
            lines - 1
        ),
    }
}

/// Unit tests, doc tests, ui tests.
pub(super) fn host(_: &Workspace) -> Result<()> {
    shell::run(shell::cargo().args(["test", "--workspace"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_one_line_is_no_dependency() {
        only_one("closures-extern v0.1.0").unwrap();
        assert!(only_one("").is_err());
        let message =
            only_one("closures-extern v0.1.0\nproc-macro2 v1.0.0\nsyn v2.0.0").unwrap_err().to_string();
        assert!(message.starts_with("the default build has 2 dependencies"), "{message}");
    }
}
