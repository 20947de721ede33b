//! Presenting: the figure alone on the whole screen, laid out and enlarged as on a slide.

use egui::{
    Align2, CentralPanel, Context, CursorIcon, Frame, Id, Sense, Ui, ViewportCommand, WidgetInfo,
    accesskit, vec2,
};

use super::State;
use crate::command::{Command, PRESENTING, Present};
use crate::figure::{self, Look, Part, Parts};
use crate::paint::Medium;
use crate::paint::stage;
use crate::style::{self, GRID, Role};

/// How long the pointer and the number of the figure stay after the pointer has moved, in seconds.
const STAYS: f32 = 2.0;
/// The least and the most that a figure is enlarged.
const ENLARGED: (f32, f32) = (0.25, 8.0);
/// Enlargements that differ by less look the same.
const ALIKE: f32 = 0.002;

/// What is shown while presenting.
pub struct Presenting {
    parts: Parts,
    is_blank: bool,
    before: Before,
}

/// The window as it was, and is again afterwards.
struct Before {
    zoom: f32,
    is_whole_screen: bool,
    /// What had the focus of the keyboard.
    focus: Option<Id>,
}

/// What the keys pressed since the last frame ask for.
pub fn commands(ui: &Ui) -> Vec<Command> {
    ui.input_mut(|input| {
        let pressed = PRESENTING.iter().filter(|action| input.consume_shortcut(&action.shortcut));
        pressed.map(|action| action.command.clone()).collect()
    })
}

impl State {
    /// Begins to present, or does what is asked for meanwhile.
    pub(super) fn present(&mut self, ask: Present, context: &Context) {
        let Some(presenting) = &mut self.presenting else {
            if ask == Present::Toggle {
                self.begin_to_present(context);
            }
            return;
        };
        let is_step =
            matches!(ask, Present::Next | Present::Previous | Present::First | Present::Last);
        if is_step && std::mem::take(&mut presenting.is_blank) {
            // The room first sees again what it saw last.
            return;
        }
        let last = self.desk.tabs.len().saturating_sub(1);
        match ask {
            Present::Toggle => self.leave_presenting(context),
            Present::Next => self.current = (self.current + 1).min(last),
            Present::Previous => self.current = self.current.saturating_sub(1),
            Present::First => self.current = 0,
            Present::Last => self.current = last,
            Present::Sources => {
                for part in [Part::Source, Part::Checks] {
                    presenting.parts.set(part, !presenting.parts.has(part));
                }
            }
            Present::Blank => presenting.is_blank = !presenting.is_blank,
        }
    }

    fn begin_to_present(&mut self, context: &Context) {
        let fills = context.input(|input| input.viewport().fullscreen);
        let before = Before {
            zoom: context.zoom_factor(),
            is_whole_screen: fills == Some(true),
            focus: context.memory(egui::Memory::focused),
        };
        self.presenting = Some(Presenting { parts: Parts::default(), is_blank: false, before });
        context.send_viewport_cmd(ViewportCommand::Fullscreen(true));
    }

    fn leave_presenting(&mut self, context: &Context) {
        let Some(Presenting { before, .. }) = self.presenting.take() else { return };
        context.set_zoom_factor(before.zoom);
        context.send_viewport_cmd(ViewportCommand::Fullscreen(before.is_whole_screen));
        if let Some(id) = before.focus {
            self.focus.give_to(id);
        }
    }
}

/// Draws the figure, and nothing else that can be reached.
pub fn show(state: &State, ui: &mut Ui, commands: &mut Vec<Command>) {
    let (Some(presenting), Some(shown)) = (&state.presenting, state.current_tab()) else { return };
    enlarge(ui.ctx());
    let palette = style::palette(ui.ctx().theme());
    let fill = if presenting.is_blank { style::BLANK } else { palette.canvas };
    CentralPanel::default().frame(Frame::new().fill(fill)).show(ui, |ui| {
        announce(state, presenting, ui, commands);
        if !presenting.is_blank {
            let look = Look {
                palette,
                medium: Medium::Page,
                selected: None,
                has_background: true,
                parts: presenting.parts,
            };
            figure::show(shown, look, ui, |_| {}, |stage| shown.tab.draw(stage));
        }
        if has_moved(ui) {
            let place = format!("{} / {}", state.current + 1, state.desk.tabs.len());
            let color = if presenting.is_blank { style::DARK.faint } else { palette.faint };
            let style = (Role::Caption, color);
            let galley = stage::layout(ui.painter(), &place, style, (f32::INFINITY, 1));
            let corner = ui.max_rect().right_bottom() - vec2(GRID, GRID / 2.0);
            let at = Align2::RIGHT_BOTTOM.anchor_size(corner, galley.size());
            ui.painter().galley(at.min, galley, color);
        } else {
            ui.ctx().set_cursor_icon(CursorIcon::None);
        }
    });
}

/// Enlarges the type to that of a slide as large as the window, whatever size that is.
fn enlarge(context: &Context) {
    let zoom = context.zoom_factor();
    let room = context.content_rect().size() * zoom;
    let wanted = figure::enlargement(room).clamp(ENLARGED.0, ENLARGED.1);
    if (wanted / zoom - 1.0).abs() > ALIKE {
        context.set_zoom_factor(wanted);
    }
}

/// Whether the pointer has moved just now; the window wakes to see when that is over.
fn has_moved(ui: &Ui) -> bool {
    let (rests, is_there) = ui.input(|input| {
        (input.pointer.time_since_last_movement(), input.pointer.latest_pos().is_some())
    });
    let has_moved = is_there && rests < STAYS;
    if has_moved {
        let left = std::time::Duration::from_secs_f32(STAYS - rests);
        ui.ctx().request_repaint_after(left);
    }
    has_moved
}

/// Tells screen readers what the room sees.
fn announce(state: &State, presenting: &Presenting, ui: &Ui, commands: &mut Vec<Command>) {
    let Some(shown) = state.current_tab() else { return };
    let words = if presenting.is_blank {
        "Presenting: the screen is blank".to_owned()
    } else {
        let place = format!("{} of {}", state.current + 1, state.desk.tabs.len());
        format!("Presenting {}, {place}: {}", shown.tab.label(), shown.tab.title())
    };
    let id = Id::unique("presenting");
    let rect = ui.max_rect();
    // A click steps on, as in every slide show.
    let stop = ui.interact(rect, id, Sense::click());
    stop.widget_info(|| WidgetInfo::labeled(egui::Role::Figure, true, &words));
    ui.ctx().accesskit_node_builder(id, |node| node.set_live(accesskit::Live::Polite));
    if stop.clicked() {
        commands.push(Command::Present(Present::Next));
    }
    if !stop.has_focus() {
        stop.request_focus();
    }
}
