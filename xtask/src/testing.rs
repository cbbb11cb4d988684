//! A folder for one unit test, removed when the test ends. Only tests see this file.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
};

/// A fresh folder with whatever a test puts into it.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Makes the folder; `name` keeps the tests of one run apart, the process id keeps runs apart.
    pub(crate) fn new(name: &str) -> Self {
        let path = env::temp_dir().join(format!("closures-extern-xtask-{}-{name}", process::id()));
        fs::create_dir_all(&path).unwrap();
        // On some systems the folder for temporary files is itself a link.
        Self(path.canonicalize().unwrap())
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Makes a folder inside, with all its parents.
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(&path).unwrap();
        path
    }

    /// Writes a file inside, with all its parents.
    pub(crate) fn file(&self, name: &str, content: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays behind after a failure is in the folder for temporary files: no reason to hide the failure.
        let _ = fs::remove_dir_all(&self.0);
    }
}
