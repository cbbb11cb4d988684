//! The examples, in the one list from which they are built, checked and shown.

use anyhow::Result;

use crate::wasm::{self, Profile};

/// One folder of examples/, which is a package of the same name.
pub(crate) struct Example {
    /// The folder and the package.
    pub(crate) name: &'static str,
    /// What it shows, as the page at `/` and the README say it.
    pub(crate) about: &'static str,
}

/// From the simplest to the whole app. A new example is one line here, and one in the README.
pub(crate) const EXAMPLES: &[Example] = &[
    Example {
        name: "interval",
        about: "a timer that owns its closure, and an app that starts again after it has ended",
    },
    Example { name: "settimeout", about: "a closure that runs once, and can be cancelled" },
    Example { name: "animation", about: "a closure that asks for each next frame itself" },
    Example { name: "sort", about: "closures on the stack, called by sort and map of an array" },
    Example { name: "settings", about: "plain data: a form whose options have callbacks" },
    Example { name: "listeners", about: "event listeners that come and go: dragging notes" },
    Example { name: "paint", about: "closures that JavaScript owns, on a canvas" },
    Example { name: "websocket", about: "a connection that owns its handlers, and an echo to talk to" },
    Example { name: "fetch", about: "a promise each way: a file with progress, that can be cancelled" },
    Example {
        name: "inside",
        about: "each crossing as it happens, with the closures that live: to learn by looking",
    },
    Example { name: "leaks", about: "a closure that nobody drops, and how to find it" },
    Example { name: "todomvc", about: "a page that is run by Rust, with classes of the DOM" },
];

/// The packages.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    EXAMPLES.iter().map(|example| example.name)
}

/// Builds all of them as the pages load them: with debug checks, and the places where closures are made.
pub(crate) fn build() -> Result<()> {
    wasm::build(&names().collect::<Vec<_>>(), Profile::Dev)
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn every_folder_with_a_page_is_in_the_list_and_the_readme_says_the_same() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        // A workspace of its own is built in a way of its own, and not here.
        let ours = |name: &str| {
            let folder = root.join("examples").join(name);
            folder.join("index.html").is_file() && !folder.join("Cargo.lock").is_file()
        };
        let entries = fs::read_dir(root.join("examples")).unwrap();
        let mut folders: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        folders.retain(|name| ours(name));
        folders.sort();
        let mut listed: Vec<_> = names().collect();
        listed.sort();
        assert_eq!(folders, listed);

        let readme = fs::read_to_string(root.join("README.md")).unwrap();
        let name = |line: &str| Some(line.strip_prefix("- [examples/")?.split_once(']')?.0.to_owned());
        let lines: Vec<_> =
            readme.lines().filter(|line| name(line).is_some_and(|name| ours(&name))).collect();
        let expected: Vec<_> = EXAMPLES
            .iter()
            .map(|Example { name, about }| format!("- [examples/{name}](examples/{name}/README.md): {about}"))
            .collect();
        assert_eq!(lines, expected);
    }
}
