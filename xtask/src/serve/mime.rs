//! Which type a file is served as. A browser refuses a module script or a streamed wasm file of another type.

use std::path::Path;

/// The value of the `Content-Type` header, by the ending of the file's name.
pub(crate) fn of(file: &Path) -> &'static str {
    let ending = file.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    match ending.as_str() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" | "map" => "application/json",
        // Sources are there to be read in the browser, not to be downloaded.
        "md" | "txt" | "rs" | "toml" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_file_has_its_type() {
        for (name, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("closures_extern.js", "text/javascript; charset=utf-8"),
            ("main.mjs", "text/javascript; charset=utf-8"),
            ("a/style.css", "text/css; charset=utf-8"),
            ("interval.wasm", "application/wasm"),
            ("logo.svg", "image/svg+xml"),
            ("logo.PNG", "image/png"),
            ("package.json", "application/json"),
            ("README.md", "text/plain; charset=utf-8"),
            ("notes.txt", "text/plain; charset=utf-8"),
            ("LICENSE", "application/octet-stream"),
            ("interval.wasm.d", "application/octet-stream"),
        ] {
            assert_eq!(of(Path::new(name)), expected, "{name}");
        }
    }
}
