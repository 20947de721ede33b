//! Draws the export dialog: the picture as it will be at the left, what can be chosen at the right.

use egui::{
    Align, Color32, CornerRadius, Id, Layout, Modal, ProgressBar, Rect, RichText, ScrollArea,
    Sense, Stroke, StrokeKind, TextEdit, Theme, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::{Export, Key};
use crate::app::State;
use crate::app::dialogs::{Dialog, has_no_focus};
use crate::app::widgets::{self, segments_in_lines};
use crate::command::{Command, Pick};
use crate::export::Between;
use crate::export::preset::{Format, Preset, Text};
use crate::figure::Part;
use crate::model::Choice;
use crate::style::{CARD_CORNER, GRID, Palette, Role};

/// Width of the part with what can be chosen, and the margin in it.
const COLUMN: f32 = 336.0;
const MARGIN: f32 = 24.0;
/// Margin round the picture.
const AROUND: f32 = 44.0;
/// Height of the buttons below, and of the name of the file above them.
const FOOT: f32 = 40.0;
const FILE: f32 = 58.0;
/// The dialog takes this share of the window, within these sizes.
const SHARE: Vec2 = vec2(0.74, 0.8);
const SMALLEST: Vec2 = vec2(976.0, 592.0);
const LARGEST: Vec2 = vec2(1560.0, 1000.0);
/// The sizes by which previews grow, in pixels: not every size of a window has a picture of its own.
const STEP: f32 = 32.0;

/// Draws the dialog, where it is the export dialog.
pub fn show(state: &mut State, palette: &Palette, ui: &Ui, commands: &mut Vec<Command>) {
    let Some(Dialog::Export(mut export)) = state.dialog.take() else { return };
    let room = ui.ctx().content_rect().size();
    let size = (room * SHARE).clamp(SMALLEST, LARGEST).min(room - Vec2::splat(24.0));
    let frame = egui::Frame::window(ui.style()).inner_margin(0);
    let modal = Modal::new(Id::unique("dialog")).frame(frame).show(ui.ctx(), |ui| {
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let (left, right) = rect.split_left_right_at_x(rect.right() - COLUMN);
        let mut column = ui.new_child(UiBuilder::new().id_salt("column").max_rect(right));
        chosen(&mut export, state, palette, (&mut column, commands));
        let mut pane = ui.new_child(UiBuilder::new().id_salt("pane").max_rect(left));
        picture(&mut export, state, palette, &mut pane);
    });
    if modal.backdrop_response.clicked() {
        commands.push(Command::CloseDialog);
    }
    state.dialog = Some(Dialog::Export(export));
}

/// What can be chosen, and the buttons below it.
fn chosen(
    export: &mut Export,
    state: &State,
    palette: &Palette,
    (ui, commands): (&mut Ui, &mut Vec<Command>),
) {
    let inner = ui.max_rect().shrink2(vec2(MARGIN, MARGIN - GRID));
    let told = export.error.as_ref().or(export.note.as_ref());
    let told = told.map_or(0.0, |words| height(words, inner.width(), ui));
    let (above, below) = inner.split_top_bottom_at_y(inner.bottom() - FOOT - told - FILE);
    let (named, below) = below.split_top_bottom_at_y(below.top() + FILE);
    let mut top = ui.new_child(UiBuilder::new().id_salt("chosen").max_rect(above));
    let before = (export.wish.is_deck, export.wish.format);
    ScrollArea::vertical().auto_shrink(false).show(&mut top, |ui| {
        ui.add_enabled_ui(export.progress.is_none(), |ui| {
            ui.label(RichText::new("Export").font(Role::Heading.font()));
            settings(export, palette, (ui, commands));
        });
    });
    if before != (export.wish.is_deck, export.wish.format) {
        export.suggest(&state.desk, state.current);
    }
    let mut name = ui.new_child(UiBuilder::new().id_salt("name").max_rect(named));
    name.add_enabled_ui(export.progress.is_none(), |ui| {
        file(export, state.is_picking(), palette, (ui, commands));
    });
    let mut foot = ui.new_child(UiBuilder::new().id_salt("foot").max_rect(below));
    foot.with_layout(Layout::bottom_up(Align::Min), |ui| {
        buttons(export, state, palette, (ui, commands));
        let (words, color) = match (&export.error, &export.note) {
            (Some(words), _) => (words, palette.bad.0),
            (None, Some(words)) => (words, palette.good.0),
            (None, None) => return,
        };
        ui.label(RichText::new(words).font(Role::Caption.font()).color(color));
    });
}

/// Height of words in as many lines as they need.
fn height(words: &str, width: f32, ui: &Ui) -> f32 {
    let (words, font) = (words.to_owned(), Role::Caption.font());
    let galley = ui.painter().layout(words, font, Color32::PLACEHOLDER, width);
    galley.size().y + GRID / 2.0
}

fn settings(export: &mut Export, palette: &Palette, (ui, commands): (&mut Ui, &mut Vec<Command>)) {
    let wish = &mut export.wish;
    widgets::key("What", palette, ui);
    let whats = pairs([("tab", "This tab"), ("deck", "All tabs, as a deck")]);
    if let Some(what) =
        segments_in_lines(&whats, if wish.is_deck { "deck" } else { "tab" }, palette, ui)
    {
        wish.is_deck = what == "deck";
    }
    pick("Format", &mut wish.format, Format::ALL, palette, ui);
    if wish.format.has_page() {
        size(export, palette, ui);
        let wish = &mut export.wish;
        if wish.format.has_scale() {
            widgets::key("Scale", palette, ui);
            let scales: Vec<_> = (1..=4).map(|n: u32| (n.to_string(), format!("{n}×"))).collect();
            if let Some(scale) = segments_in_lines(&scales, &wish.scale.to_string(), palette, ui) {
                wish.scale = scale.parse().unwrap_or(wish.scale);
            }
        }
        if wish.format.has_text() {
            pick("Text", &mut wish.text, Text::ALL, palette, ui);
        }
        let words = pixels(export, ui.ctx().theme());
        ui.label(RichText::new(words).font(Role::Caption.font()).color(palette.muted));
        look(export, palette, ui);
        include(export, palette, ui);
    }
    widgets::key("Data of this tab", palette, ui);
    ui.horizontal(|ui| {
        widgets::button("Copy as table", &Command::CopyData(Between::Tabs), ui, commands);
        widgets::button("Copy as CSV", &Command::CopyData(Between::Commas), ui, commands);
    });
}

fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs.map(|(key, label)| (key.to_owned(), label.to_owned())).to_vec()
}

fn pick<C: Choice>(label: &str, current: &mut C, all: &[C], palette: &Palette, ui: &mut Ui) {
    widgets::key(label, palette, ui);
    let choices: Vec<_> = all.iter().map(|c| (c.key().to_owned(), c.label())).collect();
    if let Some(chosen) =
        segments_in_lines(&choices, current.key(), palette, ui).and_then(|k| C::from_key(&k))
    {
        *current = chosen;
    }
}

/// How many pixels there will be: `3840 × 2160 pixels`; empty where the size cannot be.
fn pixels(export: &Export, theme: Theme) -> String {
    let wish = &export.wish;
    let scale = if wish.format.has_scale() { wish.scale } else { 1 };
    let noun = if wish.format.has_scale() { "pixels" } else { "points" };
    let words = |page: crate::export::preset::Page| {
        format!("{} × {} {noun}", page.width * scale, page.height * scale)
    };
    wish.page(theme).map(words).unwrap_or_default()
}

/// Ready sizes, and one of the user's own.
fn size(export: &mut Export, palette: &Palette, ui: &mut Ui) {
    let wish = &mut export.wish;
    widgets::key("Size", palette, ui);
    let mut sizes: Vec<_> = Preset::ALL.iter().map(|p| (p.key().to_owned(), p.label())).collect();
    sizes.push(("custom".to_owned(), "Custom".to_owned()));
    let current = wish.preset.map_or("custom", Preset::key);
    if let Some(chosen) = segments_in_lines(&sizes, current, palette, ui) {
        wish.preset = Preset::from_key(&chosen);
    }
    if wish.preset.is_some() {
        return;
    }
    ui.horizontal(|ui| {
        let [width, height] = &mut wish.own;
        for (name, side, after) in [("Width", width, "×"), ("Height", height, "points")] {
            let edit = TextEdit::singleline(side).desired_width(64.0);
            let response = ui.add(edit);
            let value = side.clone();
            response.widget_info(move || {
                let mut info = WidgetInfo::text_edit(true, value.clone(), value.clone(), "");
                info.label = Some(name.to_owned());
                info
            });
            ui.label(after);
        }
    });
    if let Err(words) = wish.request(ui.ctx().theme())
        && export.error.as_ref() != Some(&words)
    {
        ui.label(RichText::new(words).font(Role::Caption.font()).color(palette.bad.0));
    }
}

fn look(export: &mut Export, palette: &Palette, ui: &mut Ui) {
    let wish = &mut export.wish;
    widgets::key("Look", palette, ui);
    let looks = pairs([("light", "Light"), ("dark", "Dark"), ("transparent", "Transparent")]);
    let current = match (wish.is_transparent, wish.theme.unwrap_or_else(|| ui.ctx().theme())) {
        (true, _) => "transparent",
        (false, Theme::Light) => "light",
        (false, Theme::Dark) => "dark",
    };
    match segments_in_lines(&looks, current, palette, ui).as_deref() {
        Some("transparent") => wish.is_transparent = true,
        Some(theme) => {
            let theme = if theme == "dark" { Theme::Dark } else { Theme::Light };
            (wish.is_transparent, wish.theme) = (false, Some(theme));
        }
        None => {}
    }
}

/// Which parts of the figure there are.
fn include(export: &mut Export, palette: &Palette, ui: &mut Ui) {
    widgets::key("Include", palette, ui);
    let parts = &mut export.wish.parts;
    ui.horizontal_wrapped(|ui| {
        // An empty box must be seen too.
        let boxes = &mut ui.visuals_mut().widgets;
        for visuals in [&mut boxes.inactive, &mut boxes.hovered, &mut boxes.active] {
            visuals.bg_stroke = Stroke::new(1.0, palette.muted);
            visuals.bg_fill = palette.canvas;
        }
        for part in Part::ALL {
            let mut is_shown = parts.has(*part);
            if ui.checkbox(&mut is_shown, part.label()).changed() {
                parts.set(*part, is_shown);
            }
        }
    });
    if !parts.has(Part::Source) {
        let words = "The figure will not show where its numbers come from.";
        ui.label(RichText::new(words).font(Role::Caption.font()).color(palette.care.0));
    }
}

/// The file or folder to write.
fn file(
    export: &mut Export,
    is_picking: bool,
    palette: &Palette,
    (ui, commands): (&mut Ui, &mut Vec<Command>),
) {
    let name = if export.wish.is_one_file() { "File" } else { "Folder" };
    let label = widgets::key(name, palette, ui).id;
    ui.horizontal(|ui| {
        let beside = widgets::button_width("Save here", ui) + 1.5 * GRID;
        let width = ui.available_width() - beside;
        let edit = TextEdit::singleline(&mut export.path).desired_width(width);
        let response = ui.add(edit).labelled_by(label);
        let is_entered = ui.input(|input| input.key_pressed(egui::Key::Enter));
        if response.lost_focus() && is_entered {
            commands.push(Command::Export);
        }
        if response.changed() {
            export.error = None;
        }
        if has_no_focus(ui) {
            response.request_focus();
        }
        ui.add_enabled_ui(!is_picking, |ui| {
            widgets::button("Save here", &Command::Export, ui, commands);
        });
    });
}

/// Copy, copy the command, save; while it is written, how far that is.
fn buttons(
    export: &Export,
    state: &State,
    palette: &Palette,
    (ui, commands): (&mut Ui, &mut Vec<Command>),
) {
    ui.horizontal(|ui| {
        if let Some(progress) = &export.progress {
            let (done, total) = progress.figures();
            let words = format!("{done} of {total}");
            let bar = ProgressBar::new(done as f32 / total.max(1) as f32).text(words);
            ui.add(bar.desired_width(ui.available_width() - 90.0));
            widgets::button("Cancel", &Command::CancelExport, ui, commands);
            return;
        }
        if export.wish.format.has_page() {
            widgets::button("Copy", &Command::CopyFigure, ui, commands);
        }
        widgets::button("Copy command", &Command::CopyLine, ui, commands);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let pick = if export.wish.is_one_file() { Pick::Target } else { Pick::TargetFolder };
            ui.add_enabled_ui(!state.is_picking(), |ui| {
                widgets::primary("Save…", &Command::Browse(pick), palette, ui, commands);
            });
        });
    });
}

/// The picture, as large as there is room; in a deck, with buttons to go through it.
fn picture(export: &mut Export, state: &State, palette: &Palette, ui: &mut Ui) {
    let whole = ui.max_rect();
    let corner = CornerRadius { nw: CARD_CORNER, sw: CARD_CORNER, ..CornerRadius::ZERO };
    ui.painter().rect_filled(whole, corner, palette.panel);
    let last = state.desk.tabs.len().saturating_sub(1);
    if !export.wish.is_deck {
        export.at = state.current;
    }
    let Some(shown) = state.desk.tabs.get(export.at) else { return };
    let page = export.wish.page(ui.ctx().theme()).ok().filter(|_| export.wish.format.has_page());
    let Some(page) = page else {
        let words = "The records behind the figure, a row for each, with their sources. There is \
                     no picture of this.";
        let text = RichText::new(words).color(palette.muted);
        ui.put(whole.shrink(AROUND), egui::Label::new(text).wrap());
        return;
    };
    let room = whole.shrink(AROUND);
    let points = vec2(page.width as f32, page.height as f32);
    let size = points * (room.width() / points.x).min(room.height() / points.y);
    let rect = Rect::from_center_size(room.center(), size);
    let pixels = (rect.width() * ui.ctx().pixels_per_point() / STEP).ceil() * STEP;
    let key = Key::of(shown, page, (pixels as u32).max(STEP as u32));
    let alt = format!("Preview of {}: {}", shown.tab.label(), shown.tab.title());
    let response = ui.interact(rect, Id::unique("preview"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &alt));
    let canvas = crate::style::palette(page.theme);
    let behind = if page.is_transparent { canvas.panel } else { canvas.canvas };
    ui.painter().rect_filled(rect, 0.0, behind);
    export.preview.load(ui.ctx());
    if let Some(picture) = export.preview.picture(&key) {
        // A picture of other proportions stands in its own while the new one is drawn.
        let of = picture.size_vec2();
        let size = of * (rect.width() / of.x).min(rect.height() / of.y);
        let at = Rect::from_center_size(rect.center(), size);
        let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter().image(picture.id(), at, all, Color32::WHITE);
    }
    let line = Stroke::new(1.0, palette.hairline);
    ui.painter().rect_stroke(rect, 0.0, line, StrokeKind::Outside);
    if export.preview.ask(&key) {
        state.jobs.preview(shown.share(), key);
    }
    if export.wish.is_deck {
        let row = Rect::from_min_max(pos2(whole.left(), whole.bottom() - 40.0), whole.max);
        let mut row = ui.new_child(UiBuilder::new().max_rect(row.shrink2(vec2(AROUND, 0.0))));
        row.horizontal(|ui| {
            let before = ui.add_enabled(export.at > 0, egui::Button::new("Previous figure"));
            let after = ui.add_enabled(export.at < last, egui::Button::new("Next figure"));
            let has_more = export.wish.format.holds_several();
            let besides =
                if has_more { "; contents, sources, claims and caveats are added" } else { "" };
            let words = format!("Figure {} of {}{besides}", export.at + 1, last + 1);
            ui.add(egui::Label::new(&words).truncate()).on_hover_text(&words);
            let step = usize::from(after.clicked());
            export.at = (export.at + step).saturating_sub(usize::from(before.clicked())).min(last);
        });
    }
}
