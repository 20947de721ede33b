//! From the window to the slide: what is exported is what is shown, by the window and by its command
//! line, and what is presented.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::missing_assert_message,
    reason = "a test may panic, and says in its name what it is for"
)]
#![expect(clippy::disallowed_methods, reason = "it reads and writes what a user does")]

mod command;
mod dialog;
mod present;
#[path = "../support/window.rs"]
mod window;
mod zoom;
