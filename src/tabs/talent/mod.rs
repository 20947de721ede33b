//! The talent tab.
