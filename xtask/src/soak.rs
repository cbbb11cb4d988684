//! `cargo xtask soak`: ten minutes of everything that makes and ends closures, with what is alive plotted.

use std::process::ExitCode;

use anyhow::{ensure, Result};

use crate::{
    node, shell,
    wasm::{self, Profile},
    workspace::Workspace,
};

/// Builds the runtime tests' module and hands it to the script, which fails when something has grown. `SOAK_SECONDS` makes
/// it shorter.
pub(crate) fn main(arguments: &[String]) -> Result<ExitCode> {
    ensure!(
        arguments.is_empty(),
        "`cargo xtask soak` takes no arguments; SOAK_SECONDS says how long it runs"
    );
    let workspace = Workspace::enter()?;
    let mut node = node::node()?;
    wasm::build(&["runtime-tests"], Profile::Release)?;
    node.args(["--expose-gc", "tests/runtime/soak/main.js"])
        .env("SOAK_SVG", workspace.target.join("soak.svg"))
        .env("RUNTIME_WASM", wasm::file(&workspace, "runtime-tests", Profile::Release));
    Ok(shell::exit_code(shell::status(&mut node)?))
}
