//! Programs that rustup brings as components, and installs where one is missing.

use std::process::Command;

use anyhow::{bail, Result};

use crate::shell;

/// A component, and what fails where it is missing: rustup has a file in PATH for each, installed or not.
pub(super) struct Component {
    name: &'static str,
    question: fn() -> Command,
}

/// `cargo fmt`.
pub(super) const RUSTFMT: Component = Component { name: "rustfmt", question: || cargo("fmt") };

/// `cargo clippy`.
pub(super) const CLIPPY: Component = Component { name: "clippy", question: || cargo("clippy") };

/// What editors ask; also one in PATH that is not rustup's will do.
pub(super) const RUST_ANALYZER: Component =
    Component { name: "rust-analyzer", question: || version(Command::new("rust-analyzer")) };

fn cargo(command: &str) -> Command {
    let mut cargo = shell::cargo();
    cargo.arg(command);
    version(cargo)
}

fn version(mut command: Command) -> Command {
    command.arg("--version");
    command
}

impl Component {
    /// Makes sure that it is there.
    pub(super) fn ensure(&self) -> Result<()> {
        if (self.question)().output().is_ok_and(|output| output.status.success()) {
            return Ok(());
        }
        let Self { name, .. } = self;
        if shell::find("rustup").is_none() {
            bail!("`{name}` was not found, and neither was rustup: install it so that PATH names its folder");
        }
        shell::run(Command::new("rustup").args(["component", "add", name]))
    }
}
