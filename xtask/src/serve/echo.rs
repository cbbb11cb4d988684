//! A WebSocket at `/echo` that sends back what it is sent: what examples/websocket talks to.

use std::thread;

use tiny_http::{Header, Request, Response};
use tungstenite::{
    handshake::derive_accept_key,
    protocol::{Role, WebSocket},
    Message,
};

/// The key with which a request asks for the WebSocket; other requests are answered as those for a file.
pub(super) fn key(request: &Request) -> Option<String> {
    let key = request.headers().iter().find(|header| header.field.equiv("Sec-WebSocket-Key"))?;
    (request.url() == "/echo").then(|| key.value.to_string())
}

/// Takes the connection over, on a thread of its own: it would keep a worker from answering for as long as it is open.
pub(super) fn answer(request: Request, key: &str) {
    let accept = derive_accept_key(key.as_bytes());
    let accept =
        Header::from_bytes("Sec-WebSocket-Accept", accept).expect("base64 is what headers may carry");
    let stream = request.upgrade("websocket", Response::empty(101).with_header(accept));
    thread::spawn(move || {
        let mut socket = WebSocket::from_raw_socket(stream, Role::Server, None);
        // An error is how it ends: the page has closed it, or is gone.
        while let Ok(message) = socket.read() {
            let sent = match message {
                Message::Text(_) | Message::Binary(_) => socket.send(message),
                // The library answers pings, and a page's wish to close.
                _ => socket.flush(),
            };
            if sent.is_err() {
                break;
            }
        }
    });
}
