//! Round numbers for axes, and where they stand.
