//! `cargo xtask bench`: starts benches/run.js, which builds what it compares and knows its own arguments.

use std::process::ExitCode;

use anyhow::Result;

use crate::{
    node, shell,
    test::browsers::{CHROMIUM, FIREFOX},
    wasm,
    workspace::Workspace,
};

/// Makes sure that the target, Node, the packages in benches/ and the browsers are there, then ends as the script ends.
pub(crate) fn main(arguments: &[String]) -> Result<ExitCode> {
    Workspace::enter()?;
    let mut node = node::node()?;
    wasm::ensure_target()?;
    node::install("benches")?;
    for (engine, browser) in [("chromium", &CHROMIUM), ("firefox", &FIREFOX)] {
        if wants(arguments, engine) {
            node.env(browser.variable, browser.ensure()?);
        }
    }
    let status = shell::status(node.arg("benches/run.js").args(arguments))?;
    Ok(shell::exit_code(status))
}

/// Whether something is measured in an engine: without `--calls`, `--compile`, `--size` and `--start` all parts are, and calls without
/// `--engine` in all engines. A page starts in Chromium.
fn wants(arguments: &[String], engine: &str) -> bool {
    let has = |option: &str| arguments.iter().any(|argument| argument == option);
    let all = !["--calls", "--compile", "--size", "--start"].into_iter().any(has);
    let any = !arguments.iter().any(|argument| argument.starts_with("--engine"));
    let calls = (all || has("--calls")) && (any || has(engine) || has(&format!("--engine={engine}")));
    let start = (all || has("--start")) && engine == "chromium";
    !has("--help") && (calls || start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_wanted_only_where_it_measures() {
        let wants_in = |engine, line: &str| {
            let arguments: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
            wants(&arguments, engine)
        };
        let wants = |line: &str| wants_in("firefox", line);
        for line in
            ["", "--quick", "--calls", "--calls --size", "--engine node --engine firefox", "--engine=firefox"]
        {
            assert!(wants(line), "{line}");
        }
        for line in
            ["--help", "--compile", "--size --compile", "--engine node", "--calls --engine=node", "--start"]
        {
            assert!(!wants(line), "{line}");
        }
        assert!(wants_in("chromium", "--start") && wants_in("chromium", "--engine node"));
        assert!(!wants_in("chromium", "--size --compile") && !wants_in("chromium", "--calls --engine node"));
    }
}
