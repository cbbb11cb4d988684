//! The measured loops of the rows that are awaited, shared like `rows.rs`. How an import's promise is declared, and how
//! a future is exported, each crate says itself: `value_later` and `spawn` stand there.

use std::cell::Cell;
use std::future::{poll_fn, Future};
use std::rc::Rc;
use std::task::{Poll, Waker};

use crate::{spawn, value_later};

/// Awaits an import `n` times.
pub(crate) async fn await_imports(n: u32) -> f64 {
    let mut sum = 0.0;
    for i in 0..n {
        sum += value_later(f64::from(i) + 0.5, 0.25).await;
    }
    sum
}

/// How many tasks there are at a time: as many as an app may have, and too few for memory to count.
const TASKS: u32 = 64;

/// Spawns `n` tasks, of which each is woken once, and waits for all.
pub(crate) async fn spawn_wakes(n: u32) -> f64 {
    let ended = Rc::new(Ended::default());
    for _ in 0..n / TASKS {
        for _ in 0..TASKS {
            let ended = ended.clone();
            spawn(async move {
                woken_once().await;
                ended.add();
            });
        }
        ended.reach(TASKS).await;
    }
    f64::from(ended.total.get())
}

/// Wakes the task that polls it, and is ready the second time.
fn woken_once() -> impl Future<Output = ()> {
    let mut is_woken = false;
    poll_fn(move |cx| {
        if is_woken {
            return Poll::Ready(());
        }
        is_woken = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
}

/// Counts tasks that have ended, for one that waits.
#[derive(Default)]
struct Ended {
    count: Cell<u32>,
    total: Cell<u32>,
    waits: Cell<Option<Waker>>,
}

impl Ended {
    fn add(&self) {
        self.count.set(self.count.get() + 1);
        self.total.set(self.total.get() + 1);
        if self.count.get() == TASKS {
            if let Some(waker) = self.waits.take() {
                waker.wake();
            }
        }
    }

    async fn reach(&self, count: u32) {
        poll_fn(|cx| {
            if self.count.get() < count {
                self.waits.set(Some(cx.waker().clone()));
                return Poll::Pending;
            }
            self.count.set(0);
            Poll::Ready(())
        })
        .await;
    }
}
