//! `cargo xtask bench`: starts benches/run.js, which builds what it compares and knows its own arguments.

use std::process::ExitCode;

use anyhow::Result;

use crate::{node, shell, wasm, workspace::Workspace};

/// Makes sure that the target, Node and the packages in benches/ are there, then ends as the script ends.
pub(crate) fn main(arguments: &[String]) -> Result<ExitCode> {
    Workspace::enter()?;
    let mut node = node::node()?;
    wasm::ensure_target()?;
    node::install("benches")?;
    let status = shell::status(node.arg("benches/run.js").args(arguments))?;
    Ok(shell::exit_code(status))
}
