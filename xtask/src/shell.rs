//! Starts other programs: each is shown before it runs, as a line that a person can paste into a terminal at the
//! workspace root. What is started, and why, stands with the callers.

use std::{
    env,
    ffi::OsStr,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, ExitCode, ExitStatus, Stdio},
    sync::{mpsc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use anyhow::{bail, Context, Result};

use crate::log;

/// Runs a program with our standard streams; anything but success is an error that quotes the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = status(command)?;
    if !status.success() {
        bail!("`{}` failed ({status})", display(command));
    }
    Ok(())
}

/// Runs a program with our standard streams and hands back how it ended. In a step that runs beside others the streams are the
/// step's log (src/log.rs).
pub(crate) fn status(command: &mut Command) -> Result<ExitStatus> {
    let Some(log) = log::of_this_thread() else {
        // Stdout and stderr often end up in one file: what is printed so far must come before the program's own lines.
        io::stdout().flush()?;
        eprintln!("$ {}", display(command));
        return command.status().with_context(|| not_started(command));
    };
    log.line(&format!("$ {}", display(command)));
    let (reader, writer) = io::pipe()?;
    let child = command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer).spawn();
    // The command's own ends of the pipe: as long as they are open, it has no end.
    command.stdout(Stdio::inherit()).stderr(Stdio::inherit());
    let mut child = child.with_context(|| not_started(command))?;
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || {
        log.read(reader);
        done.send(()) // fails when nobody waits any more
    });
    let status = child.wait().with_context(|| not_started(command))?;
    // A browser that was left behind may keep the pipe open.
    let _ = is_done.recv_timeout(Duration::from_secs(5));
    Ok(status)
}

/// Changes the machine, while nothing else does: two that install at once would disturb each other. `body` also checks what is there:
/// outside, another step could install it in between.
pub(crate) fn installing<T>(body: impl FnOnce() -> T) -> T {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    body()
}

/// Runs a program silently and hands back what it printed, without the white space at both ends.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let log = log::of_this_thread();
    command.stderr(if log.is_some() { Stdio::piped() } else { Stdio::inherit() });
    let output = command.output().with_context(|| not_started(command))?;
    if let Some(log) = log {
        log.read(&*output.stderr);
    }
    if !output.status.success() {
        bail!("`{}` failed ({})", display(command), output.status);
    }
    let text = String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` printed something that is not UTF-8", display(command)))?;
    Ok(text.trim().to_owned())
}

/// The exit code for ending as a child ended: its own code, or 1 where the platform gives none (a signal) or a
/// wider one.
pub(crate) fn exit_code(status: ExitStatus) -> ExitCode {
    ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1))
}

/// The cargo that runs us, so that the toolchain stays the same; `cargo` from `PATH` when started without it.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The file that a program's name stands for in `PATH`, as `which` finds it.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    find_in(&env::var_os("PATH")?, program)
}

fn find_in(path: &OsStr, program: &str) -> Option<PathBuf> {
    let program = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(path).map(|folder| folder.join(&program)).find(|file| is_executable(file))
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(file: &Path) -> bool {
    file.is_file()
}

fn not_started(command: &Command) -> String {
    let name = program_name(command);
    format!("`{name}` could not be started (is it installed, and in a folder that PATH names?)")
}

/// `cargo`, where the full path of the toolchain's own cargo would tell a reader nothing.
fn program_name(command: &Command) -> String {
    Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The command as one would type it: `(cd js && npm ci)`, `RUSTDOCFLAGS='-D warnings' cargo doc`.
fn display(command: &Command) -> String {
    let variables = command.get_envs().filter_map(|(name, value)| {
        Some(format!("{}={}", name.to_string_lossy(), quoted(&value?.to_string_lossy())))
    });
    let arguments = command.get_args().map(|argument| quoted(&argument.to_string_lossy()));
    let words =
        variables.chain([quoted(&program_name(command))]).chain(arguments).collect::<Vec<_>>().join(" ");
    match command.get_current_dir() {
        Some(folder) => format!("(cd {} && {words})", quoted(&folder.to_string_lossy())),
        None => words,
    }
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_=+./:,@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        let mut doc = Command::new("/tools/bin/cargo");
        doc.env("RUSTDOCFLAGS", "-D warnings").env_remove("GONE").args(["doc", "--no-deps"]);
        assert_eq!(display(&doc), "RUSTDOCFLAGS='-D warnings' cargo doc --no-deps");

        let mut npm = Command::new("npm");
        npm.current_dir("js").arg("ci");
        assert_eq!(display(&npm), "(cd js && npm ci)");
    }

    #[test]
    fn words_that_a_shell_would_split_are_quoted() {
        assert_eq!(quoted("tests/a.test.js"), "tests/a.test.js");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let error = run(&mut Command::new("no-such-program-anywhere")).unwrap_err();
        assert!(error.to_string().contains("`no-such-program-anywhere` could not be started"), "{error}");
    }

    #[test]
    #[cfg(unix)]
    fn find_skips_folders_and_files_that_cannot_be_run() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new("find");
        folder.folder("a/tool");
        folder.file("b/tool", "");
        let tool = folder.file("c/tool", "");
        std::fs::set_permissions(&tool, PermissionsExt::from_mode(0o755)).unwrap();
        let path = env::join_paths(["a", "b", "c"].map(|name| folder.path().join(name))).unwrap();
        assert_eq!(find_in(&path, "tool"), Some(tool));
        assert_eq!(find_in(&path, "other"), None);
    }
}
