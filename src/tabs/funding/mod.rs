//! The funding tab.
