//! The steps about wasm files that are built in a way of their own: `memory`, `pass`, `toolchains`.

use std::{fs, process::Command};

use anyhow::{Context, Result};

use super::{components::CLIPPY, Extent};
use crate::{
    node, shell,
    wasm::{self, Profile},
    workspace::Workspace,
};

/// The package in tests/runtime: the Rust side of the runtime tests.
pub(super) const PACKAGE: &str = "runtime-tests";

/// The package in tests/runtime/environments: an app.
pub(super) const ENVIRONMENTS: &str = "environments-app";

/// What is run less often than by the step `runtime` everywhere, and how often: as in tests/runtime/engines/main.js.
pub(super) const FEWER: [(&str, &str); 3] =
    [("MODEL_PROGRAMS", "150"), ("FC_RUNS", "0.1"), ("PRESSURE_TIMERS", "200000")];

/// Where memory begins in the step `memory`: the folder of its build, the address, and how it is built, because each run takes
/// minutes. Just below 4 GiB room must be left for what the tests take, the most of which is a block of 100 MB.
const HIGH: [(&str, u64, Profile); 2] = [
    ("above-2-gib", (2 << 30) + (32 << 20), Profile::Dev),
    ("below-4-gib", (4 << 30) - (256 << 20), Profile::Release),
];

/// What is run daily.
const HIGH_DAILY: &[&str] = &["memory.test.js", "round_trips.test.js"];

/// What of the dev build is run everywhere: what reads and writes memory most, and what only a dev build does (places, checks).
const HIGH_DEV: &[&str] = &[
    "arguments.test.js",
    "exports.test.js",
    "lifetimes.test.js",
    "memory.test.js",
    "owners.test.js",
    "places.test.js",
    "properties.test.js",
    "round_trips.test.js",
];

/// The runtime tests with all of Rust's memory high: stack, statics and heap. The stack is the first of these, and begins at
/// the end of what is reserved for it, so a stack of gigabytes puts the others behind it.
pub(super) fn memory(workspace: &Workspace, extent: Extent) -> Result<()> {
    node::install("tests")?;
    wasm::ensure_target()?;
    let places = match extent {
        Extent::Daily => &HIGH[..1],
        Extent::Everywhere => &HIGH[..],
    };
    for &(name, begin, profile) in places {
        let high = Workspace { root: workspace.root.clone(), target: workspace.target.join(name) };
        // The limit of JavaScript's heap counts wasm memory too: with the usual one V8 collects for each instance.
        let flags = ["--expose-gc", "--max-old-space-size=65536"];
        let some = |files: &[&str]| -> Result<Command> {
            let mut node = node::node()?;
            node.args(flags).arg("--test").args(files.iter().map(|file| format!("tests/runtime/{file}")));
            Ok(node)
        };
        let mut node = match (extent, profile) {
            (Extent::Daily, _) => some(HIGH_DAILY)?,
            (Extent::Everywhere, Profile::Dev) => some(HIGH_DEV)?,
            (Extent::Everywhere, Profile::Release) => node::test("tests/runtime", &flags)?,
        };
        let mut cargo = shell::cargo();
        cargo.args(["rustc", "--target", wasm::TARGET, "-p", PACKAGE, "--target-dir"]).arg(&high.target);
        if let Profile::Release = profile {
            cargo.arg("--release");
        }
        shell::run(cargo.args(["--", "-C", &format!("link-arg=-zstack-size={begin}")]))?;
        shell::run(node.env("RUNTIME_WASM", wasm::file(&high, PACKAGE, profile)).envs(FEWER))?;
    }
    Ok(())
}

/// The packages of tests/compile/pass: no warning of clippy's, on the host and for wasm, and each does what it says.
pub(super) fn pass(workspace: &Workspace) -> Result<()> {
    let mut node = node::test("tests/compile/pass", &[])?;
    node::install("js")?; // its TypeScript turns the snippet of a wasm-bindgen app into what can be evaluated: tests/runtime/hosted.js
    CLIPPY.ensure()?;
    wasm::ensure_target()?;
    let folder = workspace.target.join("pass");
    let manifest = ["--manifest-path", "tests/compile/pass/Cargo.toml"];
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

/// The retention tests with the oldest Rust that Cargo.toml promises, and with nightly: descriptors stand on what compiler
/// and linker do with sections. Daily, one build with the oldest.
pub(super) fn toolchains(_: &Workspace, extent: Extent) -> Result<()> {
    let oldest = oldest_rust(&fs::read_to_string("Cargo.toml")?)?;
    node::install("tests")?;
    let (toolchains, flags) = match extent {
        Extent::Daily => (&[oldest.as_str()][..], &["--test-name-pattern", "after a release build"][..]),
        Extent::Everywhere => (&[oldest.as_str(), "nightly"][..], &[][..]),
    };
    for toolchain in toolchains {
        shell::installing(|| {
            if shell::read(Command::new("rustup").args(["run", toolchain, "rustc", "--version"])).is_err() {
                let words = ["toolchain", "install", toolchain, "--profile", "minimal"];
                shell::run(Command::new("rustup").args(words))?;
            }
            shell::run(Command::new("rustup").args(["target", "add", wasm::TARGET, "--toolchain", toolchain]))
        })?;
        let mut node = node::test("tests/file/retention", flags)?;
        shell::run(node.env("RETENTION_TOOLCHAIN", toolchain))?;
    }
    Ok(())
}

/// The `rust-version` of a manifest.
fn oldest_rust(manifest: &str) -> Result<String> {
    let line = manifest.lines().find_map(|line| line.strip_prefix("rust-version = "));
    let version = line.map(|version| version.trim_matches('"').to_owned());
    version.context("Cargo.toml has no line `rust-version = \"..\"`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_rust_is_read_from_the_manifest() {
        assert_eq!(oldest_rust("[package]\nrust-version = \"1.87\"\n").unwrap(), "1.87");
        assert!(oldest_rust("[package]\n").unwrap_err().to_string().contains("no line `rust-version"));
    }
}
