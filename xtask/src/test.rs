//! `cargo xtask test`: the project's checks, as a table of named steps.
//!
//! Here stand the choice of steps and the run through them. The steps are in the table of test/steps.rs; those that are more than rows
//! of it have functions in the module of their subject.
//!
//! A run has one of two extents. Without a word it is for every day: each step, in this machine's Node and in Chromium. With
//! `--everywhere` it is all there is. What the first leaves out is in its table.
//!
//! Two steps run at a time, because most wait for one program at a time: while one compiles, another tests. No step needs what another
//! has made, and those that build the same file build it in the same way. What they print, src/log.rs shows in the order of the table.

use std::{
    panic::{self, AssertUnwindSafe},
    process::ExitCode,
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use anyhow::{anyhow, bail, ensure, Result};

use crate::{log, workspace::Workspace};

pub(crate) mod browsers;
mod components;
mod hosted;
mod program;
mod report;
mod rust;
mod steps;
mod wasm;

use program::Program;
use steps::STEPS;

/// How much of it a run does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// In this machine's Node and in Chromium, and nothing for long.
    Daily,
    /// All of it: `--everywhere`.
    Everywhere,
}

/// One check.
struct Step {
    name: &'static str,
    /// What it makes sure of, for `--list`.
    about: &'static str,
    /// What it builds, and installs where that is missing: what somebody who looks on waits for. Empty for what begins at once.
    needs: &'static str,
    check: Check,
}

/// What a step does.
enum Check {
    /// The same in each run.
    Whole(fn(&Workspace) -> Result<()>),
    /// Less without `--everywhere`.
    Partial {
        /// What is left out then, for the table.
        left_out: &'static str,
        run: fn(&Workspace, Extent) -> Result<()>,
    },
    /// Rows, one after the other, and the same in each run.
    Programs(&'static [Program]),
    /// Less without `--everywhere`.
    FewerPrograms {
        /// What is left out then, for the table.
        left_out: &'static str,
        daily: &'static [Program],
        everywhere: &'static [Program],
    },
}

/// How a step ended.
struct Outcome {
    name: &'static str,
    passed: bool,
    time: Duration,
    /// What this run has left out of it.
    left_out: &'static str,
    /// Of one that failed, why.
    error: String,
    /// And what its programs printed.
    said: Vec<String>,
}

/// What the arguments ask for.
enum Request {
    List,
    Run(Extent, Vec<&'static Step>),
}

/// Runs the steps and tells how each ended; fails when any failed.
pub(crate) fn main(arguments: &[String]) -> Result<ExitCode> {
    let (extent, steps) = match request(arguments)? {
        Request::List => {
            print!("{}", list());
            return Ok(ExitCode::SUCCESS);
        }
        Request::Run(extent, steps) => (extent, steps),
    };
    let workspace = Workspace::enter()?;
    let start = Instant::now();
    let outcomes = match steps[..] {
        // What it prints is shown as it comes, in colours where there are any.
        [step] => vec![in_its_place(step, 0, 1, start, || run(step, extent, &workspace))],
        _ => side_by_side(&steps, extent, &workspace, start),
    };
    print!("\n{}{}", report::failures(&outcomes), report::table(&outcomes, start.elapsed()));
    let passed = outcomes.iter().all(|outcome| outcome.passed);
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How many steps run at once.
pub(crate) const LANES: usize = 2;

/// Runs steps, [`LANES`] at a time, in the order of the table.
fn side_by_side(
    steps: &[&'static Step],
    extent: Extent,
    workspace: &Workspace,
    start: Instant,
) -> Vec<Outcome> {
    let count = steps.len();
    let waiting = Mutex::new(steps.iter().zip(log::logs(count)).enumerate());
    let outcomes = Mutex::new(Vec::new());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    thread::scope(|scope| {
        for _ in 0..LANES {
            scope.spawn(|| {
                while let Some((index, (step, log))) = next() {
                    let outcome = log
                        .during(|| in_its_place(step, index, count, start, || run(step, extent, workspace)));
                    outcomes.lock().unwrap_or_else(PoisonError::into_inner).push((index, outcome));
                }
            });
        }
    });
    let mut outcomes = outcomes.into_inner().unwrap_or_else(PoisonError::into_inner);
    outcomes.sort_by_key(|(index, _)| *index);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

/// Runs a step between the lines that say which it is, and how it ended.
fn in_its_place(
    step: &Step,
    index: usize,
    count: usize,
    start: Instant,
    run: impl FnOnce() -> Outcome,
) -> Outcome {
    let place = format!("[{}/{count}] {}", index + 1, step.name);
    log::line(&format!("\n=== {place}: {} ===", step.about));
    if !step.needs.is_empty() {
        log::line(&format!("It builds, or installs where they are missing: {}", step.needs));
    }
    let outcome = run();
    let (word, time) = (report::word(outcome.passed), report::seconds(outcome.time));
    log::line(&format!(
        "--- {place}: {word} in {time}, {} since the start ---",
        report::minutes(start.elapsed())
    ));
    outcome
}

fn request(arguments: &[String]) -> Result<Request> {
    if arguments.iter().any(|argument| argument == "--list") {
        ensure!(arguments.len() == 1, "`--list` stands alone");
        return Ok(Request::List);
    }
    let (options, names): (Vec<_>, Vec<_>) =
        arguments.iter().map(String::as_str).partition(|argument| argument.starts_with('-'));
    let extent = match options[..] {
        [] => Extent::Daily,
        ["--everywhere"] => Extent::Everywhere,
        _ => bail!("the options are `--list` and `--everywhere`, and not `{}`", options.join(" ")),
    };
    for name in &names {
        if !STEPS.iter().any(|step| step.name == *name) {
            bail!("there is no step `{name}`\n\n{}", list());
        }
    }
    // By the table and not by the arguments: the order is always the same, and a name given twice runs once.
    let chosen = |step: &&Step| names.is_empty() || names.contains(&step.name);
    Ok(Request::Run(extent, STEPS.iter().filter(chosen).collect()))
}

fn list() -> String {
    let width = STEPS.iter().map(|step| step.name.len()).max().unwrap_or(0);
    STEPS.iter().map(|step| format!("{:width$}  {}\n", step.name, step.about)).collect()
}

fn run(step: &Step, extent: Extent, workspace: &Workspace) -> Outcome {
    let start = Instant::now();
    let programs = |rows: &[Program]| rows.iter().try_for_each(|program| program.run(workspace));
    let body = || match step.check {
        Check::Whole(run) => run(workspace),
        Check::Partial { run, .. } => run(workspace, extent),
        Check::Programs(rows) => programs(rows),
        Check::FewerPrograms { daily, .. } if extent == Extent::Daily => programs(daily),
        Check::FewerPrograms { everywhere, .. } => programs(everywhere),
    };
    // The steps behind it are run whatever it does.
    let result =
        panic::catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|_| Err(anyhow!("it has panicked")));
    let time = start.elapsed();
    let (error, said) = match &result {
        // What is shown again at the end is what its programs have printed, so without this line.
        Err(error) => {
            (format!("error: {error:#}"), log::of_this_thread().map_or(Vec::new(), |log| log.lines()))
        }
        Ok(()) => Default::default(),
    };
    if result.is_err() {
        log::line(&error);
    }
    let left_out = match (&step.check, extent) {
        (Check::Partial { left_out, .. } | Check::FewerPrograms { left_out, .. }, Extent::Daily) => left_out,
        _ => "",
    };
    Outcome { name: step.name, passed: result.is_ok(), time, left_out, error, said }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(arguments: &[&str]) -> Vec<&'static str> {
        match request(&arguments.iter().map(|argument| argument.to_string()).collect::<Vec<_>>()).unwrap() {
            Request::Run(_, steps) => steps.iter().map(|step| step.name).collect(),
            Request::List => panic!("{arguments:?} asks for the list"),
        }
    }

    fn extent(arguments: &[&str]) -> Extent {
        match request(&arguments.iter().map(|argument| argument.to_string()).collect::<Vec<_>>()).unwrap() {
            Request::Run(extent, _) => extent,
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
    fn everywhere_is_said_before_or_behind_the_names_and_once() {
        assert_eq!(extent(&[]), Extent::Daily);
        assert_eq!(extent(&["fmt"]), Extent::Daily);
        assert_eq!(extent(&["--everywhere"]), Extent::Everywhere);
        assert_eq!(extent(&["fmt", "--everywhere"]), Extent::Everywhere);
        assert_eq!(chosen(&["--everywhere", "fmt"]), ["fmt"]);
        assert_eq!(
            refusal(&["--everywhere", "--everywhere"]),
            "the options are `--list` and `--everywhere`, and not `--everywhere --everywhere`"
        );
        assert!(refusal(&["--everywere"]).ends_with("and not `--everywere`"));
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
        let check = Check::Whole(|_| bail!("as it should"));
        let step = Step { name: "broken", about: "fails", needs: "", check };
        assert!(!run(&step, Extent::Daily, &workspace).passed);
    }

    #[test]
    fn a_step_that_panics_is_one_that_fails() {
        let workspace = Workspace { root: "/here".into(), target: "/out".into() };
        let step = Step {
            name: "broken",
            about: "panics",
            needs: "",
            check: Check::Whole(|_| panic!("as it should")),
        };
        let outcome = run(&step, Extent::Daily, &workspace);
        assert!(!outcome.passed);
        assert_eq!(outcome.error, "error: it has panicked");
    }

    #[test]
    fn what_a_failed_step_has_said_is_kept_without_our_own_words() {
        fn run_and_fail(_: &Workspace) -> Result<()> {
            log::line("x.js(1,2): error TS2322: as it should");
            bail!("`tsc` failed")
        }
        let workspace = Workspace { root: "/here".into(), target: "/out".into() };
        let step = Step { name: "broken", about: "fails", needs: "", check: Check::Whole(run_and_fail) };
        let [log] = log::logs_to(Box::new(std::io::sink()), 1).try_into().ok().unwrap();
        let start = Instant::now();
        let outcome =
            log.during(|| in_its_place(&step, 0, 1, start, || run(&step, Extent::Daily, &workspace)));
        assert_eq!(outcome.error, "error: `tsc` failed");
        let said = ["\n=== [1/1] broken: fails ===", "x.js(1,2): error TS2322: as it should"];
        assert_eq!(outcome.said, said);
        assert!(report::failures(&[outcome]).contains("TS2322"));
    }

    #[test]
    fn what_a_run_leaves_out_is_told_unless_it_runs_everywhere() {
        let workspace = Workspace { root: "/here".into(), target: "/out".into() };
        let run_in = |check, extent| {
            let outcome = run(&Step { name: "step", about: "", needs: "", check }, extent, &workspace);
            (outcome.passed, outcome.left_out)
        };
        let partial = || Check::Partial {
            left_out: "Firefox",
            run: |_, extent| if extent == Extent::Daily { Ok(()) } else { bail!("Firefox has failed") },
        };
        assert_eq!(run_in(partial(), Extent::Daily), (true, "Firefox"));
        assert_eq!(run_in(partial(), Extent::Everywhere), (false, ""));
        assert_eq!(run_in(Check::Whole(|_| Ok(())), Extent::Daily), (true, ""));
    }
}
