//! The adoption tab.
