//! The steps about js/, the other half of the crate: `types`, `js`.

use anyhow::Result;

use crate::{node, shell, workspace::Workspace};

/// The folder of the other half.
const FOLDER: &str = "js";

/// The folders of the tests' own tools.
const TESTS: &[&str] = &["tests", "tests/environments", "tests/hosted"];

/// The TypeScript compiler over the JSDoc types, which js/tsconfig.json lists, and over programs that have the package.
pub(super) fn types(_: &Workspace) -> Result<()> {
    node::install(FOLDER)?;
    for folder in TESTS {
        node::install(folder)?; // their types are checked too
    }
    shell::run(node::tool(FOLDER, "tsc").args(["-p", "."]))?;
    shell::run(&mut node::test("tests/types", &[])?)
}

/// Tests that need no wasm file.
pub(super) fn unit(_: &Workspace) -> Result<()> {
    let mut node = node::test(FOLDER, &[])?;
    node::install(FOLDER)?; // TypeScript, as a parser
    shell::run(&mut node)
}
