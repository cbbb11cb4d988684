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
    for Outcome { name, passed, time, left_out } in outcomes {
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
        Outcome { name, passed, time: Duration::from_millis(millis), left_out }
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
