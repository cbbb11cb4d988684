//! All steps of `cargo xtask test`, in the order they begin in: those that compile beside those that do not. A new step is an entry here
//! and, if it does anything else than install, build and run Node, a function.

use super::{
    browsers::{Browser, CHROMIUM, FIREFOX},
    components::{RUST_ANALYZER, RUST_SRC},
    hosted,
    program::{Builds, Program, Runs},
    rust,
    wasm::{self, ENVIRONMENTS, FEWER, PACKAGE},
    Check, Step,
};
use crate::wasm::Profile;

pub(super) const STEPS: &[Step] = &[
    Step {
        name: "fmt",
        about: "the sources are formatted, and a linter finds no fault in the JavaScript",
        needs: "",
        check: Check::Whole(rust::fmt),
    },
    Step {
        name: "clippy",
        about: "no warning from the compiler or clippy, on the host and for wasm",
        needs: "all Rust, and the crates that tests and examples depend on",
        check: Check::Partial {
            left_out: "the feature wasm-bindgen, tests/hosted and the example with web-sys",
            run: rust::clippy,
        },
    },
    Step {
        name: "types",
        about: "tsc accepts the types of js/, and those of the package in any program",
        needs: "the npm packages of js/, tests/, tests/runtime/environments/ and tests/hosted/",
        check: Check::Programs(&[
            // The JSDoc types of what js/tsconfig.json lists, which is the tests and their tools too.
            Program {
                npm: &["js", "tests", "tests/runtime/environments", "tests/hosted"],
                ..Program::new(Runs::Tool("js", &["tsc", "-p", "."]))
            },
            Program::tests("tests/shipped/types"),
        ]),
    },
    Step {
        name: "js",
        about: "unit tests of js/",
        needs: "",
        // TypeScript is their parser.
        check: Check::Programs(&[Program { npm: &["js"], ..Program::tests("js") }]),
    },
    Step {
        name: "miri",
        about: "the Rust side under Miri, with a host that plays JavaScript",
        needs: "nightly and Miri; the unit tests",
        check: Check::Partial { left_out: "random programs; the model Tree Borrows", run: rust::miri },
    },
    Step {
        name: "runtime",
        about: "closures in a real wasm module in Node, dev and release",
        needs: "the module of tests/runtime, twice; the npm packages of tests/",
        check: Check::FewerPrograms {
            left_out: "the release build; of random programs 24 in 25, of random values 9 in 10, of a million timers 4 in 5",
            daily: &[Program { profiles: &[Profile::Dev], env: &[DAILY], ..RUNTIME }],
            everywhere: &[
                // A program takes this build several times as long.
                Program { profiles: &[Profile::Dev], env: &[&[("MODEL_PROGRAMS", "500")]], ..RUNTIME },
                Program { profiles: &[Profile::Release], ..RUNTIME },
            ],
        },
    },
    Step {
        name: "doc",
        about: "the documentation builds without a warning, on the host and for wasm",
        needs: "the crate",
        check: Check::Partial { left_out: "the feature wasm-bindgen", run: rust::doc },
    },
    Step {
        name: "dependencies",
        about: "the default build has no dependency",
        needs: "",
        check: Check::Whole(rust::dependencies),
    },
    Step {
        name: "host",
        about: "unit, doc and ui tests",
        needs: "the tests, and each example of the documentation",
        check: Check::Partial {
            left_out: "the examples and mistakes with the feature wasm-bindgen",
            run: rust::host,
        },
    },
    Step {
        name: "memory",
        about: "the same with all of Rust's memory above 2 GiB, and just below 4 GiB",
        needs: "the module of tests/runtime, for each of these; the npm packages of tests/",
        check: Check::Partial {
            left_out: "what lies below 4 GiB, the release build, and most of the tests",
            run: wasm::memory,
        },
    },
    Step {
        name: "hosted",
        about: "in a wasm-bindgen app: the runtime tests, values, targets",
        needs: "the crates of tests/compile/pass; everywhere the module of tests/runtime, the command of wasm-bindgen, and Chromium's driver",
        check: Check::Partial { left_out: "all but a check of the crates of tests/compile/pass", run: hosted::run },
    },
    Step {
        name: "pass",
        about: "the macros in crates that make it hard for them",
        needs: "the packages of tests/compile/pass; the npm packages of js/",
        check: Check::Whole(wasm::pass),
    },
    Step {
        name: "browser",
        about: "the examples in Chromium and Firefox",
        needs: "the examples; Chromium, everywhere Firefox; the npm packages of tests/",
        check: Check::FewerPrograms {
            left_out: "Firefox; the gallery and todomvc",
            daily: &[Program {
                runs: Runs::Tests {
                    folder: "tests/shipped/browser",
                    flags: &[],
                    without: &["firefox.test.js", "gallery.test.js", "todomvc.test.js"],
                },
                browsers: &[&CHROMIUM],
                ..BROWSER
            }],
            everywhere: &[BROWSER],
        },
    },
    Step {
        name: "positions",
        about: "each type in each place: a value goes through, or the compiler refuses it in our words",
        needs: "a module of all that works",
        // What may not stand somewhere costs rustc most of the time.
        check: Check::FewerPrograms {
            left_out: "what the compiler refuses; two thirds of what works; the release build",
            daily: &[Program { env: &[&[("POSITIONS_WORKING", "1")]], ..POSITIONS }],
            everywhere: &[Program { env: &[&[("POSITIONS_RELEASE", "1")]], ..POSITIONS }],
        },
    },
    Step {
        name: "engines",
        about: "the same in Node 26, Deno, Bun, Chromium and Firefox, in pages and workers",
        needs: "the module of tests/runtime; Chromium, everywhere Firefox; the npm packages of tests/",
        check: Check::FewerPrograms {
            left_out: "Node 26, Deno, Bun, Firefox; workers; the release build, and most of the tests",
            daily: &[
                ASSERT,
                Program {
                    runs: Runs::Script(&[ENGINES, "chromium"]),
                    browsers: &[&CHROMIUM],
                    env: &[&[("ENGINE_FILES", "exports lifetimes load round_trips")]],
                    ..IN_ENGINES
                },
            ],
            everywhere: &[
                ASSERT,
                // A place has one of the builds, because each takes minutes: pages this one.
                Program {
                    runs: Runs::Script(&[ENGINES, "node", "deno", "chromium", "firefox"]),
                    browsers: BROWSERS,
                    ..IN_ENGINES
                },
                // Workers and Bun have the other, and so do pages under a strict policy (the step `policy`).
                Program {
                    runs: Runs::Script(&[ENGINES, "node", "deno", "bun", "chromium-worker", "firefox-worker"]),
                    browsers: BROWSERS,
                    profiles: &[Profile::Release],
                    ..IN_ENGINES
                },
            ],
        },
    },
    Step {
        name: "environments",
        about: "an app in an audio worklet, in Jest and Vitest with jsdom, bundled for old engines, and without common globals",
        needs: "the apps of tests/runtime/environments; Chromium; the npm packages of tests/ and tests/runtime/environments/",
        check: Check::FewerPrograms {
            left_out: "modules that wasm-bindgen has come into; most of the runtime tests without common globals",
            daily: &[
                Program {
                    // Builds wasm-bindgen, which takes longer than all else.
                    runs: Runs::Tests { folder: "tests/runtime/environments", flags: &[], without: &["workspace.test.js"] },
                    ..IN_ENVIRONMENTS
                },
                Program {
                    profiles: &[Profile::Dev],
                    env: &[DAILY, &[("ENGINE_FILES", "absent load. owners round_trips")]],
                    ..POOR
                },
            ],
            everywhere: &[IN_ENVIRONMENTS, POOR],
        },
    },
    Step {
        name: "policy",
        about: "the same in pages without eval, with Trusted Types required",
        needs: "the module of tests/runtime; Chromium, everywhere Firefox; the npm packages of tests/",
        // One build, because the policy is about js/: the release build, daily the one that other steps have too.
        check: Check::FewerPrograms {
            left_out: "Firefox; the release build, and most of the tests",
            daily: &[Program {
                runs: Runs::Script(&[ENGINES, "chromium-strict"]),
                browsers: &[&CHROMIUM],
                env: &[&[("ENGINE_FILES", "exports imports lifetimes load. private round_trips")]],
                ..IN_ENGINES
            }],
            everywhere: &[Program {
                runs: Runs::Script(&[ENGINES, "chromium-strict", "firefox-strict"]),
                browsers: BROWSERS,
                profiles: &[Profile::Release],
                ..IN_ENGINES
            }],
        },
    },
    Step {
        name: "build",
        about: "what the command `build` writes, and the runtime tests in it",
        needs: "three examples and the module of tests/runtime; everywhere Chromium and Firefox; the npm packages of js/ and tests/",
        check: Check::FewerPrograms {
            left_out: "the release build, Node 26, Chromium and Firefox, and most of the runtime tests",
            daily: &[
                COMMAND,
                Program {
                    runs: Runs::Files {
                        paths: &[
                            "tests/runtime/exports.test.js",
                            "tests/runtime/lifetimes.test.js",
                            "tests/runtime/owners.test.js",
                        ],
                        flags: &["--expose-gc"],
                    },
                    profiles: &[Profile::Dev],
                    env: &[DAILY],
                    ..BUILT
                },
            ],
            everywhere: &[
                COMMAND,
                BUILT,
                Program {
                    runs: Runs::Script(&[ENGINES, "node", "chromium", "firefox"]),
                    browsers: BROWSERS,
                    ..BUILT
                },
                Program {
                    runs: Runs::Script(&[ENGINES, "chromium-strict", "firefox-strict"]),
                    browsers: BROWSERS,
                    profiles: &[Profile::Release],
                    ..BUILT
                },
            ],
        },
    },
    Step {
        name: "fuzz",
        about: "wrong wasm files are refused in clear words, or work; what is built does what is loaded",
        needs: "the encoder's test, the module of tests/runtime, and random ones; the npm packages of tests/",
        check: Check::FewerPrograms {
            left_out: "97,500 of 100,000 files; 250 of 300 random runs, and those of the release build; 2 of 3 random modules",
            daily: &[
                FUZZ,
                Program { env: &[&[("FUZZ_INPUTS", "2500")]], ..LOADER },
                Program { profiles: &[Profile::Dev], env: &[&[("BUILT_RUNS", "50")]], ..BOTH_WAYS },
                Program { env: &[&[("MODULES", "1")]], ..MODULES },
            ],
            everywhere: &[FUZZ, LOADER, BOTH_WAYS, MODULES],
        },
    },
    Step {
        name: "guide",
        about: "the guide's pages, from an empty folder, with the packed crate",
        needs: "the guide's programs; Chromium; the npm packages of tests/, js/ and of the programs",
        check: Check::Programs(&[Program {
            npm: &["tests", "js"],
            browsers: &[&CHROMIUM],
            builds: Builds::ByItself,
            ..Program::tests("tests/shipped/guide")
        }]),
    },
    Step {
        name: "retention",
        about: "descriptors survive optimisation and tools",
        needs: "the packages of tests/file/retention, once a setting; the npm packages of tests/",
        check: Check::Programs(&[Program {
            npm: &["tests"],
            builds: Builds::ByItself,
            ..Program::tests("tests/file/retention")
        }]),
    },
    Step {
        name: "toolchains",
        about: "the same with the oldest Rust that is promised, and with nightly",
        needs: "these toolchains; the packages of tests/file/retention; the npm packages of tests/",
        check: Check::Partial {
            left_out: "nightly; all builds but a release build with the oldest Rust",
            run: wasm::toolchains,
        },
    },
    Step {
        name: "app-tests",
        about: "tests of an app, run as cargo's runner does",
        needs: "the apps of tests/shipped/app_tests, for the host and for wasm; everywhere Chromium and Firefox; the npm packages of tests/",
        check: Check::FewerPrograms {
            left_out: "Chromium and Firefox",
            daily: &[Program {
                runs: Runs::Tests { folder: "tests/shipped/app_tests", flags: &[], without: &["browsers.test.js"] },
                browsers: &[],
                ..APP_TESTS
            }],
            everywhere: &[APP_TESTS],
        },
    },
    Step {
        name: "inspect",
        about: "what the command line tool prints of a module",
        needs: "two modules; the npm packages of js/",
        check: Check::Programs(&[Program {
            npm: &["js"], // tsc
            builds: Builds::Packages(&[("interval", "INTERVAL_WASM"), (PACKAGE, "RUNTIME_WASM")]),
            ..Program::tests("tests/file/inspect")
        }]),
    },
    Step {
        name: "package",
        about: "what is packed, and the npm package in a Vite app and in Node",
        needs: "both packages; Chromium; the npm packages of tests/ and of the app",
        check: Check::Programs(&[Program {
            npm: &["tests"],
            browsers: &[&CHROMIUM],
            builds: Builds::Packages(&[("interval", "INTERVAL_WASM")]),
            ..Program::tests("tests/shipped/package")
        }]),
    },
    Step {
        name: "bundlers",
        about: "an app in what esbuild, Rollup, webpack, Parcel and Vite make of it",
        needs: "the app; Chromium; the npm packages of tests/ and the bundlers",
        check: Check::FewerPrograms {
            left_out: "webpack, Parcel and Vite",
            daily: &[Program {
                runs: Runs::Tests {
                    folder: "tests/shipped/bundlers",
                    flags: &["--test-name-pattern", "^(esbuild|Rollup)"],
                    without: &[],
                },
                ..BUNDLERS
            }],
            everywhere: &[BUNDLERS],
        },
    },
    Step {
        name: "vite",
        about: "the plugin for Vite, and a new app",
        needs: "the apps; Chromium; the npm packages of js/, tests/ and two Vites",
        check: Check::FewerPrograms {
            left_out: "the Vite before",
            daily: &[Program {
                runs: Runs::Tests {
                    folder: "tests/shipped/vite",
                    flags: &["--test-name-pattern", "^(?!vite7)"],
                    without: &[],
                },
                ..VITE
            }],
            everywhere: &[VITE],
        },
    },
    Step {
        name: "readme",
        about: "the README's first program",
        needs: "the program",
        check: Check::Programs(&[Program {
            builds: Builds::ByItself,
            ..Program::tests("tests/shipped/readme")
        }]),
    },
    Step {
        name: "analyzer",
        about: "an editor completes and documents imports",
        needs: "rust-analyzer and rust-src, and its first look at tests/compile/analyzer/sample",
        check: Check::Programs(&[Program {
            components: &[&RUST_ANALYZER, &RUST_SRC],
            ..Program::tests("tests/compile/analyzer")
        }]),
    },
];

// What several rows have, or a row in both of its extents.

/// Each build has behaviour of its own: one has debug checks, and the other is optimised.
const BOTH: &[Profile] = &[Profile::Dev, Profile::Release];

const BROWSERS: &[&Browser] = &[&CHROMIUM, &FIREFOX];

/// How many random programs, how many of the random values, and how many timers are tried daily.
const DAILY: &[(&str, &str)] =
    &[("MODEL_PROGRAMS", "100"), ("FC_RUNS", "0.1"), ("PRESSURE_TIMERS", "200000")];

const MODULE: Builds = Builds::Packages(&[(PACKAGE, "RUNTIME_WASM")]);

/// Some of these tests wait for the garbage collector.
const RUNTIME: Program = Program {
    npm: &["tests"],
    builds: MODULE,
    profiles: BOTH,
    ..Program::new(Runs::Tests { folder: "tests/runtime", flags: &["--expose-gc"], without: &[] })
};

/// What the command `build` writes.
const COMMAND: Program = Program {
    npm: &["js", "tests"],
    builds: Builds::Packages(&[
        ("interval", "INTERVAL_WASM"),
        ("names", "NAMES_WASM"),
        ("settimeout", "SETTIMEOUT_WASM"),
        ("sort", "SORT_WASM"),
    ]),
    profiles: &[Profile::Release],
    ..Program::tests("tests/file/build")
};

/// The runtime tests in what it writes, but those of what `load` takes: this has a wasm file of its own.
const BUILT: Program = Program {
    runs: Runs::Tests {
        folder: "tests/runtime",
        flags: &["--expose-gc"],
        without: &["load.test.js", "load_files.test.js"],
    },
    builds: Builds::Shipped(PACKAGE, "RUNTIME_WASM"),
    env: &[&FEWER],
    ..RUNTIME
};

const BROWSER: Program = Program {
    npm: &["tests"],
    browsers: BROWSERS,
    builds: Builds::Examples,
    ..Program::tests("tests/shipped/browser")
};

const POSITIONS: Program = Program { builds: Builds::ByItself, ..Program::tests("tests/compile/positions") };

/// What stands in for Node's modules in browsers.
const ASSERT: Program = Program::tests("tests/runtime/engines");

/// Runs the runtime tests in other engines.
const ENGINES: &str = "tests/runtime/engines/main.js";

const IN_ENGINES: Program =
    Program { npm: &["tests"], builds: MODULE, ..Program::new(Runs::Script(&[ENGINES])) };

const IN_ENVIRONMENTS: Program = Program {
    npm: &["tests", "tests/runtime/environments"],
    browsers: &[&CHROMIUM],
    builds: Builds::Packages(&[(ENVIRONMENTS, "ENVIRONMENTS_WASM")]),
    ..Program::tests("tests/runtime/environments")
};

/// In the release build, because it is about js/.
const POOR: Program = Program {
    runs: Runs::Script(&[ENGINES, "poor"]),
    profiles: &[Profile::Release],
    env: &[DAILY],
    ..IN_ENGINES
};

const FUZZ: Program = Program { npm: &["tests"], ..Program::tests("tests/file/fuzz") };

const LOADER: Program =
    Program { builds: Builds::ByItself, ..Program::new(Runs::Script(&["tests/file/fuzz/loader.js"])) };

/// What the command `build` makes of a module, against the module.
const BOTH_WAYS: Program =
    Program { builds: MODULE, profiles: BOTH, ..Program::new(Runs::Script(&["tests/file/fuzz/built.js"])) };

/// The same of random modules.
const MODULES: Program =
    Program { builds: Builds::ByItself, ..Program::new(Runs::Script(&["tests/file/fuzz/modules.js"])) };

const APP_TESTS: Program = Program {
    npm: &["tests"],
    browsers: BROWSERS,
    builds: Builds::ByItself,
    ..Program::tests("tests/shipped/app_tests")
};

const BUNDLERS: Program = Program {
    npm: &["tests", "tests/shipped/bundlers"],
    browsers: &[&CHROMIUM],
    builds: Builds::Packages(&[("bundled-app", "BUNDLED_WASM")]),
    profiles: &[Profile::Release],
    ..Program::tests("tests/shipped/bundlers")
};

const VITE: Program = Program {
    npm: &["js", "tests", "tests/shipped/vite"],
    browsers: &[&CHROMIUM],
    builds: Builds::ByItself,
    ..Program::tests("tests/shipped/vite")
};

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn what_the_rows_name_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let is_file = |path: String| assert!(root.join(&path).is_file(), "there is no {path}");
        let rows = STEPS.iter().flat_map(|step| match step.check {
            Check::Programs(rows) => [rows, &[]],
            Check::FewerPrograms { daily, everywhere, .. } => [daily, everywhere],
            Check::Whole(_) | Check::Partial { .. } => [&[][..], &[]],
        });
        for row in rows.flatten() {
            match row.runs {
                Runs::Tests { folder, without, .. } => {
                    assert!(root.join(folder).is_dir(), "there is no {folder}");
                    without.iter().for_each(|name| is_file(format!("{folder}/{name}")));
                }
                Runs::Files { paths, .. } => paths.iter().for_each(|&path| is_file(path.to_owned())),
                Runs::Script(words) => is_file(words[0].to_owned()),
                Runs::Tool(folder, _) => is_file(format!("{folder}/package.json")),
            }
            row.npm.iter().for_each(|folder| is_file(format!("{folder}/package-lock.json")));
        }
    }
}
