//! What rustup brings as components, and installs where one is missing.

use std::{path::Path, process::Command};

use anyhow::{bail, Result};

use crate::shell;

/// A component.
pub(super) struct Component {
    name: &'static str,
    is_there: fn() -> bool,
}

/// `cargo fmt`.
pub(super) const RUSTFMT: Component =
    Component { name: "rustfmt", is_there: || answers(shell::cargo().arg("fmt")) };

/// `cargo clippy`.
pub(super) const CLIPPY: Component =
    Component { name: "clippy", is_there: || answers(shell::cargo().arg("clippy")) };

/// What editors ask; also one in PATH that is not rustup's will do.
pub(super) const RUST_ANALYZER: Component =
    Component { name: "rust-analyzer", is_there: || answers(&mut Command::new("rust-analyzer")) };

/// The source of the standard library, without which rust-analyzer knows no method. It would install it by itself, and so the
/// toolchain would be another one behind the back of the other steps.
pub(super) const RUST_SRC: Component = Component {
    name: "rust-src",
    is_there: || {
        let sysroot = shell::read(Command::new("rustc").args(["--print", "sysroot"]));
        sysroot.is_ok_and(|path| Path::new(&path).join("lib/rustlib/src/rust/library").is_dir())
    },
};

/// Whether a program tells its version: rustup has a file in PATH for each of its own, and it fails where the component is
/// missing.
fn answers(command: &mut Command) -> bool {
    command.arg("--version").output().is_ok_and(|output| output.status.success())
}

impl Component {
    /// Makes sure that it is there.
    pub(super) fn ensure(&self) -> Result<()> {
        shell::installing(|| self.install())
    }

    fn install(&self) -> Result<()> {
        if (self.is_there)() {
            return Ok(());
        }
        let Self { name, .. } = self;
        if shell::find("rustup").is_none() {
            bail!(
                "`{name}` was not found, and neither was rustup, which would install it: install one of them"
            );
        }
        shell::run(Command::new("rustup").args(["component", "add", name]))
    }
}
