//! The model stack from its tables to its marks.
