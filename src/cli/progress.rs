//! Tells on a terminal how far long work has come.

use std::io::{IsTerminal as _, Write as _, stderr};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::load::progress::Progress;

/// Work that takes no longer is not told of.
const SHORT: Duration = Duration::from_millis(500);
/// How often it is told.
const EVERY: Duration = Duration::from_millis(200);
/// Back to the beginning of the line, and nothing on it.
const CLEARED: &str = "\r\x1b[2K";

/// Tells while it lives.
pub struct Told(Option<(Sender<()>, JoinHandle<()>)>);

impl Told {
    /// Nothing is told where nobody looks at the errors.
    pub fn of(progress: &Progress) -> Self {
        if !stderr().is_terminal() {
            return Self(None);
        }
        let (done, is_done) = channel();
        let progress = progress.clone();
        let telling = std::thread::spawn(move || {
            let mut wait = SHORT;
            while is_done.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                write!(stderr(), "{CLEARED}{}", progress.text()).ok();
                stderr().flush().ok();
                wait = EVERY;
            }
            if wait == EVERY {
                write!(stderr(), "{CLEARED}").ok();
            }
        });
        Self(Some((done, telling)))
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        if let Some((done, telling)) = self.0.take() {
            drop(done);
            telling.join().ok();
        }
    }
}
