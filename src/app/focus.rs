//! The keyboard's focus: the ring round what has it, and where it goes when a dialog opens or closes.

use egui::{
    Context, CornerRadius, EventFilter, Id, Key, ScrollArea, Sense, Stroke, StrokeKind, Ui,
};
use egui::{WidgetInfo, vec2};

use crate::style::{CONTROL_CORNER, Palette};

/// How far an arrow and a page key scroll, in points.
const SCROLLS: (f32, f32) = (40.0, 240.0);

/// Where the focus goes next.
#[derive(Default)]
pub struct Focus {
    /// What gets it as soon as nothing lies over the window.
    next: Option<Id>,
    /// What had it before a dialog opened.
    before: Option<Id>,
    had_dialog: bool,
}

impl Focus {
    /// Gives it to this widget, once nothing lies over the window.
    pub fn give_to(&mut self, id: Id) {
        self.next = Some(id);
    }

    /// To be called when the commands of a frame are carried out: a dialog that has opened takes the
    /// focus, one that has closed gives it back.
    pub fn settle(&mut self, has_dialog: bool, context: &Context) {
        let has_changed = has_dialog != self.had_dialog;
        self.had_dialog = has_dialog;
        match (has_dialog, has_changed) {
            (true, true) => {
                self.next = None;
                self.before = context.memory(egui::Memory::focused);
                if let Some(id) = self.before {
                    context.memory_mut(|memory| memory.surrender_focus(id));
                }
            }
            // In this frame the dialog still lay over everything, and would keep the focus.
            (false, true) => self.next = self.next.take().or_else(|| self.before.take()),
            (false, false) => {
                let Some(id) = self.next.take() else { return };
                context.memory_mut(|memory| memory.request_focus(id));
            }
            (true, false) => return,
        }
        context.request_repaint();
    }
}

/// Draws a ring round what has the focus, whatever it is.
pub fn ring(palette: &Palette, context: &Context) {
    let Some(id) = context.memory(egui::Memory::focused) else { return };
    let Some(response) = context.read_response(id) else { return };
    let around = response.interact_rect.expand(2.0);
    if !response.interact_rect.is_positive() {
        return;
    }
    let painter = context.layer_painter(response.layer_id).with_clip_rect(around.expand(3.0));
    let corner = CornerRadius::same(CONTROL_CORNER + 2);
    let line = Stroke::new(2.0, palette.accent);
    // What fills its part of the window has no room outside.
    painter.rect_stroke(around.intersect(context.content_rect()), corner, line, StrokeKind::Inside);
}

/// Whether the focus is moving in this frame: what is moved only by the pointer then stands aside.
pub fn is_moving(ui: &Ui) -> bool {
    let keys = [Key::Tab, Key::ArrowDown, Key::ArrowUp, Key::ArrowLeft, Key::ArrowRight];
    ui.input(|input| keys.iter().any(|key| input.key_pressed(*key)))
}

/// The stop of the keyboard that a part of the window with this name is.
pub fn stop_of(name: &str) -> Id {
    Id::unique(("stop", name))
}

/// A part of the window that scrolls: one stop of the keyboard, scrolled by arrows and page keys.
pub fn scrolled(name: &'static str, ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let id = stop_of(name);
    let rect = ui.available_rect_before_wrap();
    let stop = ui.interact(rect, id, Sense::focusable_noninteractive());
    stop.widget_info(|| WidgetInfo::labeled(egui::Role::ScrollView, true, name));
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let by = if stop.has_focus() { asked(ui) } else { 0.0 };
    ScrollArea::vertical().id_salt(name).auto_shrink([false, false]).show(ui, |ui| {
        if by != 0.0 {
            ui.scroll_with_delta(vec2(0.0, by));
        }
        content(ui);
    });
}

/// How far the keys ask to scroll, in points; down is negative.
fn asked(ui: &Ui) -> f32 {
    let (line, page) = SCROLLS;
    let by = [
        (Key::ArrowDown, -line),
        (Key::ArrowUp, line),
        (Key::PageDown, -page),
        (Key::PageUp, page),
        (Key::End, -f32::from(u16::MAX)),
        (Key::Home, f32::from(u16::MAX)),
    ];
    ui.input(|input| by.iter().filter(|(key, _)| input.key_pressed(*key)).map(|(_, by)| by).sum())
}
