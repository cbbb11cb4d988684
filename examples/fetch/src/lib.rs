//! Loads a file: it reports progress, can be cancelled, and passes every error on to the page.

use closures_extern::{closures_export, closures_extern, JsFunction, JsPromise, JsValue};

closures_extern! {
    /// Starts loading. The promise is rejected if there is no network, or if the signal is aborted.
    async fn fetch(url: &str, options: &JsValue) -> Result<Response, JsValue>;

    type Response;
    #[js(getter)]
    fn ok(this: &Response) -> bool;
    #[js(getter)]
    fn status(this: &Response) -> u16;
    #[js(getter)]
    fn headers(this: &Response) -> Headers;
    /// `None` if the response has no body.
    #[js(getter)]
    fn body(this: &Response) -> Option<Body>;

    type Headers;
    #[js(name = "get")]
    fn header(this: &Headers, name: &str) -> Option<String>;

    #[js(class = "ReadableStream")]
    type Body;
    fn get_reader(this: &Body) -> Reader;

    #[js(class = "ReadableStreamDefaultReader")]
    type Reader;
    async fn read(this: &Reader) -> Result<Chunk, JsValue>;

    #[js(class = "Object")]
    type Chunk;
    #[js(getter)]
    fn value(this: &Chunk) -> Option<Vec<u8>>;

    type AbortController;
    #[js(constructor)]
    fn new() -> AbortController;
    fn abort(this: &AbortController);
    #[js(getter)]
    fn signal(this: &AbortController) -> AbortSignal;

    type AbortSignal;
    /// Throws if the signal is aborted.
    fn throw_if_aborted(this: &AbortSignal) -> Result<(), JsValue>;

    #[js(namespace = JSON)]
    fn parse(text: &str) -> Result<Vec<Planet>, JsValue>;

    #[js(class = "Object")]
    type Planet;
    #[js(getter)]
    fn name(this: &Planet) -> Result<String, JsValue>;
    #[js(getter)]
    fn moons(this: &Planet) -> Result<u32, JsValue>;

    #[js(class = "Object")]
    type Options;
    #[js(constructor)]
    fn empty() -> Options;

    type Promise;
    /// Calls `executor` at once, with the function that resolves the promise.
    #[js(constructor)]
    fn of(executor: &mut dyn FnMut(JsValue)) -> Promise;
    fn set_timeout(f: &JsValue, ms: u32) -> JsValue;
}

/// Waits for a number of milliseconds.
fn sleep(ms: u32) -> JsPromise<()> {
    let promise = Promise::of(&mut |resolve| drop(set_timeout(&resolve, ms)));
    JsValue::from(promise).into()
}

/// How many bytes are shown at a time, and for how long.
const PIECE: usize = 64;
const PAUSE: u32 = 30; // ms

/// A file that can be loaded.
pub struct Download {
    url: String,
    controller: AbortController,
}

impl Download {
    /// The text of the file. A chunk is taken in pieces: otherwise a small file would show no progress.
    async fn text(&self, progress: JsFunction<dyn Fn(f64)>) -> Result<String, JsValue> {
        let signal = self.controller.signal();
        let options = JsValue::from(Options::empty());
        options.set("signal", &*signal)?;
        let response = fetch(&self.url, &options).await?;
        if !response.ok() {
            return Err(format!("the server answers {}", response.status()).as_str().into());
        }
        let length = response.headers().header("content-length").and_then(|text| text.parse().ok());
        let reader = response.body().ok_or("the answer has no body")?.get_reader();
        let mut bytes = Vec::new();
        while let Some(chunk) = reader.read().await?.value() {
            for piece in chunk.chunks(PIECE) {
                bytes.extend_from_slice(piece);
                progress.call(length.map_or(0.0, |length: f64| bytes.len() as f64 / length))?;
                sleep(PAUSE).await?;
                signal.throw_if_aborted()?;
            }
        }
        String::from_utf8(bytes).map_err(|error| error.to_string().as_str().into())
    }
}

closures_export! {
    /// A file that can be loaded. Nothing is downloaded yet.
    pub fn download(url: String) -> Download {
        Download { url, controller: AbortController::new() }
    }

    /// Freeing it does not cancel it: a running download continues.
    pub type Download;

    /// Loads the list, one line for each planet. `progress` is called with the loaded part, a number from 0 to 1.
    pub async fn planets(self: &Download, progress: JsFunction<dyn Fn(f64)>) -> Result<Vec<String>, JsValue> {
        let planets = parse(&self.text(progress).await?)?;
        planets.iter().map(|planet| Ok(format!("{}: {} moons", planet.name()?, planet.moons()?))).collect()
    }

    /// Cancels the download: its promise is rejected with an `AbortError`.
    pub fn cancel(self: &Download) {
        self.controller.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use closures_extern::{closures_test, spawn_local, stats};
    use std::rc::Rc;

    // closures-extern.config.js provides these for the tests.
    closures_extern! {
        #![js(module = "page")]
        /// A function that writes down the progress.
        fn writer() -> JsFunction<dyn Fn(f64)>;
        /// The progress that was written down.
        fn written() -> Vec<f64>;
        /// How many files the server has been asked for.
        fn asked() -> u32;
    }

    /// The list, or the reason why there is none.
    async fn planets_of(url: &str) -> Result<Vec<String>, String> {
        download(url.to_owned()).planets(writer()).await.map_err(|error| format!("{error:?}"))
    }

    closures_test! {
        async fn there_is_a_line_for_each_planet() -> Result<(), String> {
            assert_eq!(planets_of("/two.json").await?, ["Earth: 1 moons", "Mars: 2 moons"]);
            Ok(())
        }

        async fn the_progress_rises_to_the_whole() -> Result<(), String> {
            planets_of("/two.json").await?;
            let parts = written();
            assert!(parts.len() > 1 && parts.is_sorted(), "{parts:?}");
            assert_eq!(parts.last(), Some(&1.0));
            Ok(())
        }

        async fn a_file_that_is_not_there_is_an_error() {
            assert_eq!(planets_of("/three.json").await, Err("JsValue(\"the server answers 404\")".to_owned()));
        }

        async fn what_is_no_list_of_planets_is_an_error() {
            let error = planets_of("/wrong.json").await.unwrap_err();
            assert!(error.contains("TypeError") && error.contains("moons"), "{error}");
        }

        async fn nothing_is_loaded_before_it_is_asked_for() {
            let download = download("/two.json".to_owned());
            let planets = download.planets(writer());
            assert_eq!(asked(), 0);
            drop(planets);
        }

        async fn cancelling_stops_between_two_pieces() {
            let loading = Rc::new(download("/two.json".to_owned()));
            let cancelled = loading.clone();
            spawn_local(async move {
                let _ = sleep(PAUSE / 2).await;
                cancelled.cancel();
            });
            let error = loading.planets(writer()).await.unwrap_err();
            assert!(format!("{error:?}").contains("AbortError"), "{error:?}");
            assert_eq!(written().len(), 1);
        }

        async fn nothing_is_left_when_it_is_loaded() -> Result<(), String> {
            planets_of("/two.json").await?;
            assert_eq!(stats().closures, 0);
            Ok(())
        }
    }
}
