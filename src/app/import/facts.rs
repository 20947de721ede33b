//! What kind of file it is, and the choices about it as a whole.

use std::sync::Arc;

use egui::{RichText, Ui};

use super::Review;
use crate::app::widgets;
use crate::command::Command;
use crate::load::TableSpec;
use crate::load::decision::Decision;
use crate::load::import::Import;
use crate::load::synonyms::rows_of;
use crate::model::number::counted;
use crate::review;
use crate::style::{Palette, Role};

/// Width of a choice, in points.
const WIDE: f32 = 220.0;
const NARROW: f32 = 170.0;

/// Encodings that a user may choose, by their WHATWG names.
const ENCODINGS: [&str; 14] = [
    "utf-8",
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "iso-8859-2",
    "iso-8859-15",
    "macintosh",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "utf-16le",
    "utf-16be",
];

/// Draws them.
pub fn show(review: &mut Review, palette: &Palette, (ui, commands): (&mut Ui, &mut Vec<Command>)) {
    let Some(import) = review.import() else { return };
    let caption =
        |text: String| RichText::new(text).font(Role::Caption.font()).color(palette.muted);
    ui.horizontal(|ui| {
        ui.label(caption(words(import)));
        doubt(import, palette, ui);
    });
    let mut file = None;
    ui.horizontal(|ui| {
        if review.result.imports.len() > 1 {
            file = choose_file(review, ui);
            // A part of an archive comes and goes with the others.
            let of_file = |other: &&Import| Arc::ptr_eq(&other.file, &import.file);
            if review.result.imports.iter().filter(of_file).count() == 1 {
                let decide = Command::Decide(review.file, Decision::LeaveOut);
                // While the files are read again, this one may be another by then.
                ui.add_enabled_ui(!review.is_reading, |ui| {
                    widgets::button("Leave out", &decide, ui, commands);
                });
            }
        }
        let mut decide = |decision| commands.push(Command::Decide(review.file, decision));
        if let Some(table) = choose_table(import, &review.specs, ui) {
            decide(Decision::Table(table));
        }
        let encoding = import.sheet.facts.encoding.as_ref().filter(|_| !import.is_pasted());
        if let Some(encoding) = encoding
            && let Some(chosen) =
                choose_encoding(encoding, import.sheet.facts.is_encoding_guessed, ui)
        {
            decide(Decision::Encoding(chosen));
        }
        let sheets = &import.sheet.facts.sheets;
        if sheets.len() > 1 {
            let current = import.sheet.facts.part.as_deref().unwrap_or_default();
            let choices: Vec<_> =
                sheets.iter().map(|name| (name.clone(), format!("sheet {name}"))).collect();
            let chosen = widgets::choose(("sheet", NARROW), "Sheet", (&choices, current), ui);
            if let Some(sheet) = chosen {
                decide(Decision::Sheet(sheet));
            }
        }
    });
    if let Some(file) = file {
        review.file = file;
    }
}

/// The first thing that is doubtful about the file, so that the user sees why they are asked.
fn doubt(import: &Import, palette: &Palette, ui: &mut Ui) {
    let doubted = import.recognised().filter(|_| !import.is_accepted);
    let Some([first, rest @ ..]) = doubted.map(|found| found.doubts.as_slice()) else { return };
    let more = match rest.len() {
        0 => String::new(),
        more => format!(" (and {} in the notes)", counted(more, "more doubt")),
    };
    let words = format!("{first}{more}");
    let text = RichText::new(&words).font(Role::Caption.font()).color(palette.care.0);
    ui.add(egui::Label::new(text).truncate()).on_hover_text(&words);
}

/// `3,044 rows · 10 columns · comma · header on line 1`.
fn words(import: &Import) -> String {
    let facts = &import.sheet.facts;
    let mut words = vec![
        counted(import.sheet.grid.rows(), "row"),
        counted(import.sheet.headings.len(), "column"),
    ];
    match facts.delimiter {
        Some(',') => words.push("comma".to_owned()),
        Some(';') => words.push("semicolon".to_owned()),
        Some('\t') => words.push("tabs".to_owned()),
        Some('|') => words.push("bars".to_owned()),
        Some(sign) => words.push(format!("“{sign}” between cells")),
        None => words.push(facts.format.name().to_owned()),
    }
    if facts.encoding.is_some() && facts.is_encoding_guessed {
        words.push("encoding detected".to_owned());
    }
    match facts.header_line {
        Some(line) => words.push(format!("header on line {line}")),
        None if facts.format.names_columns() => {}
        None => words.push("no header".to_owned()),
    }
    if facts.preamble > 0 {
        words.push(format!("{} before it left out", counted(facts.preamble as usize, "line")));
    }
    words.join(" · ")
}

/// The files that are loaded together, each with how many of its rows cannot be read.
fn choose_file(review: &Review, ui: &mut Ui) -> Option<usize> {
    let files = review.result.imports.iter().zip(&review.result.files);
    let words = |(at, (import, told)): (usize, (&Import, &review::FileTold))| {
        let rejected = match told.rejected {
            0 => String::new(),
            rows => format!(" ({} rejected)", crate::model::number::grouped(rows as f64)),
        };
        let of = review.result.imports.len();
        (at.to_string(), format!("{} of {of}: {}{rejected}", at + 1, review::name(import)))
    };
    let choices: Vec<_> = files.enumerate().map(words).collect();
    let current = review.file.to_string();
    widgets::choose(("file", WIDE), "File", (&choices, &current), ui)?.parse().ok()
}

/// Every table, the likeliest first, each with how likely it is.
fn choose_table(import: &Import, specs: &[&TableSpec], ui: &mut Ui) -> Option<String> {
    let confidence = |table: &str| {
        import.candidates.iter().find(|found| found.mapping.table == table).map(|f| f.confidence)
    };
    let mut tables: Vec<&str> = specs.iter().map(|spec| spec.name).collect();
    tables.sort_by_key(|table| std::cmp::Reverse(confidence(table)));
    let words = |table: &str| match confidence(table) {
        Some(points) => format!("{} ({points} of 100)", rows_of(table)),
        None => rows_of(table).to_owned(),
    };
    let mut choices: Vec<_> =
        tables.into_iter().map(|table| (table.to_owned(), words(table))).collect();
    let current = import.mapping.as_ref().map_or("", |mapping| mapping.table.as_str());
    if current.is_empty() {
        choices.insert(0, (String::new(), "choose what the rows are".to_owned()));
    }
    let chosen = widgets::choose(("table", WIDE), "Rows are", (&choices, current), ui);
    chosen.filter(|table| !table.is_empty())
}

fn choose_encoding(encoding: &str, is_guessed: bool, ui: &mut Ui) -> Option<String> {
    let mut choices: Vec<(String, String)> =
        ENCODINGS.iter().map(|name| ((*name).to_owned(), (*name).to_owned())).collect();
    let current = encoding.to_lowercase();
    let detected = if is_guessed { format!("{current} (detected)") } else { current.clone() };
    match choices.iter_mut().find(|(name, _)| *name == current) {
        Some((_, words)) => *words = detected,
        None => choices.insert(0, (current.clone(), detected)),
    }
    widgets::choose(("encoding", NARROW), "Encoding", (&choices, &current), ui)
}
