//! The step `analyzer`: what an editor shows of imports.

use anyhow::Result;

use super::components::{RUST_ANALYZER, RUST_SRC};
use crate::{node, shell, workspace::Workspace};

/// A session with rust-analyzer over tests/analyzer/sample.
pub(super) fn run(_: &Workspace) -> Result<()> {
    let mut node = node::test("tests/analyzer", &[])?;
    RUST_ANALYZER.ensure()?;
    RUST_SRC.ensure()?;
    shell::run(&mut node)
}
