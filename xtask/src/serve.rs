//! `cargo xtask serve`: builds the examples and serves the repository to a browser on this machine.
//!
//! Here stand the arguments and the loop between the HTTP library and [`Site`], which decides what is answered. At `/echo` a
//! WebSocket is answered instead: `echo.rs`.

use std::{
    io,
    net::{Ipv4Addr, TcpStream},
    process::ExitCode,
    thread,
    time::Duration,
};

use anyhow::{anyhow, bail, Context, Result};
use tiny_http::{Header, Method, Request, Response, Server};

use self::site::{Answer, Site};
use crate::{examples, workspace::Workspace};

mod echo;
mod mime;
mod route;
mod site;

/// The port for who names none.
const PORT: u16 = 8080;

/// Browsers load a page's parts at once: one slow answer must not hold up the others.
const WORKERS: usize = 4;

/// Builds, listens and answers until the process is stopped.
pub(crate) fn main(arguments: &[String]) -> Result<ExitCode> {
    let port = port(arguments)?;
    let workspace = Workspace::enter()?;
    // First, because it is quick: nobody should wait for a build to hear that the port is taken.
    let (server, port) = listen(port)?;
    examples::build()?;
    let site = Site::new(&workspace.root, &workspace.target)?;
    // On stdout, alone on its line: tests that start us with `--port 0` read the address from here.
    println!("serving http://127.0.0.1:{port}/");
    thread::spawn(move || nudge(port));
    answer_all(&server, &site);
    bail!("the server stopped listening")
}

/// Connects to the server again and again. The library leaves connections waiting when more come at once than it has idle threads, as
/// for a page of many modules, until one that is answered is closed; but any further one has it look.
fn nudge(port: u16) {
    loop {
        thread::sleep(Duration::from_millis(50));
        drop(TcpStream::connect((Ipv4Addr::LOCALHOST, port)));
    }
}

fn port(arguments: &[String]) -> Result<u16> {
    let mut port = PORT;
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let text = match argument.split_once('=') {
            Some(("--port", text)) => text,
            None if argument == "--port" => {
                arguments.next().with_context(|| format!("`--port` needs a number, as in `--port {PORT}`"))?
            }
            _ => bail!("`serve` does not know `{argument}`: it takes `--port N` and nothing else"),
        };
        port =
            text.parse().with_context(|| format!("`{text}` is not a port: give a number from 0 to 65535"))?;
    }
    Ok(port)
}

/// Listens on this machine only, and tells which port it became.
fn listen(port: u16) -> Result<(Server, u16)> {
    let server = Server::http((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        let hint = "choose another with `--port N`, or any free one with `--port 0`";
        anyhow!("cannot listen on port {port}: {error}: {hint}")
    })?;
    let address =
        server.server_addr().to_ip().context("the server listens on something that is no IP address")?;
    Ok((server, address.port()))
}

fn answer_all(server: &Server, site: &Site) {
    thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Ok(request) = server.recv() {
                    match echo::key(&request) {
                        Some(key) => echo::answer(request, &key),
                        // A browser that went away in the middle of an answer is no concern of ours.
                        None => drop(respond(request, site)),
                    }
                }
            });
        }
    });
}

fn respond(request: Request, site: &Site) -> io::Result<()> {
    let answer = match request.method() {
        // The library leaves the body out for HEAD and keeps the headers, which must be those of GET.
        Method::Get | Method::Head => site.answer(request.url()),
        method => Answer::method_not_allowed(method.as_str()),
    };
    let mut response =
        Response::new(answer.status.into(), Vec::new(), answer.body, Some(answer.length), None)
            // Always with a length and never in chunks, so that HEAD tells the size.
            .with_chunked_threshold(usize::MAX);
    for (name, value) in &answer.headers {
        // Subtle: a value with a byte that no header may carry is dropped here instead of ending the worker.
        if let Ok(header) = Header::from_bytes(*name, value.as_bytes()) {
            response.add_header(header);
        }
    }
    request.respond(response)
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use tungstenite::Message;

    use super::*;
    use crate::testing::Folder;

    fn port_of(arguments: &[&str]) -> Result<u16> {
        port(&arguments.iter().map(|argument| argument.to_string()).collect::<Vec<_>>())
    }

    #[test]
    fn the_port_is_8080_unless_told() {
        assert_eq!(port_of(&[]).unwrap(), 8080);
        assert_eq!(port_of(&["--port", "0"]).unwrap(), 0);
        assert_eq!(port_of(&["--port=3000"]).unwrap(), 3000);
    }

    #[test]
    fn other_arguments_are_refused_by_name() {
        let message = |arguments: &[&str]| port_of(arguments).unwrap_err().to_string();
        assert_eq!(message(&["--port"]), "`--port` needs a number, as in `--port 8080`");
        assert!(message(&["--port", "65536"]).starts_with("`65536` is not a port"));
        assert!(message(&["--port="]).starts_with("`` is not a port"));
        assert!(message(&["3000"]).starts_with("`serve` does not know `3000`"));
        assert!(message(&["--open", "now"]).starts_with("`serve` does not know `--open`"));
        assert!(message(&["--port", "1", "now"]).starts_with("`serve` does not know `now`"));
    }

    /// Sends bytes as they are (a client library would tidy up the path first) and reads the whole answer.
    fn exchange(port: u16, request: &str) -> (String, String) {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        let headers = "Host: 127.0.0.1\r\nConnection: close\r\n\r\n";
        write!(stream, "{request} HTTP/1.1\r\n{headers}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    /// Ends the workers when the test ends, by a failed assertion too: the scope waits for them.
    struct Stop<'a>(&'a Server);

    impl Drop for Stop<'_> {
        fn drop(&mut self) {
            // One call wakes one worker.
            (0..WORKERS).for_each(|_| self.0.unblock());
        }
    }

    /// Serves while `test` runs, which is told the port.
    fn with_server(site: &Site, test: impl FnOnce(u16)) {
        let (server, port) = listen(0).unwrap();
        thread::scope(|scope| {
            scope.spawn(|| answer_all(&server, site));
            let _stop = Stop(&server);
            test(port);
        });
    }

    #[test]
    fn requests_are_answered_over_a_real_connection() {
        let folder = Folder::new("serve");
        let content = "x".repeat(100_000);
        folder.file("secret.txt", "secret");
        folder.file("root/big.js", &content);
        let site = Site::new(&folder.folder("root"), &folder.folder("out")).unwrap();
        with_server(&site, |port| {
            let (get, body) = exchange(port, "GET /big.js");
            assert!(get.starts_with("HTTP/1.1 200 "), "{get}");
            assert_eq!(body, content);
            for line in [
                "Content-Type: text/javascript; charset=utf-8",
                "Cache-Control: no-store",
                "Content-Length: 100000",
            ] {
                assert!(get.lines().any(|header| header == line), "{line} is missing: {get}");
            }

            let (head, body) = exchange(port, "HEAD /big.js");
            let without_date = |head: &str| head.lines().filter(|line| !line.starts_with("Date:")).count();
            assert_eq!((without_date(&head), body.as_str()), (without_date(&get), ""));
            assert!(head.contains("Content-Length: 100000"), "{head}");

            for path in
                ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/target/../../secret.txt"]
            {
                let (head, body) = exchange(port, &format!("GET {path}"));
                assert!(head.starts_with("HTTP/1.1 404 "), "{path}: {head}");
                assert_ne!(body, "secret", "{path}");
            }

            let (head, _) = exchange(port, "POST /big.js");
            assert!(head.starts_with("HTTP/1.1 405 "), "{head}");
            assert!(head.contains("Allow: GET, HEAD"), "{head}");
        });
    }
    #[test]
    fn echo_sends_back_what_it_is_sent_and_keeps_no_worker_from_answering() {
        let folder = Folder::new("echo");
        folder.file("a.js", "");
        let site = Site::new(folder.path(), folder.path()).unwrap();
        with_server(&site, |port| {
            let mut sockets: Vec<_> = (0..=WORKERS)
                .map(|_| {
                    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
                    tungstenite::client(format!("ws://127.0.0.1:{port}/echo"), stream).unwrap().0
                })
                .collect();
            let messages = [Message::text("hello"), Message::text(""), Message::binary(vec![0, 255])];
            for (socket, message) in sockets.iter_mut().zip(messages) {
                socket.send(message.clone()).unwrap();
                assert_eq!(socket.read().unwrap(), message);
            }
            assert!(exchange(port, "GET /a.js").0.starts_with("HTTP/1.1 200 "));
            assert!(exchange(port, "GET /echo").0.starts_with("HTTP/1.1 404 "));

            sockets[0].close(None).unwrap();
            assert!(matches!(sockets[0].read().unwrap(), Message::Close(_)));
        });
    }
}
