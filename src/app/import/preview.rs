//! The figure as it would be, small.

use egui::{Id, Ui};

use super::Review;
use crate::figure::{self, Look, Parts};
use crate::paint::Medium;
use crate::style::Palette;

/// Draws the figure of the first tab that the data feeds.
pub fn show(review: &Review, palette: &'static Palette, ui: &mut Ui) -> Option<Id> {
    let shown = review.result.fed().filter(|_| !review.result.problems.has_errors());
    let Some(shown) = shown else {
        ui.label("There is no figure yet: first what is said below must be put right.");
        return None;
    };
    let look = Look {
        palette,
        medium: Medium::Page,
        selected: None,
        has_background: true,
        parts: Parts::default(),
    };
    let outer = ui.available_rect_before_wrap();
    let edge = egui::Stroke::new(1.0, palette.hairline);
    let picture = ui.interact(outer, Id::unique("preview"), egui::Sense::hover());
    let words = format!("Preview of the figure: {}", shown.tab.title());
    picture.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &words));
    figure::show(shown, look, ui, |_controls| {}, |stage| shown.tab.draw(stage));
    ui.painter().rect_stroke(outer, 0.0, edge, egui::StrokeKind::Inside);
    None
}
