//! The step `analyzer`: what an editor shows of imports.

use std::process::Command;

use anyhow::{bail, Result};

use crate::{node, shell, workspace::Workspace};

/// A session with rust-analyzer over tests/analyzer/sample.
pub(super) fn run(_: &Workspace) -> Result<()> {
    let mut node = node::test("tests/analyzer", &[])?;
    ensure()?;
    shell::run(&mut node)
}

/// Makes sure that rust-analyzer is there: that of the toolchain, or one in `PATH`.
fn ensure() -> Result<()> {
    // rustup has a file of this name in PATH that fails if the component is missing.
    let works = || {
        Command::new("rust-analyzer").arg("--version").output().is_ok_and(|output| output.status.success())
    };
    if works() {
        return Ok(());
    }
    if shell::find("rustup").is_none() {
        bail!(
            "`rust-analyzer` was not found, and neither was rustup: install it so that PATH names its folder"
        );
    }
    shell::run(Command::new("rustup").args(["component", "add", "rust-analyzer"]))
}
