//! A file's rows as they stand there, and what was found out about the file on the way.

use std::sync::Arc;

use super::grid::{Grid, Place};
use super::problem::Problem;

/// The kind of file that a sheet was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Text with a sign between cells.
    #[default]
    Delimited,
    /// A workbook of Excel.
    Excel,
    /// A workbook in the open format of office programs.
    OpenDocument,
    /// JSON.
    Json,
    /// A JSON value on each line.
    JsonLines,
    /// Parquet.
    Parquet,
    /// A table in Markdown.
    Markdown,
}

impl Format {
    /// What to call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Delimited => "text",
            Self::Excel => "Excel",
            Self::OpenDocument => "OpenDocument",
            Self::Json => "JSON",
            Self::JsonLines => "JSON Lines",
            Self::Parquet => "Parquet",
            Self::Markdown => "Markdown",
        }
    }

    /// Whether it names columns in a way of its own, and not in a row above the others.
    pub fn names_columns(self) -> bool {
        matches!(self, Self::Json | Self::JsonLines | Self::Parquet)
    }
}

/// What was found out about a file while it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The kind of file.
    pub format: Format,
    /// The encoding of its text, by its WHATWG name: `windows-1252`; `None` where the format knows
    /// only one.
    pub encoding: Option<String>,
    /// Whether the encoding was guessed from the bytes rather than told by them or by the user.
    pub is_encoding_guessed: bool,
    /// The sign between cells; `None` where the format has none.
    pub delimiter: Option<char>,
    /// The line of the header, from 1; `None` where there is none: columns are numbered,
    /// or the format names them.
    pub header_line: Option<u64>,
    /// Lines before the header that hold no data: titles, comments, blank ones.
    pub preamble: u64,
    /// The sheet of a workbook or the member of an archive that this is.
    pub part: Option<String>,
    /// Every sheet of the workbook, in its order; empty for other files.
    pub sheets: Vec<String>,
    /// What a reader should know of how it was read, in sentences: a total row, bytes replaced.
    pub remarks: Vec<String>,
}

/// The rows of a file as text, under its own headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// What to call the file in messages.
    pub file: Arc<str>,
    /// What was found out about it.
    pub facts: Facts,
    /// One for each column, trimmed, as the file writes them; blank where the file leaves it blank.
    pub headings: Vec<String>,
    /// The rows below the header. Rows may have fewer or more cells than there are headings.
    pub grid: Grid,
    /// Rows, from 0 and in order, that could not be read as rows, each with why. They stand in the
    /// grid as one cell of their text, so that they are counted.
    pub refused: Vec<(usize, Problem)>,
}

impl Sheet {
    /// The cell without the spaces around it; empty where the row ends before it.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.cell_at(self.grid.place(row), column)
    }

    /// The same of a row of which several cells are asked for.
    pub fn cell_at(&self, row: Place, column: usize) -> &str {
        let cell = self.grid.cell_at(row, column).unwrap_or_default();
        // Most cells have none.
        match cell.as_bytes() {
            [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
            _ => cell.trim(),
        }
    }

    /// The line on which a cell begins: quoted cells before it may span several.
    pub fn line(&self, row: usize, column: usize) -> u64 {
        let before = self.grid.cells(row).take(column);
        let breaks: u64 = match self.facts.format {
            Format::Delimited => before.map(|cell| super::text::line_breaks(cell.as_bytes())).sum(),
            _ => 0,
        };
        self.grid.line(row) + breaks
    }
}
