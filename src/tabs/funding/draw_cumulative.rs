//! Paints the running sum over time.

use super::chart::{Chart, Steps};
use crate::model::Figure;
use crate::paint::Stage;

/// Paints the line.
pub fn steps(_figure: &Figure<Chart>, _steps: &Steps, stage: &mut Stage<'_>) {
    stage.empty("Not drawn yet");
}
