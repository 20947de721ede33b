//! Tests.
mod stub {}
