//! A [`Connection`] owns a WebSocket and its three handlers. Dropping it removes the handlers and closes the socket.

use closures_extern::{closures_export, closures_extern, Closure, JsFunction, JsValue};
use std::{cell::RefCell, collections::VecDeque, rc::Rc};

closures_extern! {
    type WebSocket;
    /// Starts to connect. Throws if the text is not the address of a WebSocket.
    #[js(constructor = WebSocket)]
    fn new(url: &str) -> Result<WebSocket, JsValue>;
    /// Throws while the socket is still connecting.
    fn send(this: &WebSocket, text: &str) -> Result<(), JsValue>;
    fn close(this: &WebSocket);
    #[js(setter)]
    fn set_onopen(this: &WebSocket, f: Option<&Handler<JsValue>>);
    #[js(setter)]
    fn set_onmessage(this: &WebSocket, f: Option<&Handler<MessageEvent>>);
    #[js(setter)]
    fn set_onclose(this: &WebSocket, f: Option<&Handler<CloseEvent>>);

    type MessageEvent;
    /// The text of the message. An error if the server has sent bytes.
    #[js(getter)]
    fn data(this: &MessageEvent) -> Result<String, JsValue>;

    type CloseEvent;
    /// Why the connection ended: 1000 means normally, 1006 that it broke.
    #[js(getter)]
    fn code(this: &CloseEvent) -> u16;

    /// Milliseconds since the page was opened.
    #[js(namespace = performance)]
    fn now() -> f64;
}

/// A closure that passes on the exceptions of the page's own function.
type Handler<E> = Closure<dyn FnMut(E) -> Result<(), JsValue>>;

/// The page's function: Rust calls it with what has happened, and with details.
type Tell = JsFunction<dyn Fn(&'static str, String)>;

/// A socket and the closures that listen to it.
pub struct Connection {
    socket: WebSocket,
    /// When each message was sent that has not come back yet.
    sent: Rc<RefCell<VecDeque<f64>>>,
    _open: Handler<JsValue>,
    _message: Handler<MessageEvent>,
    _close: Handler<CloseEvent>,
}

impl Drop for Connection {
    /// Removes the handlers first: a socket takes a while to close, and would call closures that have ended.
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        self.socket.close();
    }
}

closures_export! {
    /// Connects to an echo, and reports what happens: `open`, `message`, `close`. Throws if `url` is not an address.
    pub fn connect(url: &str, tell: Tell) -> Result<Connection, JsValue> {
        let socket = WebSocket::new(url)?;
        let sent = Rc::new(RefCell::new(VecDeque::new()));

        let page = tell.clone();
        let open = Closure::new(move |_: JsValue| page.call("open", String::new()));
        let page = tell.clone();
        let times = sent.clone();
        let message = Closure::new(move |event: MessageEvent| {
            // The first message to come back is the first that was sent.
            let time = times.borrow_mut().pop_front().map_or(0.0, |sent| now() - sent);
            page.call("message", format!("{} ({time:.1} ms)", event.data()?))
        });
        let close = Closure::new(move |event: CloseEvent| tell.call("close", event.code().to_string()));

        socket.set_onopen(Some(&open));
        socket.set_onmessage(Some(&message));
        socket.set_onclose(Some(&close));
        Ok(Connection { socket, sent, _open: open, _message: message, _close: close })
    }

    /// A connection that JavaScript owns. Freeing it closes it.
    pub type Connection;

    /// Sends a text. Throws while the socket is still connecting.
    pub fn send(self: &Connection, text: &str) -> Result<(), JsValue> {
        self.socket.send(text)?;
        self.sent.borrow_mut().push_back(now());
        Ok(())
    }
}
