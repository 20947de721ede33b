//! What a tab paints, for the tests of the tabs: its words and where they stand.

use egui::{Pos2, RawInput, Rect, Shape, Vec2, vec2};

use crate::desk::Shown;
use crate::figure::{self, Look, Parts};
use crate::paint::Medium;
use crate::style;

/// Sizes from the smallest to a large screen, in points.
const SIZES: [(f32, f32); 4] = [(640.0, 460.0), (960.0, 540.0), (720.0, 720.0), (1900.0, 1200.0)];

/// Paints until sizes have settled, with this mark selected; every shape has a place. Returns the
/// words with the room they take.
pub(super) fn painted(
    shown: &Shown,
    size: Vec2,
    medium: Medium,
    selected: Option<&str>,
) -> Vec<(String, Rect)> {
    let shapes = shapes(shown, size, medium, selected);
    shapes.iter().filter_map(|shape| word(shape, size)).collect()
}

/// Paints until sizes have settled, with this mark selected. Returns all shapes.
pub(super) fn shapes(
    shown: &Shown,
    size: Vec2,
    medium: Medium,
    selected: Option<&str>,
) -> Vec<Shape> {
    let context = egui::Context::default();
    style::apply(&context);
    let screen = Rect::from_min_size(Pos2::ZERO, size);
    let parts = Parts::default();
    let look = Look { palette: &style::LIGHT, medium, selected, has_background: true, parts };
    let mut shapes = Vec::new();
    for _ in 0..3 {
        let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
        let mut output = context.run_ui(input, |ui| {
            figure::show(shown, look, ui, |_| {}, |stage| shown.tab.draw(stage));
        });
        output.textures_delta.clear();
        shapes = output.shapes.into_iter().map(|clipped| clipped.shape).collect();
    }
    shapes
}

/// The words of a shape; `None` for another shape and for words that are empty.
fn word(shape: &Shape, size: Vec2) -> Option<(String, Rect)> {
    if let Shape::Text(text) = shape {
        let words = text.galley.text().to_owned();
        // The frame draws an empty subtitle, whose bounds are not numbers.
        return (!words.is_empty())
            .then(|| (words, text.galley.rect.translate(text.pos.to_vec2())));
    }
    let bounds = shape.visual_bounding_rect();
    // Shapes that cover nothing have bounds turned inside out, which are infinite.
    let is_sound = !bounds.any_nan() && (bounds.is_finite() || bounds.is_negative());
    assert!(is_sound, "{bounds:?} at {size}: {shape:?}");
    None
}

/// On pages of all sizes no words leave the page or run into others, and windows draw too.
pub(super) fn words_stay_apart(shown: &Shown, what: &str, selected: Option<&str>) {
    for (width, height) in SIZES {
        let size = vec2(width, height);
        painted(shown, size, Medium::Window, selected);
        let words = painted(shown, size, Medium::Page, selected);
        let page = Rect::from_min_size(Pos2::ZERO, size);
        for (index, (text, rect)) in words.iter().enumerate() {
            assert!(page.contains_rect(*rect), "{what} {size}: {text:?} leaves the page");
            for (other, around) in words.iter().skip(index + 1) {
                let both = rect.shrink(1.5).intersect(around.shrink(1.5));
                assert!(!both.is_positive(), "{what} {size}: {text:?} runs into {other:?}");
            }
        }
    }
}
