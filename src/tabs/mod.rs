//! Every tab, in the order shown. To add one: a folder, a `mod` line, an entry below.

mod adoption;
mod coverage;
mod funding;
mod overview;
mod sources;
mod stack;
mod talent;
#[cfg(test)]
mod tests;

use crate::tab::{State, Tab};

/// All tabs, without data.
pub fn all() -> Vec<Box<dyn Tab>> {
    vec![
        State::<overview::Overview>::empty(),
        State::<coverage::Coverage>::empty(),
        State::<adoption::Adoption>::empty(),
        State::<funding::Funding>::empty(),
        State::<talent::Talent>::empty(),
        State::<stack::Stack>::empty(),
        State::<sources::Sources>::empty(),
    ]
}
