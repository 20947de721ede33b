//! The inspector: all that is known of the selected mark, and where it comes from.

use std::collections::BTreeSet;

use egui::{Align, Frame, Layout, Margin, RichText, Stroke, Ui};

use super::{State, focus, said, widgets};
use crate::command::Command;
use crate::desk::Shown;
use crate::model::evidence::Claim;
use crate::model::mark::Field;
use crate::model::number::counted;
use crate::model::{Basis, Choice as _, Evidence, Goal, Judgement, Located, Mark, Verdict};
use crate::style::{Palette, Role};

/// Related marks listed at most.
const MOST_RELATED: usize = 10;
/// Statements shown at most: a sum may rest on thousands.
const MOST_STATEMENTS: usize = 40;
/// Values with more letters than this stand under their name instead of beside it.
const ONE_LINE: usize = 22;

/// Draws the inspector.
pub fn show(state: &State, palette: &Palette, ui: &mut Ui, commands: &mut Vec<Command>) {
    let Some(shown) = state.current_tab() else { return };
    let mark =
        state.selected().and_then(|key| shown.tab.marks().iter().find(|mark| mark.key == key));
    focus::scrolled("What is known of the mark", ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.spacing_mut().interact_size.y = 20.0;
        match mark {
            Some(mark) => {
                selected(mark, shown, palette, ui);
                related(mark, state, palette, (ui, commands));
            }
            None => nothing_selected(shown, palette, ui),
        }
    });
}

fn nothing_selected(shown: &Shown, palette: &Palette, ui: &mut Ui) {
    widgets::key("Inspector", palette, ui);
    ui.label("Select a mark to see its value, its footing and its place in the source.");
    let evidence = &shown.origin.evidence;
    if !evidence.judgements.is_empty() {
        widgets::key("Checks", palette, ui);
        for verdict in Verdict::ALL {
            let count = evidence.judgements.iter().filter(|j| j.verdict == *verdict).count();
            if count > 0 {
                row_of(&verdict.label(), &count.to_string(), palette, ui);
            }
        }
    }
    if !evidence.sources.is_empty() {
        widgets::key("Sources", palette, ui);
        for source in &evidence.sources {
            ui.label(format!("[{}] {}", source.id, source.title));
            small(&source.note, palette, ui);
        }
    }
    let caveats = evidence.caveats_of(&shown.tab.cited().records);
    if !caveats.is_empty() {
        widgets::key(&counted(caveats.len(), "caveat"), palette, ui);
        for caveat in caveats {
            quote(&caveat.text, palette, ui);
        }
    }
}

fn selected(mark: &Mark, shown: &Shown, palette: &Palette, ui: &mut Ui) {
    widgets::key("Selected mark", palette, ui);
    ui.label(RichText::new(&mark.label).font(Role::Heading.font()));
    let is_short = mark.value.chars().count() <= 14;
    let role = if is_short { Role::Big } else { Role::Strong };
    ui.label(RichText::new(&mark.value).font(role.font()));
    if !mark.exactly.is_empty() && mark.exactly != mark.value {
        small(&mark.exactly, palette, ui);
    }
    let evidence = &shown.origin.evidence;
    let records = shown.tab.cited().records_of(mark);
    let caveats = evidence.caveats_of(records);
    ui.horizontal_wrapped(|ui| {
        let basis = mark.basis();
        let colors = match basis {
            Basis::Stated => (palette.accent, palette.wash),
            Basis::Claimed => palette.care,
            Basis::Judged | Basis::Derived => (palette.ink, palette.hairline),
        };
        widgets::badge(basis.key(), colors, ui).on_hover_text(basis.meaning());
        if !caveats.is_empty() {
            widgets::badge(&counted(caveats.len(), "caveat"), palette.care, ui);
        }
    });
    let (absent, there): (Vec<&Field>, Vec<&Field>) =
        mark.fields.iter().partition(|field| field.value == "not stated");
    let rows = said::rows(mark, &there);
    if !rows.is_empty() {
        widgets::key("What the data says", palette, ui);
        for (name, value) in rows {
            row_of(&name, &value, palette, ui);
        }
    }
    if !absent.is_empty() {
        widgets::key("Not stated in the source", palette, ui);
        let names: Vec<&str> = absent.iter().map(|field| field.name).collect();
        ui.label(names.join(" · "));
    }
    let claims = evidence.claims_of(records);
    if !claims.is_empty() {
        widgets::key("Checks", palette, ui);
        for (claim, judgement) in claims {
            check(claim, judgement, palette, ui);
        }
    }
    widgets::key("Where it stands in the source", palette, ui);
    places(mark, shown, palette, ui);
    if !caveats.is_empty() {
        widgets::key("Read with care", palette, ui);
        for caveat in caveats {
            quote(&caveat.text, palette, ui);
        }
    }
}

/// A claim, what came of recomputing it, and the computation.
fn check(claim: &Claim, judgement: &Judgement, palette: &Palette, ui: &mut Ui) {
    ui.label(&claim.text);
    ui.horizontal_wrapped(|ui| {
        let verdict = judgement.verdict;
        widgets::badge(verdict.key(), widgets::verdict_colors(verdict, palette), ui);
    });
    for words in &judgement.words {
        small(words, palette, ui);
    }
    ui.add_space(4.0);
}

/// Marks of any tab that share a claim or a caveat with this one.
fn related(
    mark: &Mark,
    state: &State,
    palette: &Palette,
    (ui, commands): (&mut Ui, &mut Vec<Command>),
) {
    let Some(shown) = state.current_tab() else { return };
    let related = records_related(shown.tab.cited().records_of(mark), &shown.origin.evidence);
    let mut listed = 0;
    for other in &state.desk.tabs {
        let is_here = other.tab.name() == shown.tab.name();
        for candidate in other.tab.marks() {
            // A mark that stands for one record is that record; sums are reached from their parts.
            let [said] = candidate.statements() else { continue };
            if !related.contains(said.record().as_ref())
                || listed == MOST_RELATED
                || (is_here && candidate.key == mark.key)
            {
                continue;
            }
            if listed == 0 {
                widgets::key("Related marks", palette, ui);
            }
            listed += 1;
            let words = format!("{}: {}, {}", other.tab.label(), candidate.label, candidate.value);
            let link = ui.link(words);
            if link.gained_focus() {
                link.scroll_to_me(None);
            }
            if link.clicked() {
                commands.push(Command::GoTo(Goal::new(other.tab.name(), &candidate.key)));
            }
        }
    }
}

/// Records that stand in a claim or a caveat together with those of the mark.
fn records_related(own: &BTreeSet<String>, evidence: &Evidence) -> BTreeSet<String> {
    let claims = evidence.claims_of(own).into_iter().flat_map(|(_, judgement)| &judgement.records);
    let caveats = evidence.caveats_of(own).into_iter().flat_map(|caveat| &caveat.concerns);
    claims.chain(caveats).filter(|id| !own.contains(*id)).cloned().collect()
}

/// Each place once, with what the statements there say where the mark stands for several.
fn places(mark: &Mark, shown: &Shown, palette: &Palette, ui: &mut Ui) {
    if mark.statements().is_empty() {
        ui.label("Computed here; no single record stands behind it.");
    }
    let all = mark.statements();
    let listed = all.get(..MOST_STATEMENTS).unwrap_or(all);
    // What a mark of one statement shows is what the statement says.
    let is_one = all.len() == 1 && !mark.is_derived;
    for (place, statements) in said::by_place(listed) {
        provenance(&place, shown, palette, ui);
        if is_one {
            small(&said::line(&place), palette, ui);
            continue;
        }
        for statement in statements {
            ui.label(said::sentence(statement));
            small(&said::circumstances(statement), palette, ui);
        }
        ui.add_space(4.0);
    }
    let rest = all.len() - listed.len();
    if rest > 0 {
        ui.label(format!("and {}", counted(rest, "more statement")));
    }
}

fn provenance(place: &Located, shown: &Shown, palette: &Palette, ui: &mut Ui) {
    let text = place.full();
    let titles: Vec<&str> =
        place.sources.iter().map(|id| shown.origin.evidence.source_title(id)).collect();
    let response = ui.label(RichText::new(text).font(Role::Label.font()));
    if !titles.is_empty() {
        response.on_hover_text(titles.join("\n"));
    }
    small(&place.note, palette, ui);
    if !place.citations.is_empty() {
        // The marks refer to something; the source's note says whether it is there.
        for id in &place.sources {
            let note = shown.origin.evidence.sources.iter().find(|source| source.id == *id);
            small(note.map_or("", |source| &source.note), palette, ui);
        }
    }
}

fn row_of(name: &str, value: &str, palette: &Palette, ui: &mut Ui) {
    let name = RichText::new(name).font(Role::Caption.font()).color(palette.muted);
    let is_absent = matches!(value, "not stated" | "undisclosed");
    let color = if is_absent { palette.faint } else { palette.ink };
    let text = RichText::new(value).font(Role::Label.font()).color(color);
    if value.chars().count() <= ONE_LINE {
        ui.horizontal(|ui| {
            ui.label(name);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(text));
        });
    } else {
        ui.label(name);
        ui.label(text);
    }
    let (rect, _) =
        ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, palette.hairline));
}

fn small(text: &str, palette: &Palette, ui: &mut Ui) {
    if !text.is_empty() {
        ui.label(RichText::new(text).font(Role::Caption.font()).color(palette.muted));
    }
}

/// A caveat, with a bar in the colour of care at its left.
fn quote(text: &str, palette: &Palette, ui: &mut Ui) {
    let frame = Frame::new().inner_margin(Margin { left: 12, right: 0, top: 2, bottom: 2 });
    let rect = frame.show(ui, |ui| ui.label(text)).response.rect;
    let line = Stroke::new(3.0, palette.partial);
    ui.painter().vline(rect.left() + 2.0, rect.y_range(), line);
}
