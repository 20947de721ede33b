//! What it takes to make a figure again: program, data, tab and options. Nothing of when or where.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::desk::{Origin, Shown};
use crate::figure::Parts;
use crate::model::Choice;

/// The program and its version, as files name what wrote them.
pub const SOFTWARE: &str = concat!("sovereign-stack ", env!("CARGO_PKG_VERSION"));
/// Between the cells and the rows that are hashed: signs that no text holds.
const CELL_END: [u8; 1] = [0x1F];
const ROW_END: [u8; 1] = [0x1E];

/// What a figure was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What the data is called on screen.
    pub data: String,
    /// SHA-256 of the data, in hexadecimal: see [`digest`].
    pub digest: String,
    /// Name of the tab.
    pub tab: &'static str,
    /// Each option with what is chosen, in the order shown.
    pub options: Vec<(&'static str, String)>,
    /// The parts of the figure that are left out.
    pub left_out: Vec<&'static str>,
}

impl Facts {
    /// Of what this tab shows.
    pub fn of(shown: &Shown) -> Self {
        let settings = shown.tab.settings().iter();
        Self {
            data: shown.origin.name.clone(),
            digest: digest(&shown.origin),
            tab: shown.tab.name(),
            options: settings.map(|setting| (setting.key, setting.current.clone())).collect(),
            left_out: Vec::new(),
        }
    }

    /// The same with what is left out of the figure.
    pub fn with(self, parts: Parts) -> Self {
        Self { left_out: parts.left_out().map(Choice::key).collect(), ..self }
    }

    /// The data in one line: its name and hash.
    pub fn data_line(&self) -> String {
        format!("{}, sha-256 {}", self.data, self.digest)
    }

    /// All of them, each with its name.
    pub fn lines(&self) -> [(&'static str, String); 3] {
        [
            ("Software", SOFTWARE.to_owned()),
            ("Data", self.data_line()),
            ("Options", self.options_line()),
        ]
    }

    /// The tab and options in one line, as on the command line: `tab=coverage view=matrix`.
    pub fn options_line(&self) -> String {
        let mut line = format!("tab={}", self.tab);
        for (key, value) in &self.options {
            // Writing to a string cannot fail.
            write!(line, " {key}={value}").ok();
        }
        if !self.left_out.is_empty() {
            write!(line, " without={}", self.left_out.join(",")).ok();
        }
        line
    }
}

/// The hash of the headings and cells of all tables, with what the user put in the place of cells:
/// the same for the same cells, whatever the file's name, format and encoding.
pub fn digest(origin: &Origin) -> String {
    let mut hash = Sha256::new();
    let mut cell = |text: &str, end: [u8; 1]| {
        hash.update(text);
        hash.update(end);
    };
    for read in &origin.tables {
        let sheet = &read.part.sheet;
        cell(&read.name, ROW_END);
        for heading in &sheet.headings {
            cell(heading, CELL_END);
        }
        cell("", ROW_END);
        for row in 0..sheet.grid.rows() {
            for column in 0..sheet.grid.width(row) {
                cell(read.part.cell(row, column), CELL_END);
            }
            cell("", ROW_END);
        }
    }
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").ok();
        text
    })
}
