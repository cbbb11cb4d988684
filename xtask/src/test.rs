//! `cargo xtask test`: the project's checks, as a table of named steps.
//!
//! Here stand the table, the choice of steps and the run through them. What a step does stands in the module of its
//! subject, below this one.

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{bail, ensure, Result};

use crate::workspace::Workspace;

mod analyzer;
mod browser;
pub(crate) mod browsers;
mod hosted;
mod javascript;
mod report;
mod rust;
mod wasm;

/// One check.
struct Step {
    name: &'static str,
    /// What it makes sure of, for `--list`.
    about: &'static str,
    run: fn(&Workspace) -> Result<()>,
}

/// All steps, in the order they run in. A new step is one line here and one function.
const STEPS: &[Step] = &[
    Step { name: "fmt", about: "the Rust sources are formatted", run: rust::fmt },
    Step {
        name: "clippy",
        about: "no warning from the compiler or clippy, on the host and for wasm",
        run: rust::clippy,
    },
    Step {
        name: "doc",
        about: "the documentation builds without a warning, on the host and for wasm",
        run: rust::doc,
    },
    Step { name: "dependencies", about: "the default build has no dependency", run: rust::dependencies },
    Step { name: "host", about: "unit, doc and ui tests", run: rust::host },
    Step { name: "types", about: "tsc accepts the types of js/", run: javascript::types },
    Step { name: "js", about: "unit tests of js/", run: javascript::unit },
    Step {
        name: "runtime",
        about: "closures in a real wasm module in Node, dev and release",
        run: wasm::runtime,
    },
    Step {
        name: "memory",
        about: "the same with all of Rust's memory above 2 GiB, and just below 4 GiB",
        run: wasm::memory,
    },
    Step { name: "pass", about: "the macros in crates that make it hard for them", run: wasm::pass },
    Step {
        name: "engines",
        about: "the same in Node 26, Deno, Bun, Chromium and Firefox, in pages and workers",
        run: wasm::engines,
    },
    Step {
        name: "policy",
        about: "the same in pages without eval, with Trusted Types required",
        run: wasm::policy,
    },
    Step { name: "fuzz", about: "wrong wasm files are refused in clear words, or work", run: wasm::fuzz },
    Step { name: "retention", about: "descriptors survive optimisation and tools", run: wasm::retention },
    Step {
        name: "toolchains",
        about: "the same with the oldest Rust that is promised, and with nightly",
        run: wasm::toolchains,
    },
    Step { name: "inspect", about: "what the command line tool prints of a module", run: wasm::inspect },
    Step {
        name: "package",
        about: "what is packed, and the npm package in a Vite app and in Node",
        run: wasm::package,
    },
    Step {
        name: "hosted",
        about: "in a wasm-bindgen app: the runtime tests, values, targets",
        run: hosted::run,
    },
    Step { name: "readme", about: "the README's first program, in Node and Chromium", run: wasm::readme },
    Step {
        name: "guide",
        about: "the guide's pages, from an empty folder, with the packed crate",
        run: wasm::guide,
    },
    Step { name: "analyzer", about: "an editor completes and documents imports", run: analyzer::run },
    Step { name: "browser", about: "the examples in Chromium and Firefox", run: browser::run },
];

/// How a step ended.
struct Outcome {
    name: &'static str,
    passed: bool,
    time: Duration,
}

/// What the arguments ask for.
enum Request {
    List,
    Run(Vec<&'static Step>),
}

/// Runs the steps and tells how each ended; fails when any failed.
pub(crate) fn main(arguments: &[String]) -> Result<ExitCode> {
    let steps = match request(arguments)? {
        Request::List => {
            print!("{}", list());
            return Ok(ExitCode::SUCCESS);
        }
        Request::Run(steps) => steps,
    };
    let workspace = Workspace::enter()?;
    let outcomes: Vec<_> = steps.into_iter().map(|step| run(step, &workspace)).collect();
    print!("\n{}", report::table(&outcomes));
    let passed = outcomes.iter().all(|outcome| outcome.passed);
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn request(arguments: &[String]) -> Result<Request> {
    if arguments.iter().any(|argument| argument == "--list") {
        ensure!(arguments.len() == 1, "`--list` stands alone");
        return Ok(Request::List);
    }
    for argument in arguments {
        if !STEPS.iter().any(|step| step.name == argument) {
            bail!("there is no step `{argument}`\n\n{}", list());
        }
    }
    // By the table and not by the arguments: the order is always the same, and a name given twice runs once.
    let chosen =
        |step: &&Step| arguments.is_empty() || arguments.iter().any(|argument| argument == step.name);
    Ok(Request::Run(STEPS.iter().filter(chosen).collect()))
}

fn list() -> String {
    let width = STEPS.iter().map(|step| step.name.len()).max().unwrap_or(0);
    STEPS.iter().map(|step| format!("{:width$}  {}\n", step.name, step.about)).collect()
}

fn run(step: &Step, workspace: &Workspace) -> Outcome {
    println!("\n=== {}: {} ===", step.name, step.about);
    let start = Instant::now();
    let result = (step.run)(workspace);
    let time = start.elapsed();
    if let Err(error) = &result {
        eprintln!("error: {error:#}");
    }
    println!("--- {}: {} in {}", step.name, report::word(result.is_ok()), report::seconds(time));
    Outcome { name: step.name, passed: result.is_ok(), time }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(arguments: &[&str]) -> Vec<&'static str> {
        match request(&arguments.iter().map(|argument| argument.to_string()).collect::<Vec<_>>()).unwrap() {
            Request::Run(steps) => steps.iter().map(|step| step.name).collect(),
            Request::List => panic!("{arguments:?} asks for the list"),
        }
    }

    fn refusal(arguments: &[&str]) -> String {
        let arguments: Vec<_> = arguments.iter().map(|argument| argument.to_string()).collect();
        request(&arguments).err().unwrap().to_string()
    }

    #[test]
    fn without_names_every_step_runs() {
        assert_eq!(chosen(&[]), STEPS.iter().map(|step| step.name).collect::<Vec<_>>());
    }

    #[test]
    fn named_steps_run_once_each_in_the_order_of_the_table() {
        assert_eq!(chosen(&["js", "fmt", "js"]), ["fmt", "js"]);
    }

    #[test]
    fn an_unknown_step_is_refused_with_the_list() {
        let message = refusal(&["fmt", "formt"]);
        assert!(message.starts_with("there is no step `formt`\n\nfmt "), "{message}");
        assert!(message.ends_with(&list()), "{message}");
    }

    #[test]
    fn the_list_stands_alone() {
        assert!(matches!(request(&["--list".to_owned()]), Ok(Request::List)));
        assert_eq!(refusal(&["--list", "fmt"]), "`--list` stands alone");
    }

    #[test]
    fn no_two_steps_share_a_name() {
        for (index, step) in STEPS.iter().enumerate() {
            assert!(
                STEPS[..index].iter().all(|other| other.name != step.name),
                "{} is there twice",
                step.name
            );
        }
    }

    #[test]
    fn a_failing_step_is_an_outcome_and_not_the_end() {
        let workspace = Workspace { root: "/here".into(), target: "/out".into() };
        let step = Step { name: "broken", about: "fails", run: |_| bail!("as it should") };
        assert!(!run(&step, &workspace).passed);
    }
}
