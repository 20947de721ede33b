//! The sources tab, driven as the window drives it.
