//! The step `browser`: the examples in a real Chromium.

use anyhow::Result;

use super::browsers::CHROMIUM;
use crate::{
    node, shell,
    wasm::{self, Profile, EXAMPLES},
    workspace::Workspace,
};

/// Hands the tests a built site and, in `CHROMIUM`, the browser's path.
pub(super) fn run(_: &Workspace) -> Result<()> {
    let mut node = node::test("tests/browser", &[])?;
    let chromium = CHROMIUM.ensure()?;
    node::install("tests")?;
    wasm::build(EXAMPLES, Profile::Dev)?;
    shell::run(node.env(CHROMIUM.variable, chromium))
}
