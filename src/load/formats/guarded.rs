//! Runs what other crates read with, so that a panic in one costs the user a message and no more.
//!
//! They trust offsets, lengths and references in a file here and there. Their arithmetic is checked
//! in release builds too (`Cargo.toml`), so that a number that is too large is a panic there as
//! well, and not a cell in a wrong place.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// What `read` gives; `None` where it panics, of which nothing is printed.
pub fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_GUARDED.get() {
                usual(panic);
            }
        }));
    });
    let was_guarded = IS_GUARDED.replace(true);
    let found = catch_unwind(AssertUnwindSafe(read)).ok();
    IS_GUARDED.set(was_guarded);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_gives_nothing_and_the_next_one_is_heard_again() {
        assert_eq!(guarded(|| 1), Some(1));
        let nothing: [u8; 0] = [];
        assert_eq!(guarded(|| nothing[nothing.len()]), None);
        assert!(!IS_GUARDED.get(), "what panics outside is still told");
    }
}
