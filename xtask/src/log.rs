//! What steps print while several run at once: each has a log, and the logs are shown one behind the other.
//!
//! The first log that is not at its end is shown as it grows; those behind it wait. So what a person reads is in the order of the
//! steps, as if one had run after the other.

use std::{
    cell::RefCell,
    collections::VecDeque,
    io::{self, BufRead, BufReader, Read, Write},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

thread_local! {
    /// That of the step which runs in this thread.
    static OF_THIS_THREAD: RefCell<Option<Log>> = const { RefCell::new(None) };
}

/// The log of the step that runs in this thread; without one, what it prints is shown at once.
pub(crate) fn of_this_thread() -> Option<Log> {
    OF_THIS_THREAD.with_borrow(Clone::clone)
}

/// Prints a line, into the log of this thread if it has one.
pub(crate) fn line(text: &str) {
    match of_this_thread() {
        Some(log) => log.line(text),
        None => println!("{text}"),
    }
}

/// What one step prints.
#[derive(Clone)]
pub(crate) struct Log {
    logs: Arc<Mutex<Logs>>,
    number: usize,
}

/// The logs of steps, in the order in which they are shown.
struct Logs {
    /// The number of the first that is not yet shown to its end.
    first: usize,
    /// It, and those behind it.
    waiting: VecDeque<Content>,
    out: Box<dyn Write + Send>,
}

#[derive(Default)]
struct Content {
    lines: Vec<String>,
    is_ended: bool,
}

/// As many logs as steps, which are shown on stdout.
pub(crate) fn logs(count: usize) -> Vec<Log> {
    logs_to(Box::new(io::stdout()), count)
}

/// The same, shown elsewhere.
pub(crate) fn logs_to(out: Box<dyn Write + Send>, count: usize) -> Vec<Log> {
    let waiting = (0..count).map(|_| Content::default()).collect();
    let logs = Arc::new(Mutex::new(Logs { first: 0, waiting, out }));
    (0..count).map(|number| Log { logs: Arc::clone(&logs), number }).collect()
}

impl Log {
    /// Does something in this thread, whose log this is meanwhile. Also when that panics, the log is at its end then.
    pub(crate) fn during<T>(self, body: impl FnOnce() -> T) -> T {
        struct Guard(Log);
        impl Drop for Guard {
            fn drop(&mut self) {
                OF_THIS_THREAD.set(None);
                self.0.end();
            }
        }
        OF_THIS_THREAD.set(Some(self.clone()));
        let _guard = Guard(self);
        body()
    }

    /// What has been printed so far.
    pub(crate) fn lines(&self) -> Vec<String> {
        let logs = self.lock();
        logs.waiting[self.number - logs.first].lines.clone()
    }

    /// Prints a line.
    pub(crate) fn line(&self, text: &str) {
        let mut logs = self.lock();
        let number = self.number;
        if number == logs.first {
            logs.show(text);
        }
        let first = logs.first;
        // A program may outlive its step: what it prints then is dropped.
        if let Some(content) = number.checked_sub(first).and_then(|at| logs.waiting.get_mut(at)) {
            content.lines.push(text.to_owned());
        }
    }

    /// Prints what comes, line by line, until its end.
    pub(crate) fn read(&self, reader: impl Read) {
        let mut reader = BufReader::new(reader);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
            self.line(String::from_utf8_lossy(&line).trim_end_matches(['\r', '\n']));
            line.clear();
        }
    }

    /// Nothing more comes: those behind it are shown.
    fn end(&self) {
        let mut logs = self.lock();
        let at = self.number - logs.first;
        logs.waiting[at].is_ended = true;
        while logs.waiting.front().is_some_and(|content| content.is_ended) {
            logs.waiting.pop_front();
            logs.first += 1;
            let next = logs.waiting.front().map(|content| content.lines.clone());
            for line in next.into_iter().flatten() {
                logs.show(&line);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Logs> {
        self.logs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Logs {
    fn show(&mut self, line: &str) {
        // Fails when nobody reads any more, and the result is in the exit status too.
        let _ = writeln!(self.out, "{line}").and_then(|()| self.out.flush());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Logs, and what of them has been shown.
    fn shown(count: usize) -> (Vec<Log>, impl Fn() -> String) {
        #[derive(Clone, Default)]
        struct Out(Arc<Mutex<Vec<u8>>>);
        impl Write for Out {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.lock().unwrap().write(bytes)
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let out = Out::default();
        let logs = logs_to(Box::new(out.clone()), count);
        (logs, move || String::from_utf8(out.0.lock().unwrap().clone()).unwrap())
    }

    #[test]
    fn the_first_is_shown_as_it_grows_and_those_behind_it_after_its_end() {
        let (logs, shown) = shown(3);
        logs[1].line("b1");
        logs[0].line("a1");
        assert_eq!(shown(), "a1\n");
        logs[2].read(&b"c1\nc2\r\nc3"[..]);
        assert_eq!(logs[2].lines(), ["c1", "c2", "c3"]);
        logs[2].end();
        logs[0].line("a2");
        assert_eq!(shown(), "a1\na2\n");
        assert_eq!(logs[0].lines(), ["a1", "a2"]);
        logs[0].end();
        logs[1].line("b2");
        assert_eq!(shown(), "a1\na2\nb1\nb2\n");
        logs[0].line("too late");
        logs[1].end();
        assert_eq!(shown(), "a1\na2\nb1\nb2\nc1\nc2\nc3\n");
    }

    #[test]
    fn a_thread_prints_into_its_own() {
        let (logs, shown) = shown(1);
        logs[0].clone().during(|| line("said"));
        assert_eq!(shown(), "said\n");
        assert!(of_this_thread().is_none());
    }

    #[test]
    fn a_panic_ends_a_log_too() {
        let (logs, shown) = shown(2);
        logs[1].line("behind");
        let panicking = std::panic::AssertUnwindSafe(|| logs[0].clone().during(|| panic!("as it should")));
        std::panic::catch_unwind(panicking).unwrap_err();
        assert_eq!(shown(), "behind\n");
        assert!(of_this_thread().is_none());
    }

    #[test]
    #[cfg(unix)]
    fn what_a_program_prints_is_there_in_its_order_with_how_it_ended() {
        let (logs, _) = shown(1);
        let (code, lines) = logs[0].clone().during(|| {
            let mut echo = std::process::Command::new("sh");
            let status =
                crate::shell::status(echo.args(["-c", "echo one; echo two >&2; printf three; exit 7"]));
            (status.unwrap().code(), logs[0].lines())
        });
        assert_eq!(code, Some(7));
        assert!(lines[0].starts_with("$ sh -c "), "{lines:?}");
        assert_eq!(lines[1..], ["one", "two", "three"]);
    }
}
