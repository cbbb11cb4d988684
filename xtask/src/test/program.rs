//! A program of Node's that a step runs, as a row of data: what is installed and built before, and what it finds in which variable.
//! The rows stand in the table of steps.

use std::process::Command;

use anyhow::Result;

use super::{browsers::Browser, components::Component};
use crate::{
    examples, node, shell,
    wasm::{self, Profile},
    workspace::Workspace,
};

/// One row.
#[derive(Clone, Copy)]
pub(super) struct Program {
    pub(super) runs: Runs,
    /// The folders whose npm packages it needs.
    pub(super) npm: &'static [&'static str],
    /// What it needs of rustup.
    pub(super) components: &'static [&'static Component],
    /// What it needs to be installed, and finds in their variables.
    pub(super) browsers: &'static [&'static Browser],
    pub(super) builds: Builds,
    /// How packages are built; it runs once for each.
    pub(super) profiles: &'static [Profile],
    /// More variables, in lists that rows share.
    pub(super) env: &'static [&'static [(&'static str, &'static str)]],
}

/// What is run.
#[derive(Clone, Copy)]
pub(super) enum Runs {
    /// The test files of a folder.
    Tests {
        folder: &'static str,
        flags: &'static [&'static str],
        /// The names of files that are left out.
        without: &'static [&'static str],
    },
    /// Some test files.
    Files { paths: &'static [&'static str], flags: &'static [&'static str] },
    /// A script, with its arguments.
    Script(&'static [&'static str]),
    /// What npm has installed in a folder, with its arguments.
    Tool(&'static str, &'static [&'static str]),
}

/// What is built before.
#[derive(Clone, Copy)]
pub(super) enum Builds {
    /// Nothing, not even by the program itself.
    Nothing,
    /// What the program builds for wasm by itself.
    ByItself,
    Examples,
    /// Packages, each with the variable in which the program finds its wasm file.
    Packages(&'static [(&'static str, &'static str)]),
    /// The same for one package, in what the command `build` makes of it.
    Shipped(&'static str, &'static str),
}

impl Program {
    /// All test files of a folder. What else a row says, it says instead of what stands here.
    pub(super) const fn tests(folder: &'static str) -> Self {
        Self::new(Runs::Tests { folder, flags: &[], without: &[] })
    }

    /// The same for anything else.
    pub(super) const fn new(runs: Runs) -> Self {
        let profiles = &[Profile::Dev];
        Self { runs, npm: &[], components: &[], browsers: &[], builds: Builds::Nothing, profiles, env: &[] }
    }

    /// Installs and builds what is missing, and runs it.
    pub(super) fn run(&self, workspace: &Workspace) -> Result<()> {
        // First, because it is quick: without Node or test files there is nothing to install for.
        self.command()?;
        for folder in self.npm {
            node::install(folder)?;
        }
        for component in self.components {
            component.ensure()?;
        }
        for &profile in self.profiles {
            let mut command = self.command()?;
            command.envs(self.env.iter().copied().flatten().copied());
            for browser in self.browsers {
                command.env(browser.variable, browser.ensure()?);
            }
            match self.builds {
                Builds::Nothing => {}
                Builds::ByItself => wasm::ensure_target()?,
                Builds::Examples => examples::build()?,
                Builds::Packages(packages) => {
                    let names: Vec<_> = packages.iter().map(|&(name, _)| name).collect();
                    wasm::build(&names, profile)?;
                    command.envs(
                        packages
                            .iter()
                            .map(|(name, variable)| (variable, wasm::file(workspace, name, profile))),
                    );
                }
                Builds::Shipped(name, variable) => {
                    command.env(variable, wasm::shipped(workspace, name, profile)?);
                }
            }
            shell::run(&mut command)?;
        }
        Ok(())
    }

    fn command(&self) -> Result<Command> {
        match self.runs {
            Runs::Tests { folder, flags, without } => node::test_without(folder, flags, without),
            Runs::Files { paths, flags } => {
                let mut node = node::node()?;
                node.args(flags).arg("--test").args(paths);
                Ok(node)
            }
            Runs::Script(words) => {
                let mut node = node::node()?;
                node.args(words);
                Ok(node)
            }
            Runs::Tool(folder, words) => {
                let mut tool = node::tool(folder, words[0]);
                tool.args(&words[1..]);
                Ok(tool)
            }
        }
    }
}
