//! A horizontal axis: labels below it, and hairlines up from it.

use egui::{Align2, Rect, Stroke, pos2, vec2};

use super::Stage;
use crate::model::Scale;
use crate::style::Role;

/// Room that the labels of a horizontal axis take below it, in points.
pub const HEIGHT: f32 = 18.0;
/// Least distance between the labels of two ticks, in points.
const LABEL_GAP: f32 = 10.0;

/// Draws the labels of a horizontal axis below `rect`, and a hairline up through it at each.
///
/// Labels that would touch are left out. The first and last stay within the stage. The hairlines
/// leave out `texts`, which they would run through.
pub fn horizontal(
    stage: &Stage<'_>,
    (rect, texts): (Rect, &[Rect]),
    scale: &Scale,
    ticks: &[(f64, String)],
) {
    let mut free_from = f32::NEG_INFINITY;
    for (value, text) in ticks {
        let x = rect.left() + rect.width() * scale.share(*value) as f32;
        hairline(stage, x, rect, texts);
        let width = stage.width(text, Role::Caption);
        let furthest = (stage.rect.right() - width).max(stage.rect.left());
        let left = (x - width / 2.0).clamp(stage.rect.left(), furthest);
        if left < free_from {
            continue;
        }
        let at = pos2(left, rect.bottom() + 3.0);
        stage.text(at, Align2::LEFT_TOP, text, (Role::Caption, stage.palette.faint));
        free_from = left + width + LABEL_GAP;
    }
}

/// An upright hairline that breaks where a text stands.
fn hairline(stage: &Stage<'_>, x: f32, rect: Rect, texts: &[Rect]) {
    let line = Stroke::new(1.0, stage.palette.hairline);
    let mut in_the_way: Vec<Rect> = texts
        .iter()
        .map(|text| text.expand2(vec2(3.0, 0.0)))
        .filter(|text| text.x_range().contains(x) && text.intersects(rect))
        .collect();
    in_the_way.sort_by(|a, b| a.top().total_cmp(&b.top()));
    let mut top = rect.top();
    for text in in_the_way {
        if text.top() > top {
            stage.painter().vline(x, top..=text.top(), line);
        }
        top = top.max(text.bottom());
    }
    if rect.bottom() > top {
        stage.painter().vline(x, top..=rect.bottom(), line);
    }
}
