//! The steps about wasm files in Node: `runtime`, `pass`, `retention`, `inspect`, `package`, `readme`.

use anyhow::Result;

use super::program::{self, CHROMIUM};
use crate::{
    node, shell,
    wasm::{self, Profile},
    workspace::Workspace,
};

/// The package in tests/runtime: the Rust side of the runtime tests.
pub(super) const PACKAGE: &str = "runtime-tests";

/// The same tests with debug checks and with optimisation: each build has behaviour of its own.
pub(super) fn runtime(workspace: &Workspace) -> Result<()> {
    for profile in [Profile::Dev, Profile::Release] {
        // First, because it is quick: without Node or test files there is nothing to build for. `--expose-gc`: some
        // tests wait for the garbage collector.
        let mut node = node::test("tests/runtime", &["--expose-gc"])?;
        wasm::build(&[PACKAGE], profile)?;
        shell::run(node.env("RUNTIME_WASM", wasm::file(workspace, PACKAGE, profile)))?;
    }
    Ok(())
}

/// The packages of tests/pass: no warning of clippy's, on the host and for wasm, and each does what it says.
pub(super) fn pass(workspace: &Workspace) -> Result<()> {
    let mut node = node::test("tests/pass", &[])?;
    wasm::ensure_target()?;
    let folder = workspace.target.join("pass");
    let manifest = ["--manifest-path", "tests/pass/Cargo.toml"];
    for target in [&[][..], &["--target", wasm::TARGET]] {
        let mut clippy = shell::cargo();
        clippy.arg("clippy").args(manifest).arg("--workspace").args(target).arg("--target-dir").arg(&folder);
        shell::run(clippy.args(["--", "-D", "warnings"]))?;
    }
    let mut build = shell::cargo();
    build.arg("build").args(manifest).args(["--package", "pass-app", "--target", wasm::TARGET]);
    shell::run(build.arg("--target-dir").arg(&folder))?;
    let file = folder.join(wasm::TARGET).join("debug/pass_app.wasm");
    shell::run(node.env("PASS_WASM", file))
}

/// These tests build their own wasm files, one a setting, and need the target and the tools in tests/package.json.
pub(super) fn retention(_: &Workspace) -> Result<()> {
    let mut node = node::test("tests/retention", &[])?;
    wasm::ensure_target()?;
    node::install("tests")?;
    shell::run(&mut node)
}

/// What `npx closures-extern inspect` prints of the interval and of the module of the runtime tests.
pub(super) fn inspect(workspace: &Workspace) -> Result<()> {
    let mut node = node::test("tests/inspect", &[])?;
    node::install("js")?; // tsc
    wasm::build(&["interval", PACKAGE], Profile::Dev)?;
    node.env("INTERVAL_WASM", wasm::file(workspace, "interval", Profile::Dev));
    shell::run(node.env("RUNTIME_WASM", wasm::file(workspace, PACKAGE, Profile::Dev)))
}

/// The tarball of the npm package, installed into a Vite app and into plain Node.
pub(super) fn package(workspace: &Workspace) -> Result<()> {
    let mut node = node::test("tests/package", &[])?;
    let chromium = program::ensure(&CHROMIUM)?;
    node::install("tests")?;
    wasm::build(&["interval"], Profile::Dev)?;
    node.env("INTERVAL_WASM", wasm::file(workspace, "interval", Profile::Dev));
    shell::run(node.env(CHROMIUM.variable, chromium))
}

/// The README's first program is extracted, built in a folder of its own, and run in Node and in Chromium.
pub(super) fn readme(_: &Workspace) -> Result<()> {
    let mut node = node::test("tests/readme", &[])?;
    let chromium = program::ensure(&CHROMIUM)?;
    wasm::ensure_target()?;
    node::install("tests")?;
    shell::run(node.env(CHROMIUM.variable, chromium))
}
