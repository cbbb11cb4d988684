//! The steps about wasm files in Node and elsewhere: `runtime`, `memory`, `pass`, `positions`, `engines`, `environments`, `policy`,
//! `fuzz`, `retention`, `toolchains`, `inspect`, `build`, `package`, `bundlers`, `readme`, `guide`.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result};

use super::{
    browsers::{CHROMIUM, FIREFOX},
    components::CLIPPY,
    Extent,
};
use crate::{
    node, shell,
    wasm::{self, Profile},
    workspace::Workspace,
};

/// The package in tests/runtime: the Rust side of the runtime tests.
pub(super) const PACKAGE: &str = "runtime-tests";

/// The package in tests/bundlers: the Rust side of the app that is bundled.
const BUNDLED: &str = "bundled-app";

/// The package in tests/environments: an app.
pub(super) const ENVIRONMENTS: &str = "environments-app";

/// What is run less often than by the step `runtime` everywhere, and how often: as in tests/engines/main.js.
pub(super) const FEWER: [(&str, &str); 3] =
    [("MODEL_PROGRAMS", "300"), ("FC_RUNS", "0.2"), ("PRESSURE_TIMERS", "200000")];

/// What is run of them daily.
const DAILY: [(&str, &str); 3] =
    [("MODEL_PROGRAMS", "100"), ("FC_RUNS", "0.1"), ("PRESSURE_TIMERS", "200000")];

/// The same tests with debug checks and with optimisation: each build has behaviour of its own. Daily, the dev build alone.
pub(super) fn runtime(workspace: &Workspace, extent: Extent) -> Result<()> {
    let profiles = match extent {
        Extent::Daily => &[Profile::Dev][..],
        Extent::Everywhere => &[Profile::Dev, Profile::Release][..],
    };
    for &profile in profiles {
        // First, because it is quick: without Node or test files there is nothing to build for. `--expose-gc`: some
        // tests wait for the garbage collector.
        let mut node = node::test("tests/runtime", &["--expose-gc"])?;
        node::install("tests")?;
        wasm::build(&[PACKAGE], profile)?;
        if extent == Extent::Daily {
            node.envs(DAILY);
        }
        shell::run(node.env("RUNTIME_WASM", wasm::file(workspace, PACKAGE, profile)))?;
    }
    Ok(())
}

/// Where memory begins in the step `memory`: the folder of its build, the address, and how it is built, because each run takes
/// minutes. Just below 4 GiB room must be left for what the tests take, the most of which is a block of 100 MB.
const HIGH: [(&str, u64, Profile); 2] = [
    ("above-2-gib", (2 << 30) + (32 << 20), Profile::Dev),
    ("below-4-gib", (4 << 30) - (256 << 20), Profile::Release),
];

/// What of them is run daily.
const HIGH_DAILY: &[&str] = &["memory.test.js", "round_trips.test.js"];

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
        let mut node = match extent {
            Extent::Daily => {
                let mut node = node::node()?;
                node.args(flags)
                    .arg("--test")
                    .args(HIGH_DAILY.iter().map(|file| format!("tests/runtime/{file}")));
                node
            }
            Extent::Everywhere => node::test("tests/runtime", &flags)?,
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

/// The packages of tests/pass: no warning of clippy's, on the host and for wasm, and each does what it says.
pub(super) fn pass(workspace: &Workspace) -> Result<()> {
    let mut node = node::test("tests/pass", &[])?;
    node::install("js")?; // its TypeScript turns the snippet of a wasm-bindgen app into what can be evaluated: tests/runtime/hosted.js
    CLIPPY.ensure()?;
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

/// Each type in each place. What may not stand there costs rustc most of the time: daily, a third of what works is built and run.
pub(super) fn positions(_: &Workspace, extent: Extent) -> Result<()> {
    let mut node = node::test("tests/positions", &[])?;
    wasm::ensure_target()?;
    let name = if extent == Extent::Daily { "POSITIONS_WORKING" } else { "POSITIONS_RELEASE" };
    shell::run(node.env(name, "1"))
}

/// The same in the other engines, both builds in each: what is run less often there, and what is left out, is printed. Daily, a few
/// files of the dev build in a page of Chromium.
pub(super) fn engines(workspace: &Workspace, extent: Extent) -> Result<()> {
    node::install("tests")?;
    let mut browsers = vec![(CHROMIUM.variable, CHROMIUM.ensure()?)];
    let (profiles, engines) = match extent {
        Extent::Daily => (&[Profile::Dev][..], &["chromium"][..]),
        Extent::Everywhere => (&[Profile::Dev, Profile::Release][..], &[][..]),
    };
    if extent == Extent::Everywhere {
        browsers.push((FIREFOX.variable, FIREFOX.ensure()?));
    }
    // What stands in for Node's modules in browsers.
    shell::run(&mut node::test("tests/engines", &[])?)?;
    for &profile in profiles {
        wasm::build(&[PACKAGE], profile)?;
        let module = wasm::file(workspace, PACKAGE, profile);
        let mut node = node::node()?;
        node.arg("tests/engines/main.js").args(engines).envs(browsers.clone());
        if extent == Extent::Daily {
            node.env("ENGINE_FILES", ENGINES_DAILY);
        }
        shell::run(node.env("RUNTIME_WASM", module))?;
    }
    Ok(())
}

/// What of the runtime tests is run daily where globals are missing.
const POOR_DAILY: &str = "absent load. owners round_trips";

/// An app where globals are missing, or there twice; and runtime tests where globals are missing.
pub(super) fn environments(workspace: &Workspace, extent: Extent) -> Result<()> {
    // Builds wasm-bindgen, which takes longer than all else.
    let left_out = if extent == Extent::Daily { &["workspace.test.js"][..] } else { &[] };
    let mut tests = node::test_without("tests/environments", &[], left_out)?;
    node::install("tests")?;
    node::install("tests/environments")?;
    let chromium = CHROMIUM.ensure()?;
    wasm::build(&[ENVIRONMENTS, PACKAGE], Profile::Dev)?;
    tests.env("ENVIRONMENTS_WASM", wasm::file(workspace, ENVIRONMENTS, Profile::Dev));
    shell::run(tests.env(CHROMIUM.variable, chromium))?;
    let mut poor = node::node()?;
    poor.args(["tests/engines/main.js", "poor"]).envs(DAILY);
    if extent == Extent::Daily {
        poor.env("ENGINE_FILES", POOR_DAILY);
    }
    shell::run(poor.env("RUNTIME_WASM", wasm::file(workspace, PACKAGE, Profile::Dev)))
}

/// The files of a page of Chromium's, daily.
const ENGINES_DAILY: &str = "exports lifetimes load round_trips";

/// The files of a page that allows no code from text, daily.
const POLICY_DAILY: &str = "exports imports lifetimes load. private round_trips";

/// The runtime tests in pages that allow no code from text. One build, because the policy is about js/:
/// the release build, daily the one that other steps have too.
pub(super) fn policy(workspace: &Workspace, extent: Extent) -> Result<()> {
    node::install("tests")?;
    let mut node = node::node()?;
    node.args(["tests/engines/main.js", "chromium-strict"]).env(CHROMIUM.variable, CHROMIUM.ensure()?);
    let profile = match extent {
        Extent::Daily => {
            node.env("ENGINE_FILES", POLICY_DAILY);
            Profile::Dev
        }
        Extent::Everywhere => {
            node.arg("firefox-strict").env(FIREFOX.variable, FIREFOX.ensure()?);
            Profile::Release
        }
    };
    wasm::build(&[PACKAGE], profile)?;
    shell::run(node.env("RUNTIME_WASM", wasm::file(workspace, PACKAGE, profile)))
}

/// Wrong wasm files and wrong descriptors, 100,000 of them; 2,500 daily.
pub(super) fn fuzz(_: &Workspace, extent: Extent) -> Result<()> {
    let mut tests = node::test("tests/fuzz", &[])?;
    node::install("tests")?;
    wasm::ensure_target()?;
    shell::run(&mut tests)?;
    let mut loader = node::node()?;
    loader.arg("tests/fuzz/loader.js");
    if extent == Extent::Daily {
        loader.env("FUZZ_INPUTS", "2500");
    }
    shell::run(&mut loader)
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

/// The files of the runtime tests that are about what `load` takes: what was built has its own wasm file.
const OF_SOURCES: &[&str] = &["load.test.js", "load_files.test.js"];

/// What of the runtime tests is run daily in what was built.
const BUILT_DAILY: &[&str] = &["exports.test.js", "lifetimes.test.js", "owners.test.js"];

/// What `npx closures-extern build` makes of examples; and the runtime tests in what it makes of their module, optimised if it is a
/// release build.
pub(super) fn built(workspace: &Workspace, extent: Extent) -> Result<()> {
    let mut tests = node::test("tests/build", &[])?;
    node::install("js")?; // tsc
    node::install("tests")?;
    wasm::build(&["interval", "sort"], Profile::Release)?;
    let example = wasm::file(workspace, "interval", Profile::Release);
    shell::run(tests.env("BUILD_FOLDER", example.parent().context("a file is in a folder")?))?;
    if extent == Extent::Daily {
        let mut node = node::node()?;
        node.args(["--expose-gc", "--test"])
            .args(BUILT_DAILY.iter().map(|file| format!("tests/runtime/{file}")));
        let module = built_module(workspace, Profile::Dev, ".")?;
        return shell::run(node.envs(DAILY).env("RUNTIME_WASM", module));
    }
    let browsers = [(CHROMIUM.variable, CHROMIUM.ensure()?), (FIREFOX.variable, FIREFOX.ensure()?)];
    for (profile, place) in [(Profile::Dev, "."), (Profile::Release, "tests")] {
        let module = built_module(workspace, profile, place)?;
        let mut node = node::test_without("tests/runtime", &["--expose-gc"], OF_SOURCES)?;
        shell::run(node.envs(FEWER).env("RUNTIME_WASM", &module))?;
        let mut engines = node::node()?;
        engines.args([
            "tests/engines/main.js",
            "node",
            "chromium",
            "chromium-strict",
            "firefox",
            "firefox-strict",
        ]);
        shell::run(engines.envs(browsers.clone()).env("RUNTIME_WASM", module))?;
    }
    Ok(())
}

/// The module of the runtime tests as the command makes it, in a folder of its own. Binaryen is in tests/.
fn built_module(workspace: &Workspace, profile: Profile, place: &str) -> Result<PathBuf> {
    wasm::build(&[PACKAGE], profile)?;
    let source = wasm::file(workspace, PACKAGE, profile);
    let folder = workspace.target.join("built").join(match profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    });
    // By its name the harness knows what it is.
    let name = "runtime_tests.built.wasm";
    let from = folder.join("from");
    fs::create_dir_all(&from)?;
    fs::copy(source, from.join(name))?;
    let mut command = node::node()?;
    command.current_dir(place).arg(workspace.root.join("js/cli.js"));
    shell::run(command.arg("build").arg(from.join(name)).arg("--out-dir").arg(&folder))?;
    Ok(folder.join(name))
}

/// What both packages have in them, and the npm package's tarball, installed into a Vite app and into plain Node.
pub(super) fn package(workspace: &Workspace) -> Result<()> {
    let mut node = node::test("tests/package", &[])?;
    let chromium = CHROMIUM.ensure()?;
    node::install("tests")?;
    wasm::build(&["interval"], Profile::Dev)?;
    node.env("INTERVAL_WASM", wasm::file(workspace, "interval", Profile::Dev));
    shell::run(node.env(CHROMIUM.variable, chromium))
}

/// A small app, bundled by each bundler and run. Daily by esbuild and Rollup.
pub(super) fn bundlers(workspace: &Workspace, extent: Extent) -> Result<()> {
    let flags = match extent {
        Extent::Daily => &["--test-name-pattern", "^(esbuild|Rollup)"][..],
        Extent::Everywhere => &[],
    };
    let mut node = node::test("tests/bundlers", flags)?;
    let chromium = CHROMIUM.ensure()?;
    node::install("tests")?;
    node::install("tests/bundlers")?;
    wasm::build(&[BUNDLED], Profile::Release)?;
    node.env("BUNDLED_WASM", wasm::file(workspace, BUNDLED, Profile::Release));
    shell::run(node.env(CHROMIUM.variable, chromium))
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
        let mut node = node::test("tests/retention", flags)?;
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

/// The guide's programs are extracted, built with the crate as it is packed, and run; and its lists and tables are compared with
/// what they are about.
pub(super) fn guide(_: &Workspace) -> Result<()> {
    let mut node = node::test("tests/guide", &[])?;
    let chromium = CHROMIUM.ensure()?;
    wasm::ensure_target()?;
    node::install("tests")?;
    node::install("js")?; // TypeScript
    shell::run(node.env(CHROMIUM.variable, chromium))
}

/// The README's first program is extracted, built in a folder of its own, and run in Node and in Chromium.
pub(super) fn readme(_: &Workspace) -> Result<()> {
    let mut node = node::test("tests/readme", &[])?;
    let chromium = CHROMIUM.ensure()?;
    wasm::ensure_target()?;
    node::install("tests")?;
    shell::run(node.env(CHROMIUM.variable, chromium))
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
