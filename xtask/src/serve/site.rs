//! What the server answers to which URL: files, the listing of examples, and what is not there. It knows the file
//! system and no HTTP library.

use std::{
    fs::File,
    io::{self, Cursor, Read},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use super::{
    mime,
    route::{self, Base, Route},
};
use crate::examples::{Example, EXAMPLES};

/// The two folders that are served, read-only.
pub(crate) struct Site {
    root: PathBuf,
    target: PathBuf,
}

/// One response.
pub(crate) struct Answer {
    /// The status code.
    pub(crate) status: u16,
    /// Names and values.
    pub(crate) headers: Vec<(&'static str, String)>,
    /// What a GET request receives.
    pub(crate) body: Box<dyn Read + Send>,
    /// How many bytes the body has.
    pub(crate) length: usize,
}

impl Site {
    /// A site of a repository and cargo's target folder.
    pub(crate) fn new(root: &Path, target: &Path) -> Result<Self> {
        // Without links, so that a file found through one can be compared with its base.
        let real = |folder: &Path| {
            folder.canonicalize().with_context(|| format!("cannot serve the folder {}", folder.display()))
        };
        Ok(Self { root: real(root)?, target: real(target)? })
    }

    /// The answer to a GET request.
    pub(crate) fn answer(&self, url: &str) -> Answer {
        let answer = match route::parse(url) {
            Some(route) if route.base == Base::Root && route.path.as_os_str().is_empty() => {
                Ok(Some(Self::listing()))
            }
            Some(route) => self.look_up(&route, url),
            None => Ok(None),
        };
        match answer {
            Ok(Some(answer)) => answer,
            Ok(None) => Answer::not_found(url),
            Err(error) => Answer::text(500, format!("{url} could not be read: {error}\n")),
        }
    }

    fn look_up(&self, route: &Route, url: &str) -> io::Result<Option<Answer>> {
        let base = match route.base {
            Base::Root => &self.root,
            Base::Target => &self.target,
        };
        let Some(found) = real_path(base, &route.path)? else { return Ok(None) };
        match (found.is_dir(), route.folder) {
            (false, false) => Answer::file(&found).map(Some),
            // `/file.js/` is no file.
            (false, true) => Ok(None),
            // Without the `/` at the end, a page's relative links would lead to the folder above.
            (true, false) => Ok(Some(Answer::redirect(with_slash(url)))),
            (true, true) => {
                let Some(index) = real_path(base, &route.path.join("index.html"))? else { return Ok(None) };
                Answer::file(&index).map(Some)
            }
        }
    }

    /// The page at `/`: a card for every example.
    fn listing() -> Answer {
        let card = |Example { name, about }: &Example| {
            format!("<li><a class=\"card\" href=\"examples/{name}/\"><b>{name}</b> {about}</a></li>")
        };
        let cards: Vec<_> = EXAMPLES.iter().map(card).collect();
        let page = include_str!("index.html").replace("<!-- cards -->", &cards.join("\n    "));
        Answer::new(200, mime::of(Path::new("index.html")), page.into_bytes())
    }
}

impl Answer {
    /// The answer to anything but GET and HEAD.
    pub(crate) fn method_not_allowed(method: &str) -> Self {
        Self::text(405, format!("{method} is not answered here: this server only shows files.\n"))
            .with_header("Allow", "GET, HEAD".to_owned())
    }

    fn not_found(url: &str) -> Self {
        Self::text(404, format!("There is nothing at {url}\nThe examples are listed at /\n"))
    }

    fn redirect(url: String) -> Self {
        Self::text(307, format!("This is a folder: see {url}\n")).with_header("Location", url)
    }

    fn file(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let length = usize::try_from(length).map_err(io::Error::other)?;
        Ok(Self::with_body(200, mime::of(path), Box::new(file), length))
    }

    fn text(status: u16, text: String) -> Self {
        Self::new(status, "text/plain; charset=utf-8", text.into_bytes())
    }

    fn new(status: u16, kind: &str, body: Vec<u8>) -> Self {
        let length = body.len();
        Self::with_body(status, kind, Box::new(Cursor::new(body)), length)
    }

    fn with_body(status: u16, kind: &str, body: Box<dyn Read + Send>, length: usize) -> Self {
        let headers = vec![
            ("Content-Type", kind.to_owned()),
            // After a rebuild a reload must show the new file.
            ("Cache-Control", "no-store".to_owned()),
            // A wrong type in mime.rs shows up here, not first on a stricter server.
            ("X-Content-Type-Options", "nosniff".to_owned()),
        ];
        Self { status, headers, body, length }
    }

    fn with_header(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }
}

/// The file or folder below a base, links followed; `None` where nothing is there or a link leads out of the base.
fn real_path(base: &Path, path: &Path) -> io::Result<Option<PathBuf>> {
    use io::ErrorKind::{NotADirectory, NotFound};
    match base.join(path).canonicalize() {
        Ok(found) => Ok(found.starts_with(base).then_some(found)),
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The same URL with a `/` at the end of its path.
fn with_slash(url: &str) -> String {
    let (path, query) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    format!("{path}/{query}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    fn site(folder: &Folder) -> Site {
        folder.file("root/examples/interval/index.html", "the page");
        folder.file("root/examples/interval/src/lib.rs", "fn main() {}");
        folder.file("root/examples/no-page/README.md", "");
        folder.file("root/.git/config", "private");
        folder.file("root/target/stale.wasm", "stale");
        folder.file("out/wasm32-unknown-unknown/debug/interval.wasm", "wasm");
        folder.file("secret", "secret");
        Site::new(&folder.path().join("root"), &folder.path().join("out")).unwrap()
    }

    fn body(answer: Answer) -> String {
        let mut body = answer.body;
        let mut text = String::new();
        body.read_to_string(&mut text).unwrap();
        assert_eq!(text.len(), answer.length);
        text
    }

    fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
        answer.headers.iter().find(|header| header.0 == name).map(|header| header.1.as_str())
    }

    #[test]
    fn a_folder_shows_its_page() {
        let folder = Folder::new("site-page");
        let answer = site(&folder).answer("/examples/interval/");
        assert_eq!(answer.status, 200);
        assert_eq!(header(&answer, "Content-Type"), Some("text/html; charset=utf-8"));
        assert_eq!(header(&answer, "Cache-Control"), Some("no-store"));
        assert_eq!(body(answer), "the page");
    }

    #[test]
    fn a_folder_without_the_slash_is_sent_to_the_one_with_it() {
        let folder = Folder::new("site-slash");
        let answer = site(&folder).answer("/examples/interval?fast");
        assert_eq!(answer.status, 307);
        assert_eq!(header(&answer, "Location"), Some("/examples/interval/?fast"));
    }

    #[test]
    fn target_is_the_real_target_folder() {
        let folder = Folder::new("site-target");
        let site = site(&folder);
        let answer = site.answer("/target/wasm32-unknown-unknown/debug/interval.wasm");
        assert_eq!(header(&answer, "Content-Type"), Some("application/wasm"));
        assert_eq!(body(answer), "wasm");
        assert_eq!(site.answer("/target/stale.wasm").status, 404);
    }

    #[test]
    fn the_listing_has_a_card_for_every_example() {
        let folder = Folder::new("site-listing");
        let page = body(site(&folder).answer("/"));
        for Example { name, about } in EXAMPLES {
            assert!(page.contains(&format!("href=\"examples/{name}/\"><b>{name}</b> {about}</a>")), "{page}");
        }
    }

    #[test]
    fn what_is_not_there_is_said_in_plain_words() {
        let folder = Folder::new("site-missing");
        let site = site(&folder);
        for url in [
            "/missing.js",
            "/examples/no-page/",
            "/examples/interval/index.html/",
            "/examples/interval/index.html/x",
            "/.git/config",
            "/../secret",
        ] {
            let answer = site.answer(url);
            assert_eq!(answer.status, 404, "{url}");
            assert_eq!(header(&answer, "Content-Type"), Some("text/plain; charset=utf-8"));
            assert_eq!(body(answer), format!("There is nothing at {url}\nThe examples are listed at /\n"));
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_link_that_leads_out_of_the_repository_is_not_followed() {
        use std::os::unix::fs::symlink;
        let folder = Folder::new("site-link");
        let site = site(&folder);
        let link = |to: &str, name: &str| symlink(folder.path().join(to), folder.path().join(name)).unwrap();
        link("secret", "root/link");
        link("", "root/up");
        folder.folder("root/linked");
        link("secret", "root/linked/index.html");
        link("root/examples/interval/index.html", "root/inside.html");
        for url in ["/link", "/up/secret", "/up/", "/linked/"] {
            assert_eq!(site.answer(url).status, 404, "{url}");
        }
        assert_eq!(body(site.answer("/inside.html")), "the page");
    }
}
