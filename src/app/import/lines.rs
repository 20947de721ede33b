//! A long list of lines with a head: only those in sight are drawn.

use egui::{
    Align, Id, Layout, Rect, Response, RichText, Sense, TextWrapMode, Ui, UiBuilder, pos2, vec2,
};

use crate::app::focus;
use crate::style::{GRID, Palette, Role};

/// Height of a line, in points.
pub const LINE: f32 = 36.0;
/// Height of the head.
const HEAD: f32 = 24.0;

/// A column of the list: its head, and its share of the width.
pub type Column = (&'static str, f32);

/// Draws a head and as many lines as there are; `cell` draws a cell, by line and column. The list is
/// one stop of the keyboard, which scrolls it; what stands in its lines are others.
pub fn show(
    name: &'static str,
    columns: &[Column],
    count: usize,
    (palette, ui): (&Palette, &mut Ui),
    mut cell: impl FnMut(&mut Ui, usize, usize),
) {
    let room = ui.available_rect_before_wrap();
    let bar = ui.spacing().scroll.allocated_width() + GRID;
    let head = Rect::from_min_size(room.min, vec2(room.width() - bar, HEAD));
    for (index, (words, _)) in columns.iter().enumerate() {
        let mut part = cell_ui(ui, (name, usize::MAX, index), at(columns, index, head));
        let words = RichText::new(words.to_uppercase()).font(Role::Key.font()).color(palette.muted);
        part.label(words.extra_letter_spacing(Role::Key.letter_spacing()));
    }
    ui.painter().hline(room.x_range(), head.bottom(), (1.0, palette.hairline));
    let below_head = Rect::from_min_max(pos2(room.left(), head.bottom()), room.max);
    let mut body = ui.new_child(UiBuilder::new().id_salt(name).max_rect(below_head));
    focus::scrolled(name, &mut body, |ui| {
        let size = vec2(ui.available_width() - GRID, LINE * count as f32);
        let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
        let sight = ui.clip_rect();
        let first = ((sight.top() - whole.top()) / LINE).floor().max(0.0) as usize;
        let after = ((sight.bottom() - whole.top()) / LINE).ceil().max(0.0) as usize;
        for line in first..after.min(count) {
            let top = whole.top() + line as f32 * LINE;
            let rect = Rect::from_min_size(pos2(whole.left(), top), vec2(whole.width(), LINE));
            for index in 0..columns.len() {
                let mut part = cell_ui(ui, (name, line, index), at(columns, index, rect));
                cell(&mut part, line, index);
            }
            ui.painter().hline(rect.x_range(), rect.bottom(), (1.0, palette.hairline));
        }
    });
}

/// The place of a cell in its line.
fn at(columns: &[Column], index: usize, line: Rect) -> Rect {
    let share = |to: usize| columns.iter().take(to).map(|(_, share)| share).sum::<f32>();
    let (left, right) = (share(index) * line.width(), share(index + 1) * line.width());
    let x = line.left() + left..=line.left() + right - GRID;
    Rect::from_x_y_ranges(x, line.y_range())
}

fn cell_ui(ui: &mut Ui, name: (&str, usize, usize), rect: Rect) -> Ui {
    let layout = Layout::left_to_right(Align::Center);
    // Known by its place in the list, wherever that is scrolled to.
    let builder = UiBuilder::new().scope_id(Id::unique(name)).max_rect(rect).layout(layout);
    let mut part = ui.new_child(builder);
    part.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
    part
}

/// Brings the neighbours of what has just got the focus into sight, so that Tab can go on to them.
pub fn keep_in_sight(response: &Response, ui: &Ui) {
    if response.gained_focus() {
        ui.scroll_to_rect(response.rect.expand2(vec2(0.0, LINE)), None);
    }
}

/// Words in a cell, in full where the pointer rests on them.
pub fn words(text: &str, color: egui::Color32, ui: &mut Ui) -> Response {
    let label = RichText::new(text).font(Role::Label.font()).color(color);
    ui.add(egui::Label::new(label).truncate().selectable(false)).on_hover_text(text)
}
