//! `cargo xtask demo`: the smallest whole app, from its Rust source to its lines in the terminal.

use std::process::ExitCode;

use anyhow::{ensure, Result};

use crate::{
    node, shell,
    wasm::{self, Profile},
    workspace::Workspace,
};

/// Builds examples/interval, runs it in Node and ends as that ends.
pub(crate) fn main(arguments: &[String]) -> Result<ExitCode> {
    ensure!(arguments.is_empty(), "`demo` takes no arguments");
    let workspace = Workspace::enter()?;
    // First, because it is quick: nobody should wait for a build to hear that Node is missing.
    let mut node = node::node()?;
    wasm::build(&["interval"], Profile::Dev)?;
    let app = wasm::file(&workspace, "interval", Profile::Dev);
    let status = shell::status(node.arg("examples/interval/main.mjs").arg(app))?;
    Ok(shell::exit_code(status))
}
