//! Where things are: the workspace root and cargo's target folder, both as cargo itself names them.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::shell;

/// The two folders that commands need; both paths are absolute.
pub(crate) struct Workspace {
    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Where cargo puts what it builds: `target`, or what `CARGO_TARGET_DIR` or a cargo config says.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// Asks cargo, and makes the root the current folder, so that `cargo xtask` works from any folder below it and
    /// the commands that are shown can be pasted at the root.
    pub(crate) fn enter() -> Result<Self> {
        // `cargo run` sets the variable; the compiled-in path serves a binary that is started by hand.
        let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let metadata = shell::read(
            shell::cargo()
                .args(["metadata", "--no-deps", "--format-version=1", "--manifest-path"])
                .arg(Path::new(&package).join("Cargo.toml")),
        )?;
        let workspace = Self::from_metadata(&metadata)?;
        env::set_current_dir(&workspace.root)
            .with_context(|| format!("cannot enter {}", workspace.root.display()))?;
        Ok(workspace)
    }

    fn from_metadata(json: &str) -> Result<Self> {
        let metadata: serde_json::Value =
            serde_json::from_str(json).context("`cargo metadata` did not print JSON")?;
        let folder = |field: &str| {
            let path = metadata[field].as_str();
            path.map(PathBuf::from).with_context(|| format!("`cargo metadata` printed no `{field}`"))
        };
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_folders_come_from_cargo_metadata() {
        let json = r#"{"packages": [], "target_directory": "/elsewhere/out", "workspace_root": "/here"}"#;
        let workspace = Workspace::from_metadata(json).unwrap();
        assert_eq!(workspace.root, Path::new("/here"));
        assert_eq!(workspace.target, Path::new("/elsewhere/out"));
    }

    #[test]
    fn metadata_without_a_folder_is_an_error_that_names_the_field() {
        let error = Workspace::from_metadata(r#"{"workspace_root": "/here"}"#).err().unwrap();
        assert_eq!(error.to_string(), "`cargo metadata` printed no `target_directory`");
    }
}
