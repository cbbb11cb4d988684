//! `cargo xtask`: the project's own commands, written in Rust so that a machine which builds the crate has them.
//!
//! Here stand the table of commands, the help text made from it, and the way from an error to an exit status.
//! What a command does stands in the file of its name.

use std::{env, ffi::OsString, process::ExitCode};

use anyhow::{bail, Result};

mod bench;
mod demo;
mod examples;
mod log;
mod node;
mod serve;
mod shell;
mod soak;
mod test;
#[cfg(test)]
mod testing;
mod wasm;
mod workspace;

/// One word after `cargo xtask`.
struct Command {
    name: &'static str,
    /// What may follow the name, as the help text shows it.
    arguments: &'static str,
    about: &'static str,
    /// Reads its own arguments, so that a command can hand them on to another program untouched.
    run: fn(&[String]) -> Result<ExitCode>,
}

/// A new command is one line here and one module.
const COMMANDS: &[Command] = &[
    Command {
        name: "demo",
        arguments: "",
        about: "build examples/interval and run it in Node",
        run: demo::main,
    },
    Command {
        name: "serve",
        arguments: "[--port N]",
        about: "build the examples and serve them to a browser (port 8080; 0 takes any free port)",
        run: serve::main,
    },
    Command {
        name: "test",
        arguments: "[--list | [--everywhere] [STEP..]]",
        about: "run all checks in Node and Chromium, or just the named ones; --everywhere runs them in full; --list names them",
        run: test::main,
    },
    Command {
        name: "bench",
        arguments: "[OPTION..]",
        about: "compare with wasm-bindgen and write benches/RESULTS.md; --help names the options",
        run: bench::main,
    },
    Command {
        name: "soak",
        arguments: "",
        about: "make and end closures for ten minutes, and plot what is alive in target/soak.svg",
        run: soak::main,
    },
];

fn main() -> ExitCode {
    run(env::args_os().skip(1)).unwrap_or_else(|error| {
        eprintln!("error: {}", format!("{error:#}").trim_end());
        ExitCode::FAILURE
    })
}

fn run(arguments: impl Iterator<Item = OsString>) -> Result<ExitCode> {
    let mut arguments = arguments
        .map(|argument| {
            argument.into_string().map_err(|raw| anyhow::anyhow!("the argument {raw:?} is not valid Unicode"))
        })
        .collect::<Result<Vec<_>>>()?;
    if arguments.is_empty() {
        eprint!("{}", help());
        return Ok(ExitCode::FAILURE);
    }
    let name = arguments.remove(0);
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        print!("{}", help());
        return Ok(ExitCode::SUCCESS);
    }
    match COMMANDS.iter().find(|command| command.name == name) {
        Some(command) => (command.run)(&arguments),
        None => bail!("there is no command `{name}`\n\n{}", help()),
    }
}

fn help() -> String {
    let usage = |command: &Command| format!("{} {}", command.name, command.arguments);
    let width = COMMANDS.iter().map(|command| usage(command).len()).max().unwrap_or(0);
    let mut text = String::from("Usage: cargo xtask <command>\n\nCommands:\n");
    for command in COMMANDS {
        text += &format!("  {:width$}  {}\n", usage(command), command.about);
    }
    text += &format!("  {:width$}  {}\n", "help", "print this text");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run_with(arguments: &[&str]) -> Result<ExitCode> {
        run(arguments.iter().map(OsString::from))
    }

    #[test]
    fn help_names_every_command() {
        for command in COMMANDS {
            assert!(help().contains(&format!("\n  {} ", command.name)), "{} is missing", command.name);
        }
    }

    #[test]
    fn an_unknown_command_is_refused_by_name_with_the_help_text() {
        let message = run_with(&["tset"]).unwrap_err().to_string();
        assert!(message.starts_with("there is no command `tset`"), "{message}");
        assert!(message.contains("Usage: cargo xtask"), "{message}");
    }

    #[test]
    fn help_succeeds_and_no_command_fails() {
        assert_eq!(run_with(&["--help"]).unwrap(), ExitCode::SUCCESS);
        assert_eq!(run_with(&[]).unwrap(), ExitCode::FAILURE);
    }

    #[test]
    fn demo_takes_no_arguments() {
        assert!(run_with(&["demo", "fast"]).unwrap_err().to_string().contains("takes no arguments"));
    }
}
