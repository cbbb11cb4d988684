#![allow(unused, private_interfaces, reason = "as it was typed")]

use closures_extern::{closures_export, closures_extern, Closure, JsFunction, JsValue};
use std::{
    cell::RefCell,
    future::Future,
    pin::Pin,
    rc::Rc,
    sync::Arc,
    task::{Context, Poll, Wake, Waker},
};

closures_extern! {
    type Promise;
    #[js(constructor)]
    fn new(f: &mut dyn FnMut(JsFunction<dyn Fn(JsValue)>, JsFunction<dyn Fn(JsValue)>)) -> Promise;
    #[js(method)]
    fn then(this: &Promise, done: Closure<dyn FnMut(JsValue)>, failed: Closure<dyn FnMut(JsValue)>) -> Promise;
    #[js(static_method_of = Promise)]
    fn resolve(v: JsValue) -> Promise;
    fn fetch(url: &str) -> Promise;
    fn queue_microtask(f: Closure<dyn FnMut()>);
    #[js(namespace = console)]
    fn log(s: &str);
}

#[derive(Default)]
struct Shared {
    value: Option<Result<JsValue, JsValue>>,
    waker: Option<Waker>,
}
struct JsFuture(Rc<RefCell<Shared>>);
impl From<Promise> for JsFuture {
    fn from(p: Promise) -> Self {
        let s = Rc::new(RefCell::new(Shared::default()));
        let settle = |s: &Rc<RefCell<Shared>>, ok: bool| {
            let s = s.clone();
            Closure::once(move |v: JsValue| {
                let mut b = s.borrow_mut();
                b.value = Some(if ok { Ok(v) } else { Err(v) });
                if let Some(w) = b.waker.take() {
                    drop(b);
                    w.wake()
                }
            })
        };
        p.then(settle(&s, true), settle(&s, false));
        JsFuture(s)
    }
}
impl Future for JsFuture {
    type Output = Result<JsValue, JsValue>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context) -> Poll<Self::Output> {
        let mut s = self.0.borrow_mut();
        match s.value.take() {
            Some(v) => Poll::Ready(v),
            None => {
                s.waker = Some(cx.waker().clone());
                Poll::Pending
            }
        }
    }
}
thread_local! { static TASKS: RefCell<Vec<Option<Pin<Box<dyn Future<Output = ()>>>>>> = const { RefCell::new(vec![]) }; }
struct Id(usize);
impl Wake for Id {
    fn wake(self: Arc<Self>) {
        let me = self.clone();
        queue_microtask(Closure::once(move || poll(me)))
    }
}
fn poll(id: Arc<Id>) {
    let Some(mut f) = TASKS.with_borrow_mut(|t| t[id.0].take()) else { return };
    let n = id.0;
    if f.as_mut().poll(&mut Context::from_waker(&id.into())).is_pending() {
        TASKS.with_borrow_mut(|t| t[n] = Some(f))
    }
}
pub fn spawn_local(f: impl Future<Output = ()> + 'static) {
    let n = TASKS.with_borrow_mut(|t| {
        t.push(Some(Box::pin(f)));
        t.len() - 1
    });
    poll(Arc::new(Id(n)));
}
fn promise(f: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> Promise {
    let mut f = Some(f);
    Promise::new(&mut |yes, no| {
        let f = f.take().unwrap();
        spawn_local(async move {
            let _ = match f.await {
                Ok(v) => yes.call(v),
                Err(e) => no.call(e),
            };
        })
    })
}
fn await_(v: JsValue) -> JsFuture {
    Promise::resolve(v).into()
}

closures_export! {
    pub fn names(url: &str) -> Promise {
        let p = fetch(url);
        promise(async move {
            let r = JsFuture::from(p).await?;
            let j = await_(r.call("json", &[])?).await?;
            log(&format!("{:?}", j));
            j.get(0)?.get("name")
        })
    }
}

fn main() {}
