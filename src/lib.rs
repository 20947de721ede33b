//! Data files in; figures on screen and in files out, each number with its source.
//!
//! The stages, in the order the data passes them: [`load`] reads bytes into tables, a tab's
//! `data.rs` makes records of them, its `chart.rs` decides what to show, its `draw.rs` paints it;
//! [`app`] shows it in a window, [`export`] writes it to a file.

pub mod app;
pub mod claim;
pub mod cli;
pub mod command;
pub mod desk;
pub mod export;
pub mod figure;
pub mod load;
pub mod model;
pub mod paint;
pub mod review;
pub mod style;
pub mod tab;
pub mod tabs;
