//! What the overview promises.
