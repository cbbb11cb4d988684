//! Node and npm: the version check, packages from a lock file, and test files.

use std::{fs, path::Path, path::PathBuf, process::Command, thread};

use anyhow::{bail, ensure, Context, Result};

use crate::{log, shell, test::LANES};

/// The oldest release line that the JavaScript side is tested with.
const OLDEST: u32 = 20;

/// A command that starts Node, after making sure that it is there and new enough.
pub(crate) fn node() -> Result<Command> {
    version()?;
    Ok(Command::new("node"))
}

/// Major and minor.
fn version() -> Result<(u32, u32)> {
    if shell::find("node").is_none() {
        bail!("`node` was not found: install Node.js {OLDEST} or later, and make sure that PATH names its folder");
    }
    check_version(&shell::read(Command::new("node").arg("--version"))?)
}

fn check_version(printed: &str) -> Result<(u32, u32)> {
    let mut numbers = printed.strip_prefix('v').unwrap_or("").split('.').map(str::parse);
    let version = numbers.next().and_then(Result::ok).zip(numbers.next().and_then(Result::ok));
    match version {
        Some((major, minor)) if major >= OLDEST => Ok((major, minor)),
        Some(_) => bail!("Node.js {OLDEST} or later is needed, and `node` is {printed}: install a newer one"),
        None => bail!(
            "`node --version` printed `{printed}`, which is no version of Node.js: is `node` something else?"
        ),
    }
}

/// Installs what a folder's package-lock.json lists, unless that was done since the file last changed.
pub(crate) fn install(folder: &str) -> Result<()> {
    let lock = Path::new(folder).join("package-lock.json");
    node()?;
    ensure!(lock.is_file(), "{0} is missing: run `npm install` in {folder} and commit {0}", lock.display());
    shell::installing(|| {
        if is_installed(Path::new(folder))? {
            return Ok(());
        }
        shell::run(npm("npm").current_dir(folder).args(["ci", "--no-audit", "--no-fund"]))
    })
}

fn is_installed(folder: &Path) -> Result<bool> {
    // npm writes this file last: it is missing after an installation that broke off. The folder's own time would
    // not do, because tools put their caches in there.
    let Ok(installed) = folder.join("node_modules/.package-lock.json").metadata() else { return Ok(false) };
    let wanted = folder.join("package-lock.json").metadata()?;
    Ok(installed.modified()? >= wanted.modified()?)
}

/// A command that starts a tool which [`install`] put into a folder, in that folder.
pub(crate) fn tool(folder: &str, name: &str) -> Command {
    let mut command = npm("npx");
    // `--no`: a tool that is missing is an error, never a question or a download.
    command.current_dir(folder).args(["--no", "--", name]);
    command
}

/// `npm` or `npx`, which are batch files on Windows.
fn npm(name: &str) -> Command {
    Command::new(if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() })
}

/// `node FLAGS --test FILES` with all test files of a folder.
pub(crate) fn test(folder: &str, flags: &[&str]) -> Result<Command> {
    test_without(folder, flags, &[])
}

/// The same without some of the files.
pub(crate) fn test_without(folder: &str, flags: &[&str], left_out: &[&str]) -> Result<Command> {
    // Node 20 takes no patterns, and given none it searches the whole tree: the list is made here.
    let mut files = test_files(Path::new(folder))?;
    files.retain(|file| !left_out.iter().any(|name| file.ends_with(name)));
    let mut command = node()?;
    command.args(flags).arg("--test");
    if version()? >= (20, 10) {
        // By itself it leaves a core to the one who waits for it. A step that runs beside others has its share of them.
        let lanes = if log::of_this_thread().is_some() { LANES } else { 1 };
        let cores = thread::available_parallelism().map_or(1, usize::from).div_ceil(lanes);
        command.arg(format!("--test-concurrency={cores}"));
    }
    command.args(files);
    Ok(command)
}

/// The `*.test.js` files of a folder, by name. None at all is an error: a step that tests nothing must not pass.
fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let wanted = || format!("no test files: {}/*.test.js matches nothing", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(wanted)? {
        let path = entry?.path();
        let is_test = path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".test.js"));
        if is_test && path.is_file() {
            files.push(path);
        }
    }
    ensure!(!files.is_empty(), wanted());
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::{fs::File, time::Duration, time::SystemTime};

    use super::*;
    use crate::testing::Folder;

    #[test]
    fn node_20_and_later_will_do() {
        for (printed, version) in [("v20.0.0", (20, 0)), ("v20.20.2", (20, 20)), ("v25.1.0-nightly", (25, 1))]
        {
            assert_eq!(check_version(printed).unwrap(), version);
        }
    }

    #[test]
    fn an_older_node_is_refused_with_its_version() {
        let message = check_version("v18.19.1").unwrap_err().to_string();
        assert_eq!(message, "Node.js 20 or later is needed, and `node` is v18.19.1: install a newer one");
        for other in ["", "20.1.0", "vv20", "node, the amateur radio program"] {
            assert!(check_version(other).unwrap_err().to_string().contains("is no version"), "{other:?}");
        }
    }

    #[test]
    fn test_files_are_listed_by_name_and_other_files_are_not() {
        let folder = Folder::new("test-files");
        for name in ["b.test.js", "a.test.js", "a.js", "a.test.mjs", "deeper/c.test.js"] {
            folder.file(name, "");
        }
        folder.folder("d.test.js");
        let names = ["a.test.js", "b.test.js"].map(|name| folder.path().join(name));
        assert_eq!(test_files(folder.path()).unwrap(), names);
    }

    #[test]
    fn no_test_file_and_no_folder_are_errors() {
        let folder = Folder::new("no-test-files");
        let empty = test_files(folder.path()).unwrap_err().to_string();
        let missing = test_files(&folder.path().join("missing")).unwrap_err().to_string();
        assert!(empty.ends_with("/*.test.js matches nothing"), "{empty}");
        assert!(missing.ends_with("missing/*.test.js matches nothing"), "{missing}");
    }

    #[test]
    fn packages_are_installed_when_missing_unfinished_or_older_than_the_lock_file() {
        let folder = Folder::new("npm");
        let set_age = |path: &Path, seconds| {
            let time = SystemTime::now() - Duration::from_secs(seconds);
            File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
        };
        let lock = folder.file("package-lock.json", "{}");
        set_age(&lock, 60);
        assert!(!is_installed(folder.path()).unwrap(), "missing");
        folder.folder("node_modules");
        assert!(!is_installed(folder.path()).unwrap(), "unfinished");
        let installed = folder.file("node_modules/.package-lock.json", "{}");
        assert!(is_installed(folder.path()).unwrap(), "current");
        set_age(&installed, 120);
        assert!(!is_installed(folder.path()).unwrap(), "older");
    }

    #[test]
    fn a_folder_without_a_lock_file_is_refused_with_what_to_do() {
        let folder = Folder::new("no-lock");
        let message = install(folder.path().to_str().unwrap()).unwrap_err().to_string();
        assert!(message.contains("package-lock.json is missing: run `npm install` in"), "{message}");
    }
}
