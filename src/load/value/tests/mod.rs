//! What cells of real files say, and what holds of any text.

mod dates;
mod numbers;
mod properties;
mod rows;
