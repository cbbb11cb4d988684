//! The step `browser`: the examples in real browsers.

use anyhow::Result;

use super::{
    browsers::{CHROMIUM, FIREFOX},
    Extent,
};
use crate::{examples, node, shell, workspace::Workspace};

/// What is left out daily: what Firefox is for, and the examples that only show more.
const LEFT_OUT: &[&str] = &["firefox.test.js", "gallery.test.js", "todomvc.test.js"];

/// Hands the tests a built site and, in `CHROMIUM` and `FIREFOX`, the browsers' paths.
pub(super) fn run(_: &Workspace, extent: Extent) -> Result<()> {
    let (left_out, browsers) = match extent {
        Extent::Daily => (LEFT_OUT, &[&CHROMIUM][..]),
        Extent::Everywhere => (&[][..], &[&CHROMIUM, &FIREFOX][..]),
    };
    let mut node = node::test_without("tests/browser", &[], left_out)?;
    for browser in browsers {
        node.env(browser.variable, browser.ensure()?);
    }
    node::install("tests")?;
    examples::build()?;
    shell::run(&mut node)
}
