//! A plot of which a part is in sight: keys and pointer ask for another part, which is an option of
//! the figure and no memory of the plot.

use egui::{Key, Modifiers, Rect, Sense, Ui, UiBuilder, Vec2, vec2};
use egui_plot::{Plot, PlotBounds, PlotTransform, PlotUi};

use super::Stage;
use super::stage::stop;
use crate::model::sight::{Axes, Ends, Sight};

/// How much a key zooms.
const ZOOM: f32 = 1.25;
/// How far a key moves, as a share of what is shown.
const STEP: f64 = 0.1;
/// What differs by a smaller share of the whole is the same.
const ALIKE: f64 = 1e-6;
/// The least of an axis that can be in sight: days, and a share of all values.
const LEAST: (f64, f64) = (0.5, 1e-6);

/// The share of the whole that stays in sight at the edge.
const EDGE: f64 = 0.02;

/// The keys with what they do, for the list of keys.
pub const WORDS: [(&str, &str); 3] = [
    ("+  −", "Zoom a chart over time"),
    ("Shift+← → ↑ ↓", "Move a chart over time"),
    ("0", "All of a chart over time"),
];

/// Shows a plot of these axes in this room, as much of them as is in sight. In a window, keys and
/// pointer ask for another part. Returns how days and values become points.
pub fn show<'a>(
    plot: Plot<'a>,
    (rect, axes): (Rect, &Axes),
    stage: &mut Stage<'_>,
    draw: impl FnOnce(&mut PlotUi<'a>) + 'a,
) -> PlotTransform {
    let is_window = !stage.is_page();
    let asked = if is_window { Asked::of(stage.ui()) } else { Asked::default() };
    let sight = stage.sight();
    let shown = (sight.days.unwrap_or(axes.days), sight.values.unwrap_or(axes.values));
    let mut room = stage.ui().new_child(UiBuilder::new().max_rect(rect));
    let response = plot
        .width(rect.width())
        .height(rect.height())
        // The figure is the stop of the keyboard; the plot in it answers the pointer.
        .sense(if is_window { Sense::CLICK | Sense::DRAG } else { Sense::hover() })
        .allow_zoom(is_window)
        .allow_drag(is_window)
        .allow_boxed_zoom(is_window)
        .allow_scroll(false)
        .allow_double_click_reset(false)
        .show_crosshair(is_window)
        .show(&mut room, move |plot| {
            let ((first, last), (low, high)) = shown;
            plot.set_plot_bounds(PlotBounds::from_min_max([first, low], [last, high]));
            asked.carry_out(shown, plot);
            draw(plot);
        });
    if asked.is_reset || (is_window && response.response.double_clicked()) {
        if sight != Sight::default() {
            stage.see(Sight::default());
        }
    } else if is_window {
        let bounds = response.transform.bounds();
        let (min, max) = (bounds.min(), bounds.max());
        let next = Sight {
            days: moved((min[0], max[0]), shown.0, (axes.days, LEAST.0)),
            values: {
                let least = (axes.values.1 - axes.values.0) * LEAST.1;
                moved((min[1], max[1]), shown.1, (axes.values, least))
            },
        };
        if is_other(next.days.unwrap_or(axes.days), shown.0)
            || is_other(next.values.unwrap_or(axes.values), shown.1)
        {
            stage.see(next);
        }
    }
    response.transform
}

fn is_other(one: Ends, other: Ends) -> bool {
    let alike = (other.1 - other.0).abs() * ALIKE;
    (one.0 - other.0).abs() > alike || (one.1 - other.1).abs() > alike
}

/// What is in sight of an axis after it was moved; `None` for all of it. Where less would be in sight
/// than can be told apart, or nothing of the data, it stays as it was.
fn moved(now: Ends, before: Ends, (all, least): (Ends, f64)) -> Option<Ends> {
    let room = (all.1 - all.0) * EDGE;
    let is_usable = now.0.is_finite()
        && now.1.is_finite()
        && now.1 - now.0 >= least
        && now.0 < all.1 - room
        && now.1 > all.0 + room;
    let next = if is_usable { now } else { before };
    is_other(next, all).then_some(next)
}

/// What the keys ask of a plot.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Asked {
    zoom: f32,
    /// In shares of what is shown; right and up are positive.
    step: Vec2,
    is_reset: bool,
}

impl Default for Asked {
    fn default() -> Self {
        Self { zoom: 1.0, step: Vec2::ZERO, is_reset: false }
    }
}

impl Asked {
    /// What was pressed since the last frame; nothing while the keyboard is elsewhere.
    fn of(ui: &Ui) -> Self {
        let context = ui.ctx();
        let is_elsewhere = context.memory(|memory| {
            memory.focused().is_some_and(|id| id != stop()) || memory.top_modal_layer().is_some()
        });
        if is_elsewhere {
            return Self::default();
        }
        ui.input_mut(|input| {
            let mut is = |modifiers, key| input.consume_key(modifiers, key);
            let is_in = is(Modifiers::NONE, Key::Plus) || is(Modifiers::NONE, Key::Equals);
            let zoom = match (is_in, is(Modifiers::NONE, Key::Minus)) {
                (true, false) => ZOOM,
                (false, true) => 1.0 / ZOOM,
                _ => 1.0,
            };
            let mut along = |more, less| {
                f32::from(u8::from(is(Modifiers::SHIFT, more)))
                    - f32::from(u8::from(is(Modifiers::SHIFT, less)))
            };
            let step =
                vec2(along(Key::ArrowRight, Key::ArrowLeft), along(Key::ArrowUp, Key::ArrowDown));
            Self { zoom, step, is_reset: is(Modifiers::NONE, Key::Num0) }
        })
    }

    /// Zooms about the middle, and moves.
    fn carry_out(self, (days, values): (Ends, Ends), plot: &mut PlotUi<'_>) {
        if self.zoom != 1.0 {
            let middle = [f64::midpoint(days.0, days.1), f64::midpoint(values.0, values.1)];
            plot.zoom_bounds(Vec2::splat(self.zoom), middle.into());
        }
        if self.step != Vec2::ZERO {
            let by = |(from, to): Ends, step: f32| (f64::from(step) * (to - from) * STEP) as f32;
            plot.translate_bounds(vec2(by(days, self.step.x), by(values, self.step.y)));
        }
    }
}
