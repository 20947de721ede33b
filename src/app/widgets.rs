//! Controls shared by the parts of the window.

use egui::{
    Color32, ComboBox, CornerRadius, EventFilter, Id, Key, Margin, Modifiers, Response, RichText,
    Sense, Stroke, TextStyle, Ui, WidgetInfo, vec2,
};

use crate::command::{self, Command};
use crate::model::{Setting, Sight, Verdict};
use crate::paint::stage;
use crate::style::{CONTROL_CORNER, HIT, Palette, Role};
use crate::tab::Tab;

/// A filter with more choices than this opens as a list.
const MOST_SEGMENTS: usize = 5;

/// Width of a list, in points.
const LIST: f32 = 180.0;

/// The settings of a tab: a row of segments each, or a list where there are many choices.
pub fn settings(tab: &dyn Tab, palette: &Palette, ui: &mut Ui, commands: &mut Vec<Command>) {
    for setting in tab.settings() {
        if setting.choices.len() < 2 {
            continue;
        }
        let is_long = setting.choices.iter().any(|(_, label)| label.chars().count() > 28);
        let chosen = if setting.choices.len() > MOST_SEGMENTS || is_long {
            list(setting, ui)
        } else {
            segments(&setting.choices, &setting.current, palette, ui)
        };
        if let Some(value) = chosen {
            commands.push(Command::Set { key: setting.key, value });
        }
    }
    let is_cut = |setting: &Setting| setting.form.is_some() && setting.current != "all";
    if tab.settings().iter().any(is_cut) {
        button("Show all of it", &Command::see(Sight::default()), ui, commands);
    }
}

/// The switch between chart and table.
pub fn chart_or_table(is_table: bool, palette: &Palette, ui: &mut Ui, commands: &mut Vec<Command>) {
    let choices = [("chart", "Chart"), ("table", "Table")]
        .map(|(key, label)| (key.to_owned(), label.to_owned()));
    let current = if is_table { "table" } else { "chart" };
    if segments(&choices, current, palette, ui).is_some() {
        commands.push(Command::ToggleTable);
    }
}

/// Choices side by side in one frame. Returns the key of a choice that is not the current one.
pub fn segments(
    choices: &[(String, String)],
    current: &str,
    palette: &Palette,
    ui: &mut Ui,
) -> Option<String> {
    let width: f32 = choices.iter().map(|(_, label)| segment_width(label, ui) + 1.0).sum();
    if ui.available_size_before_wrap().x < width && ui.layout().main_wrap() {
        ui.end_row();
    }
    let framed = frame(palette).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(1.0, 0.0);
        ui.horizontal(|ui| picked(choices, current, palette, ui)).inner
    });
    framed.inner
}

/// The same in as many lines as they need, over the whole width.
pub fn segments_in_lines(
    choices: &[(String, String)],
    current: &str,
    palette: &Palette,
    ui: &mut Ui,
) -> Option<String> {
    let framed = frame(palette).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(1.0, 1.0);
        ui.horizontal_wrapped(|ui| picked(choices, current, palette, ui)).inner
    });
    framed.inner
}

fn frame(palette: &Palette) -> egui::Frame {
    egui::Frame::new()
        .stroke(Stroke::new(1.0, palette.hairline))
        .corner_radius(CornerRadius::same(CONTROL_CORNER))
}

fn picked(
    choices: &[(String, String)],
    current: &str,
    palette: &Palette,
    ui: &mut Ui,
) -> Option<String> {
    let mut chosen = None;
    for (key, label) in choices {
        let is_current = key == current;
        if segment(label, is_current, palette, ui).clicked() && !is_current {
            chosen = Some(key.clone());
        }
    }
    chosen
}

/// Space on either side of a segment's words.
const SEGMENT_PADDING: f32 = 12.0;

fn segment_width(label: &str, ui: &Ui) -> f32 {
    let style = (Role::Label, Color32::TRANSPARENT);
    stage::layout(ui.painter(), label, style, (f32::INFINITY, 1)).size().x + 2.0 * SEGMENT_PADDING
}

/// A button that stays down while its choice is the current one.
pub fn segment(label: &str, is_current: bool, palette: &Palette, ui: &mut Ui) -> Response {
    let color = if is_current { palette.accent } else { palette.ink };
    let style = (Role::Label, color);
    let galley = stage::layout(ui.painter(), label, style, (f32::INFINITY, 1));
    let size = vec2(galley.size().x + 2.0 * SEGMENT_PADDING, HIT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let label = label.to_owned();
    response.widget_info(move || {
        let mut info = WidgetInfo::labeled(egui::Role::Button, true, label.clone());
        info.selected = Some(is_current);
        info
    });
    let fill = match (is_current, response.hovered()) {
        (true, _) => palette.wash,
        (false, true) => palette.panel,
        (false, false) => Color32::TRANSPARENT,
    };
    let corner = CornerRadius::same(CONTROL_CORNER);
    ui.painter().rect_filled(rect, corner, fill);
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, color);
    response
}

fn list(setting: &Setting, ui: &mut Ui) -> Option<String> {
    if ui.available_size_before_wrap().x < LIST && ui.layout().main_wrap() {
        ui.end_row();
    }
    let Setting { key, label, choices, current, .. } = setting;
    choose((key, LIST), label, (choices, current), ui)
}

/// A list of choices, each a key and its words. Returns the key of a choice that is not the current
/// one. `name` tells it from other lists.
pub fn choose(
    (name, width): (impl std::hash::Hash + std::fmt::Debug + Copy, f32),
    label: &str,
    (choices, current): (&[(String, String)], &str),
    ui: &mut Ui,
) -> Option<String> {
    let mut chosen = None;
    let shown = choices.iter().find(|(key, _)| key == current).map_or(current, |(_, words)| words);
    let id = Id::unique(("list", name));
    let was_open: bool = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let list = ComboBox::from_id_salt(name).selected_text(shown).width(width);
    let list = list.show_ui(ui, |ui| {
        let lines: Vec<Response> =
            choices.iter().map(|(key, words)| ui.selectable_label(key == current, words)).collect();
        let at = choices.iter().position(|(key, _)| key == current);
        walk_lines(&lines, (!was_open).then_some(at.unwrap_or(0)), ui);
        let picked = lines.iter().position(Response::clicked).and_then(|at| choices.get(at));
        if picked.is_some() {
            // A key that picks does not close the list, a click does.
            ui.close();
        }
        chosen = picked.map(|(key, _)| key.clone()).filter(|key| key != current);
    });
    let is_open = ComboBox::is_open(ui.ctx(), list.response.id);
    ui.data_mut(|data| data.insert_temp(id, is_open));
    if was_open && !is_open {
        list.response.request_focus();
    }
    if list.response.gained_focus() {
        // Its neighbours in a list that scrolls come into sight, so that Tab can go on to them.
        let rect = list.response.rect;
        ui.scroll_to_rect(rect.expand2(vec2(0.0, rect.height())), None);
    }
    list.response.widget_info(|| {
        WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{label}: {shown}"))
    });
    chosen
}

/// Moves the focus among the lines of an open list; a list that has just opened gives it to the line
/// `first`. Tab leaves the list as it is and closes it.
fn walk_lines(lines: &[Response], first: Option<usize>, ui: &Ui) {
    let at = lines.iter().position(Response::has_focus);
    let (is_down, is_up, is_tab) = ui.input_mut(|input| {
        let mut key = |key| input.consume_key(Modifiers::NONE, key);
        (key(Key::ArrowDown), key(Key::ArrowUp), key(Key::Tab))
    });
    let next = match (first, at) {
        (Some(first), _) => Some(first),
        (None, Some(at)) if is_down => Some((at + 1).min(lines.len().saturating_sub(1))),
        (None, Some(at)) if is_up => Some(at.saturating_sub(1)),
        (None, None) if is_down => Some(0),
        _ => None,
    };
    if let Some(line) = next.and_then(|next| lines.get(next)) {
        line.request_focus();
        line.scroll_to_me(None);
    }
    let filter = EventFilter { tab: true, vertical_arrows: true, ..EventFilter::default() };
    for line in lines {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(line.id, filter));
    }
    if is_tab {
        ui.close();
    }
}

/// Width of a button with these words.
pub fn button_width(label: &str, ui: &Ui) -> f32 {
    let font = TextStyle::Button.resolve(ui.style());
    let words = ui.painter().layout_no_wrap(label.to_owned(), font, Color32::TRANSPARENT);
    words.size().x + 2.0 * ui.spacing().button_padding.x
}

/// A button with its key in the tooltip.
pub fn button(label: &str, does: &Command, ui: &mut Ui, commands: &mut Vec<Command>) {
    let response = with_key(ui.button(label), label, does);
    if response.clicked() {
        commands.push(does.clone());
    }
}

/// The button that the user most likely wants.
pub fn primary(
    label: &str,
    does: &Command,
    palette: &Palette,
    ui: &mut Ui,
    commands: &mut Vec<Command>,
) -> Response {
    let text = RichText::new(label).color(palette.on_accent);
    let button = egui::Button::new(text).fill(palette.accent).stroke(Stroke::NONE);
    let response = with_key(ui.add(button), label, does);
    if response.clicked() {
        commands.push(does.clone());
    }
    response
}

fn with_key(response: Response, label: &str, does: &Command) -> Response {
    match command::key_of(does) {
        Some(key) => response.on_hover_text(format!("{label} ({key})")),
        None => response,
    }
}

/// A small rounded label.
pub fn badge(text: &str, (ink, fill): (Color32, Color32), ui: &mut Ui) -> Response {
    egui::Frame::new()
        .fill(fill)
        .corner_radius(4)
        .inner_margin(Margin::symmetric(7, 2))
        .show(ui, |ui| ui.label(RichText::new(text).font(Role::Head.font()).color(ink)))
        .response
}

/// Text and background of a verdict.
pub fn verdict_colors(verdict: Verdict, palette: &Palette) -> (Color32, Color32) {
    match verdict {
        Verdict::Holds | Verdict::ByRounding => palette.good,
        Verdict::Roughly | Verdict::CannotBeChecked => palette.care,
        Verdict::NotComparable | Verdict::DoesNotHold => palette.bad,
        Verdict::Derived => (palette.ink, palette.hairline),
    }
}

/// Letter-spaced capitals over a section.
pub fn key(text: &str, palette: &Palette, ui: &mut Ui) -> Response {
    ui.add_space(crate::style::GRID);
    let text = RichText::new(text.to_uppercase()).font(Role::Key.font()).color(palette.muted);
    ui.label(text.extra_letter_spacing(Role::Key.letter_spacing()))
}
