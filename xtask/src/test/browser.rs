//! The step `browser`: the examples in real browsers.

use anyhow::Result;

use super::browsers::{CHROMIUM, FIREFOX};
use crate::{examples, node, shell, workspace::Workspace};

/// Hands the tests a built site and, in `CHROMIUM` and `FIREFOX`, the browsers' paths.
pub(super) fn run(_: &Workspace) -> Result<()> {
    let mut node = node::test("tests/browser", &[])?;
    for browser in [&CHROMIUM, &FIREFOX] {
        node.env(browser.variable, browser.ensure()?);
    }
    node::install("tests")?;
    examples::build()?;
    shell::run(&mut node)
}
