//! What is printed after the last step.

use std::time::Duration;

use super::Outcome;

/// Step, result and seconds, one step a line; below it the sum, in words that people and CI both read.
pub(super) fn table(outcomes: &[Outcome]) -> String {
    let head = "step";
    let width = outcomes.iter().map(|outcome| outcome.name.len()).fold(head.len(), usize::max);
    let mut text = format!("{head:width$}  result  seconds\n");
    for Outcome { name, passed, time } in outcomes {
        text += &format!("{name:width$}  {:6}  {:>7.1}\n", word(*passed), time.as_secs_f64());
    }
    let passed = outcomes.iter().filter(|outcome| outcome.passed).count();
    text + &format!("\n{passed} passed, {} failed\n", outcomes.len() - passed)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_shows_each_step_and_the_sum() {
        let outcome = |name, passed, millis| Outcome { name, passed, time: Duration::from_millis(millis) };
        let outcomes = [outcome("fmt", true, 340), outcome("dependencies", false, 123_456)];
        let expected = "\
step          result  seconds
fmt           ok          0.3
dependencies  FAILED    123.5

1 passed, 1 failed
";
        assert_eq!(table(&outcomes), expected);
    }
}
