//! Zooming and moving a plot by keys.

use egui::{Key, Modifiers, Ui, Vec2, vec2};
use egui_plot::{Plot, PlotUi};

use super::stage::stop;

/// How much a key zooms.
const ZOOM: f32 = 1.25;
/// How far a key moves, as a share of what is shown.
const STEP: f64 = 0.1;

/// The keys with what they do, for the list of keys.
pub const WORDS: [(&str, &str); 3] = [
    ("+  −", "Zoom a chart over time"),
    ("Shift+← → ↑ ↓", "Move a chart over time"),
    ("0", "All of a chart over time"),
];

/// What the keys ask of a plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    zoom: f32,
    /// In shares of what is shown; right and up are positive.
    step: Vec2,
    is_reset: bool,
}

impl Asked {
    /// What was pressed since the last frame; nothing while the keyboard is elsewhere.
    pub fn of(ui: &Ui) -> Self {
        let context = ui.ctx();
        let is_elsewhere = context.memory(|memory| {
            memory.focused().is_some_and(|id| id != stop()) || memory.top_modal_layer().is_some()
        });
        if is_elsewhere {
            return Self { zoom: 1.0, step: Vec2::ZERO, is_reset: false };
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

    /// The plot, with all of it in view again where that was asked for.
    pub fn on(self, plot: Plot<'_>) -> Plot<'_> {
        if self.is_reset { plot.reset() } else { plot }
    }

    /// Zooms about the middle, and moves.
    pub fn carry_out(self, plot: &mut PlotUi<'_>) {
        let bounds = plot.plot_bounds();
        if self.zoom != 1.0 {
            plot.zoom_bounds(Vec2::splat(self.zoom), bounds.center());
        }
        if self.step != Vec2::ZERO {
            let by = [
                f64::from(self.step.x) * bounds.width() * STEP,
                f64::from(self.step.y) * bounds.height() * STEP,
            ];
            plot.translate_bounds(vec2(by[0] as f32, by[1] as f32));
        }
    }
}
