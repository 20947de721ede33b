//! Everything the user can ask the app to do.
