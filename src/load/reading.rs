//! How a table's fields are read from the columns of a file.

use serde::{Deserialize, Serialize};

/// The order of the parts of a date written in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 05/02/2026 is 5 February.
    DayMonthYear,
    /// 05/02/2026 is 2 May.
    MonthDayYear,
    /// 2026/02/05 is 5 February.
    YearMonthDay,
}

/// How the numbers of a column are written, decided over the whole column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NumberFormat {
    /// Whether a comma stands before the decimals, and points between groups.
    pub has_decimal_comma: bool,
    /// What each number is multiplied by: 1e6 under the heading `Raised ($M)`, 100 for a share
    /// written as a fraction.
    pub scale: f64,
    /// Unit of numbers that bring none of their own: a currency code, `%` or a plural noun; empty
    /// where nothing says.
    pub unit: String,
}

impl Default for NumberFormat {
    fn default() -> Self {
        Self { has_decimal_comma: false, scale: 1.0, unit: String::new() }
    }
}

/// What the cells of a column are taken for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReadAs {
    /// As our own tables write it; anything else is a mistake.
    #[default]
    Plain,
    /// Words.
    Text,
    /// Words with HTML, Markdown or citation marks among them, which are not shown.
    Markup,
    /// Numbers in any of the ways people write them.
    Number(NumberFormat),
    /// Dates in any of the ways people write them; the order decides `05/02/2026`.
    Date(DateOrder),
    /// Several names in a cell, with this between them.
    List(String),
    /// Yes or no.
    Flag,
}

/// The columns that together hold a date; `None` for a part that the file does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateParts {
    /// Column of the year.
    pub year: usize,
    /// Column of the month, as a number or a name.
    pub month: Option<usize>,
    /// Column of the day.
    pub day: Option<usize>,
    /// Column of the last year, for a span.
    pub end_year: Option<usize>,
    /// Column of the last month.
    pub end_month: Option<usize>,
    /// Column of the last day.
    pub end_day: Option<usize>,
}

/// Where the value of a field comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A column, from 0, and what its cells are taken for.
    Column(usize, ReadAs),
    /// The same words for every row: the heading of a wide table, or what the user says.
    Words(String),
    /// Columns for year, month and day.
    Date(DateParts),
    /// A column with the first day and one with the last.
    Span(usize, usize, DateOrder),
}

impl Source {
    /// The column that a message about the field points at, from 0.
    pub fn column(&self) -> Option<usize> {
        match self {
            Self::Column(column, _) | Self::Span(column, _, _) => Some(*column),
            Self::Date(parts) => Some(parts.year),
            Self::Words(_) => None,
        }
    }
}

/// A field of a table and where it comes from.
pub type Field = (String, Source);

/// How the rows of one file become rows of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Fields that every record of a row shares.
    pub fields: Vec<Field>,
    /// For a wide table, what differs from record to record of one row: a column of values and the
    /// words from its heading. Empty for a long table, where a row is a record.
    pub slots: Vec<Vec<Field>>,
}

impl Reading {
    /// Every column holds the field it is called after, written as our own tables write it.
    pub fn plain(headings: &[String]) -> Self {
        let field = |(index, heading): (usize, &String)| {
            (heading.trim().to_lowercase(), Source::Column(index, ReadAs::Plain))
        };
        Self { fields: headings.iter().enumerate().map(field).collect(), slots: Vec::new() }
    }

    /// How many records a row can give.
    pub fn records_per_row(&self) -> usize {
        self.slots.len().max(1)
    }

    /// Where the field of the slot comes from; `None` where the file does not have it.
    pub fn source(&self, slot: usize, field: &str) -> Option<&Source> {
        self.at(slot, self.position(slot, field)?)
    }

    /// The position of the field among those of the slot, and then those that all share.
    pub fn position(&self, slot: usize, field: &str) -> Option<usize> {
        let own = self.slots.get(slot).into_iter().flatten();
        own.chain(&self.fields).position(|(name, _)| name == field)
    }

    /// Where the field at this position comes from.
    pub fn at(&self, slot: usize, position: usize) -> Option<&Source> {
        let own = self.slots.get(slot).map_or(&[][..], Vec::as_slice);
        let shared = position.checked_sub(own.len());
        let field = shared.map_or_else(|| own.get(position), |shared| self.fields.get(shared));
        field.map(|(_, source)| source)
    }

    /// Whether the file has the field, in whichever slot.
    pub fn has(&self, field: &str) -> bool {
        let mut all = self.slots.iter().flatten().chain(&self.fields);
        all.any(|(name, _)| name == field)
    }

    /// The column of numbers that currency, unit and qualifier are read from where they have no
    /// column of their own.
    pub fn number(&self, slot: usize) -> Option<(usize, &NumberFormat)> {
        let own = self.slots.get(slot).into_iter().flatten();
        own.chain(&self.fields).find_map(|(_, source)| match source {
            Source::Column(column, ReadAs::Number(format)) => Some((*column, format)),
            _ => None,
        })
    }
}
