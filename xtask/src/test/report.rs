//! What is printed after the last step.

use std::time::Duration;

use super::Outcome;

/// Step, result, seconds and what this run has left out, one step a line; below it the sum, in words that people and CI both
/// read.
pub(super) fn table(outcomes: &[Outcome], time: Duration) -> String {
    let head = "step";
    let width = outcomes.iter().map(|outcome| outcome.name.len()).fold(head.len(), usize::max);
    let is_partial = outcomes.iter().any(|outcome| !outcome.left_out.is_empty());
    let mut text = format!("{head:width$}  result  seconds{}\n", if is_partial { "  not run" } else { "" });
    for Outcome { name, passed, time, left_out, .. } in outcomes {
        let line = format!("{name:width$}  {:6}  {:>7.1}  {left_out}", word(*passed), time.as_secs_f64());
        text += line.trim_end();
        text += "\n";
    }
    let passed = outcomes.iter().filter(|outcome| outcome.passed).count();
    text += &format!("\n{passed} passed, {} failed, in {}\n", outcomes.len() - passed, minutes(time));
    if is_partial {
        text += "What was not run: `cargo xtask test --everywhere`, with the names of steps or without\n";
    }
    text
}

/// What has failed, in the words of those who found it: behind thousands of lines of others nobody would find it, and logs are cut.
pub(super) fn failures(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    for Outcome { name, error, said, .. } in outcomes.iter().filter(|outcome| !outcome.passed) {
        text += &format!("=== {name} has failed ===\n");
        for line in excerpt(said) {
            text += &format!("{line}\n");
        }
        text += &format!("{error}\n\n");
    }
    text
}

/// How many lines of one failure are shown again, and how many of all of a step.
const LINES: (usize, usize) = (30, 120);

/// The failures among what was printed, each with what follows it; if none is seen, the end.
fn excerpt(said: &[String]) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut left = 0;
    for line in said {
        let words = line.trim_start();
        let is_skipped = words.contains("# SKIP") || words.contains("# TODO");
        let is_failure = words.starts_with("not ok ") && !is_skipped
            || words.starts_with("error: ")
            || words.starts_with("error[")
            || line.contains("FAILED")
            || line.contains("panicked at ");
        if is_failure {
            left = LINES.0;
        }
        if left > 0 {
            lines.push(line.as_str());
            // The end of a test in the protocol of `node --test`.
            left = if words == "..." { 0 } else { left - 1 };
        }
    }
    if lines.is_empty() {
        lines.extend(said.iter().skip(said.len().saturating_sub(LINES.0)).map(String::as_str));
    }
    lines.truncate(LINES.1);
    lines
}

/// How a step ended, in one word.
pub(super) fn word(passed: bool) -> &'static str {
    if passed {
        "ok"
    } else {
        "FAILED"
    }
}

/// A time as `12.3 s`.
pub(super) fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// A time as `2 min 5 s`, or as `12.3 s` below a minute.
pub(super) fn minutes(time: Duration) -> String {
    match time.as_secs() {
        0..60 => seconds(time),
        whole => format!("{} min {} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(name: &'static str, passed: bool, millis: u64, left_out: &'static str) -> Outcome {
        let (error, said) = (String::new(), Vec::new());
        Outcome { name, passed, time: Duration::from_millis(millis), left_out, error, said }
    }

    fn failed(said: &[&str]) -> String {
        let said = said.iter().map(|line| line.to_string()).collect();
        let error = "error: `node` failed".to_owned();
        failures(&[outcome("fmt", true, 1, ""), Outcome { error, said, ..outcome("js", false, 1, "") }])
    }

    #[test]
    fn a_failed_test_is_shown_again_without_those_around_it() {
        let said = [
            "ok 1 - a",
            "  ...",
            "not ok 2 - b",
            "  ---",
            "  why",
            "  ...",
            "ok 3 - c",
            "not ok 4 - d # SKIP no",
        ];
        let expected = "\
=== js has failed ===
not ok 2 - b
  ---
  why
  ...
error: `node` failed

";
        assert_eq!(failed(&said), expected);
        assert_eq!(failures(&[outcome("fmt", true, 340, "")]), "");
    }

    #[test]
    fn of_what_failed_in_another_way_the_end_is_shown_and_never_all() {
        let lines: Vec<_> = (0..1_000).map(|number| number.to_string()).collect();
        let mut said: Vec<_> = lines.iter().map(String::as_str).collect();
        let shown = failed(&said);
        assert!(shown.starts_with("=== js has failed ===\n970\n971\n"), "{shown}");
        for at in (0..1_000).step_by(10) {
            said[at] = "chromium: x.test.js: FAILED: b";
        }
        assert_eq!(failed(&said).lines().count(), 1 + LINES.1 + 2);
    }

    #[test]
    fn the_table_shows_each_step_and_the_sum() {
        let outcomes = [outcome("fmt", true, 340, ""), outcome("dependencies", false, 123_456, "")];
        let expected = "\
step          result  seconds
fmt           ok          0.3
dependencies  FAILED    123.5

1 passed, 1 failed, in 2 min 4 s
";
        assert_eq!(table(&outcomes, Duration::from_secs(124)), expected);
    }

    #[test]
    fn the_table_shows_what_was_not_run_and_how_to_run_it() {
        let outcomes = [outcome("fmt", true, 340, ""), outcome("engines", true, 40_000, "Deno, Bun")];
        let expected = "\
step     result  seconds  not run
fmt      ok          0.3
engines  ok         40.0  Deno, Bun

2 passed, 0 failed, in 40.3 s
What was not run: `cargo xtask test --everywhere`, with the names of steps or without
";
        assert_eq!(table(&outcomes, Duration::from_millis(40_340)), expected);
    }
}
