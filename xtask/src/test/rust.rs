//! The steps that are cargo commands, or nearly: `fmt`, `clippy`, `doc`, `dependencies`, `host`, `miri`.

use std::process::Command;

use anyhow::{bail, Result};

use super::{
    components::{CLIPPY, RUSTFMT},
    Extent,
};
use crate::{
    examples, log, node, shell,
    wasm::{self, TARGET},
    workspace::Workspace,
};

/// The published package.
const PACKAGE: &str = "closures-extern";

/// The feature for apps that the command of wasm-bindgen processes.
const HOSTED: &str = "wasm-bindgen";

/// This workspace, and those that need profiles or dependencies of their own.
const WORKSPACES: &[&str] = &[
    "Cargo.toml",
    "examples/with-web-sys/Cargo.toml",
    "tests/compile/analyzer/sample/Cargo.toml",
    "tests/runtime/environments/workspace/Cargo.toml",
    "tests/hosted/Cargo.toml",
    "tests/compile/pass/Cargo.toml",
    "tests/file/retention/Cargo.toml",
    "benches/Cargo.toml",
];

/// `cargo fmt`, and Biome for JavaScript, which also looks for faults there: both change nothing.
pub(super) fn fmt(_: &Workspace) -> Result<()> {
    RUSTFMT.ensure()?;
    for workspace in WORKSPACES {
        shell::run(shell::cargo().args(["fmt", "--all", "--check", "--manifest-path", workspace]))?;
    }
    node::install("js")?;
    shell::run(node::tool("js", "biome").args(["ci", "--colors=off", "--error-on-warnings", ".."]))
}

/// Everything on the host, then for wasm what runs there: half of the crate is compiled only for that target.
///
/// Daily without what is for wasm-bindgen apps: its dependencies take longer than all else.
pub(super) fn clippy(workspace: &Workspace, extent: Extent) -> Result<()> {
    CLIPPY.ensure()?;
    let deny = ["--", "-D", "warnings"];
    let host = ["clippy", "--workspace", "--all-targets", "--exclude", super::wasm::PACKAGE];
    shell::run(shell::cargo().args(host).args(deny))?;
    wasm::ensure_target()?;
    let mut cargo = shell::cargo();
    cargo.args(["clippy", "--target", TARGET]);
    for package in
        [PACKAGE, super::wasm::PACKAGE, super::wasm::ENVIRONMENTS].into_iter().chain(examples::names())
    {
        cargo.args(["-p", package]);
    }
    shell::run(cargo.args(deny))?;
    if extent == Extent::Everywhere {
        // In a wasm-bindgen app the crate has another half. Daily it is only compiled, by the step `hosted`.
        for target in [&[][..], &["--target", TARGET]] {
            let hosted = ["clippy", "-p", PACKAGE, "--features", HOSTED];
            shell::run(shell::cargo().args(hosted).args(target).args(deny))?;
        }
    }
    let manifests = match extent {
        Extent::Daily => &["tests/file/retention/Cargo.toml"][..],
        Extent::Everywhere => &[
            "tests/file/retention/Cargo.toml",
            "tests/hosted/Cargo.toml",
            "examples/with-web-sys/Cargo.toml",
        ],
    };
    for manifest in manifests {
        // One folder: most of what they depend on is the same.
        let mut cargo = shell::cargo();
        cargo.args([
            "clippy",
            "--target",
            TARGET,
            "--manifest-path",
            manifest,
            "--workspace",
            "--target-dir",
        ]);
        shell::run(cargo.arg(&workspace.target).args(deny))?;
    }
    Ok(())
}

/// Both targets: docs.rs shows the wasm one, editors the host's.
pub(super) fn doc(_: &Workspace, extent: Extent) -> Result<()> {
    let doc = || {
        let mut cargo = shell::cargo();
        cargo.env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--no-deps", "-p", PACKAGE]);
        cargo
    };
    shell::run(&mut doc())?;
    wasm::ensure_target()?;
    shell::run(doc().args(["--target", TARGET]))?;
    if extent == Extent::Everywhere {
        shell::run(doc().args(["--target", TARGET, "--features", HOSTED]))?;
    }
    Ok(())
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
    log::line(&tree);
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

/// Unit tests, doc tests, ui tests; and the last two with the feature, which has some of its own.
pub(super) fn host(_: &Workspace, extent: Extent) -> Result<()> {
    // What is left out has no test of its own, and takes longest to compile.
    shell::run(shell::cargo().args(["test", "--workspace", "--exclude", super::wasm::PACKAGE]))?;
    if extent == Extent::Daily {
        return Ok(());
    }
    for tests in [&["--doc"][..], &["--test", "ui"]] {
        shell::run(shell::cargo().arg("test").args(tests).args(["-p", PACKAGE, "--features", HOSTED]))?;
    }
    Ok(())
}

/// The unit tests of `src/host.rs` under Miri, which looks at each access to memory by both models of what a pointer may be
/// used for: Stacked Borrows and Tree Borrows.
pub(super) fn miri(_: &Workspace, extent: Extent) -> Result<()> {
    const TOOLCHAIN: &str = "nightly";
    let rustup = |words: &[&str]| {
        let mut rustup = Command::new("rustup");
        rustup.args(words);
        rustup
    };
    shell::installing(|| {
        if shell::read(&mut rustup(&["run", TOOLCHAIN, "rustc", "--version"])).is_err() {
            shell::run(&mut rustup(&["toolchain", "install", TOOLCHAIN, "--profile", "minimal"]))?;
        }
        shell::run(&mut rustup(&["component", "add", "miri", "rust-src", "--toolchain", TOOLCHAIN]))
    })?;
    let (tests, models) = match extent {
        Extent::Daily => ("host::tests::", &[""][..]),
        Extent::Everywhere => ("host::", &["", " -Zmiri-tree-borrows"][..]),
    };
    for model in models {
        // Why: `src/host.rs`.
        let flags = format!("-Zmiri-permissive-provenance{model}");
        let test = ["run", TOOLCHAIN, "cargo", "miri", "test", "-p", PACKAGE, "--lib", tests];
        shell::run(rustup(&test).env("MIRIFLAGS", flags))?;
    }
    Ok(())
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
