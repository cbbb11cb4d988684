//! From the path of a request to the names of folders and files. No file system here: what a path may say is
//! decided by its text alone, and [`Site`](super::site::Site) looks whether the file is there.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;

/// Where a request's path leads.
#[derive(Debug, PartialEq)]
pub(crate) struct Route {
    /// The folder that the names are looked up in.
    pub(crate) base: Base,
    /// The names below it, joined.
    pub(crate) path: PathBuf,
    /// Whether the request's path ended with `/`, which says that a folder is meant.
    pub(crate) folder: bool,
}

/// The two folders that are served.
#[derive(Debug, PartialEq)]
pub(crate) enum Base {
    /// The repository.
    Root,
    /// Cargo's target folder, which may be anywhere: pages find it as `/target/` all the same.
    Target,
}

/// Reads the URL of a request; `None` where no file that we serve can be meant.
pub(crate) fn parse(url: &str) -> Option<Route> {
    let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
    let folder = path.is_empty() || path.ends_with('/');
    let mut names = Vec::new();
    for segment in path.strip_suffix('/').unwrap_or(path).split('/') {
        if path.is_empty() {
            break;
        }
        names.push(name(segment)?);
    }
    let base = if names.first().is_some_and(|first| first == "target") {
        names.remove(0);
        Base::Target
    } else {
        Base::Root
    };
    Some(Route { base, path: names.iter().collect(), folder })
}

/// One segment of a path as a file's name.
fn name(segment: &str) -> Option<String> {
    let name = percent_decode_str(segment).decode_utf8().ok()?;
    // Subtle: decided after decoding, so that `%2e%2e` and `%2f` are seen. A dot in front covers `..` and what
    // nobody asked to publish (.git). Backslash and colon are separators on Windows. Each of them has its line in
    // `paths_that_leave_the_folder_lead_nowhere`.
    let refused = name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', ':', '\0']);
    (!refused).then(|| name.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(base: Base, path: &str, folder: bool) -> Option<Route> {
        Some(Route { base, path: path.into(), folder })
    }

    #[test]
    fn paths_lead_below_the_repository() {
        assert_eq!(parse("/"), route(Base::Root, "", true));
        assert_eq!(parse("/?again"), route(Base::Root, "", true));
        assert_eq!(parse("/examples/interval/"), route(Base::Root, "examples/interval", true));
        assert_eq!(
            parse("/js/closures_extern.js?v=1#top"),
            route(Base::Root, "js/closures_extern.js", false)
        );
        assert_eq!(parse("/a%20b/%C3%BC.js"), route(Base::Root, "a b/ü.js", false));
        assert_eq!(parse("/a/..b"), None);
        assert_eq!(parse("/a/b.."), route(Base::Root, "a/b..", false));
    }

    #[test]
    fn target_leads_to_the_target_folder_wherever_that_is() {
        assert_eq!(parse("/target/x/debug/a.wasm"), route(Base::Target, "x/debug/a.wasm", false));
        assert_eq!(parse("/%74arget/"), route(Base::Target, "", true));
        assert_eq!(parse("/targets/a"), route(Base::Root, "targets/a", false));
        assert_eq!(parse("/examples/target/a"), route(Base::Root, "examples/target/a", false));
    }

    #[test]
    fn paths_that_leave_the_folder_lead_nowhere() {
        for url in [
            "/..",
            "/../secret",
            "/js/../../secret",
            "/target/../secret",
            "/%2e%2e/secret",
            "/.%2E/secret",
            "/..%2fsecret",
            "/js%2f..%2f..%2fsecret",
            "/..%5csecret",
            "/js\\..\\..\\secret",
            "/C:/secret",
            "/C%3a",
            "/./js/a.js",
            "/.git/config",
            "/js/.env",
            "//etc/passwd",
            "/js//etc/passwd",
            "/js//",
            "/%00",
            "/%ff",
            "/a%00.js",
            "",
            "secret",
            "*",
            "file:///etc/passwd",
            "http://example.com/",
        ] {
            assert_eq!(parse(url), None, "{url}");
        }
    }

    #[test]
    fn what_is_decoded_once_is_not_decoded_again() {
        assert_eq!(parse("/%252e%252e/a"), route(Base::Root, "%2e%2e/a", false));
    }
}
