//! Is `src/` laid out as the table in `src/lib.rs` says: no file and no function is long, and each file uses only what stands in its
//! own row or below it, and so none itself in a circle?

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// No file has more lines.
const MOST_LINES: usize = 600;

/// Nor has a function.
const MOST_LINES_OF_A_FUNCTION: usize = 60;

/// Files that no user has: they test the others.
fn is_test(path: &str) -> bool {
    path.starts_with("host") && !path.starts_with("hosted")
        || path.ends_with("/tests.rs")
        || path.ends_with("/random.rs")
}

/// All files below `src/`, by their path there.
fn files() -> BTreeMap<String, String> {
    fn visit(folder: &Path, found: &mut BTreeMap<String, String>) {
        for entry in folder.read_dir().expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                visit(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name =
                    path.strip_prefix(root()).expect("it is below").to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    let mut found = BTreeMap::new();
    visit(&root(), &mut found);
    found
}

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The rows of the table: in each the files and folders that it names.
fn rows(lib: &str) -> Vec<Vec<String>> {
    lib.lines()
        .filter_map(|line| line.strip_prefix("//! | `src/"))
        .map(|line| {
            let (first, _) = line.split_once(" | ").expect("a second column");
            first
                .split(", ")
                .map(|name| name.trim_matches('`').trim_start_matches("src/").to_owned())
                .collect()
        })
        .collect()
}

/// The row of a file: the one that names it, or else its folder.
fn row_of(path: &str, rows: &[Vec<String>]) -> Option<usize> {
    let names = |name: &str| rows.iter().position(|row| row.iter().any(|one| one == name));
    let folders =
        Path::new(path).ancestors().skip(1).map(|folder| format!("{}/", folder.display()).replace('\\', "/"));
    names(path).or_else(|| folders.into_iter().find_map(|folder| names(&folder)))
}

/// The files that a file uses: whatever a path from `crate` or `super` in it leads into, outside of comments and tests.
fn uses(path: &str, text: &str, files: &BTreeMap<String, String>) -> BTreeSet<String> {
    let code: String = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .expect("a part")
        .lines()
        .map(|line| line.split("//").next().unwrap_or(line))
        .collect::<Vec<_>>()
        .join("\n");
    let module: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    let mut found = BTreeSet::new();
    for (start, base) in [("crate::", vec![]), ("super::", module[..module.len() - 1].to_vec())] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back().unwrap_or(' ');
            if before.is_alphanumeric() || before == '_' || before == ':' {
                continue;
            }
            let rest = code[at + start.len()..]
                .split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != ':')
                .next()
                .expect("a part");
            // What leads to no file beside this one comes from a module that stands inside of it: then `super` is this file.
            let mut names: Vec<&str> =
                base.iter().copied().chain(rest.split("::")).filter(|name| !name.is_empty()).collect();
            while names.len() > base.len() {
                let file = format!("{}.rs", names.join("/"));
                if files.contains_key(&file) {
                    found.extend((!is_test(&file)).then_some(file));
                    break;
                }
                names.pop();
            }
        }
    }
    found.remove(path);
    found
}

#[test]
fn each_file_is_in_a_row_and_uses_only_what_is_there_or_below() {
    let files = files();
    let rows = rows(&files["lib.rs"]);
    assert!(rows.len() > 10, "the table is there");
    let mut wrong = Vec::new();
    let mut count = 0;
    for (path, text) in &files {
        if path == "lib.rs" || path.starts_with("guide") || is_test(path) {
            continue;
        }
        let Some(row) = row_of(path, &rows) else {
            wrong.push(format!("no row of the table has src/{path}"));
            continue;
        };
        for used in uses(path, text, &files) {
            count += 1;
            if row_of(&used, &rows).is_none_or(|below| below < row) {
                wrong.push(format!("src/{path} uses src/{used}, which stands above it"));
            }
        }
    }
    assert!(count > 80, "only {count} uses are found");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn no_file_uses_itself_in_a_circle() {
    let files = files();
    let mut graph: BTreeMap<&str, BTreeSet<String>> = files
        .iter()
        .filter(|(path, _)| *path != "lib.rs" && !is_test(path))
        .map(|(path, text)| (path.as_str(), uses(path, text, &files)))
        .collect();
    // Whoever uses nothing that is left goes; what stays is a circle, or stands above one.
    loop {
        let done: Vec<&str> = graph
            .iter()
            .filter(|(_, used)| !used.iter().any(|one| graph.contains_key(one.as_str())))
            .map(|(path, _)| *path)
            .collect();
        if done.is_empty() {
            break;
        }
        for path in done {
            graph.remove(path);
        }
    }
    assert_eq!(graph, BTreeMap::new());
}

#[test]
fn every_row_names_what_is_there() {
    let files = files();
    for name in rows(&files["lib.rs"]).into_iter().flatten() {
        assert!(
            files.keys().any(|path| *path == name || name.ends_with('/') && path.starts_with(&name)),
            "{name}"
        );
    }
}

#[test]
fn no_file_is_longer_than_one_can_read() {
    let long: Vec<_> = files()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .collect();
    assert_eq!(long, []);
}

#[test]
fn no_function_is_longer_than_one_can_read() {
    let is_function = |line: &str| {
        let code = line.split("//").next().expect("a part").trim_end();
        (code.ends_with('{') || code.ends_with('(')) && code.split(' ').any(|word| word == "fn")
    };
    let mut long = Vec::new();
    let mut count = 0;
    for (path, text) in files() {
        let lines: Vec<_> = text.lines().collect();
        for (first, line) in lines.iter().enumerate().filter(|(_, line)| is_function(line)) {
            // As rustfmt has it.
            let indent = &line[..line.len() - line.trim_start().len()];
            let is_end = |line: &&str| {
                let rest = line.strip_prefix(indent).unwrap_or(" ");
                rest.starts_with('}') || rest.starts_with(')') && rest.ends_with(';')
            };
            let more = lines[first..].iter().position(is_end).expect("it ends");
            count += 1;
            if more >= MOST_LINES_OF_A_FUNCTION {
                long.push(format!("{path}:{}", first + 1));
            }
        }
    }
    assert!(count > 500, "only {count} were found");
    assert_eq!(long, Vec::<String>::new());
}
