//! How the columns of a file feed a table: what the user sees, can change, save and replay.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::corrections::Corrections;
use super::reading::{DateParts, Field, ReadAs, Reading, Source};
use super::table::Part;

/// How the columns of a file feed a table. Saved, it is a JSON file that is applied by itself to the
/// next file with the same headings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Name of the table it feeds: `funding`.
    pub table: String,
    /// One for each column of the file, in its order.
    pub columns: Vec<ColumnMapping>,
    /// Fields that are the same for every row, by name: `{"measure": "downloads"}`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, String>,
    /// What the user put in the place of texts that cannot be read.
    #[serde(default, skip_serializing_if = "Corrections::is_empty")]
    pub corrections: Corrections,
}

/// What a column of a file is taken for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnMapping {
    /// The heading as the file writes it.
    pub heading: String,
    /// The field it feeds; `None` where it is not used. The parts of a date in columns of their own
    /// are fields called after it: `date.year`, `date.month`, `date.day`, `date.end_year`,
    /// `date.end_month`, `date.end_day`; of a span in two columns the second is `date.end`. Several
    /// columns with one field make a wide table, of which each gives a record.
    #[serde(default)]
    pub field: Option<String>,
    /// What its cells are taken for.
    #[serde(default)]
    pub read_as: ReadAs,
    /// In a wide table, the fields that the heading gives: `{"as_of": "2026-01"}`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, String>,
    /// Why it is taken for that, for the user: `not the round's amount`; empty where that is plain.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
}

impl Mapping {
    /// Where each field comes from. A field of several columns makes the table wide.
    pub fn reading(&self) -> Reading {
        let mut reading = Reading::default();
        let mut wide: Vec<&str> = Vec::new();
        let named = |name: &str| {
            self.columns.iter().filter(|column| column.field.as_deref() == Some(name)).count()
        };
        for (index, column) in self.columns.iter().enumerate() {
            let Some(field) = column.field.as_deref() else { continue };
            match field.split_once('.') {
                Some((date, part)) => self.add_part(&mut reading, (date, part), index),
                None if named(field) > 1 => wide.push(field),
                None => {
                    let read_as = column.read_as.clone();
                    reading.fields.push((field.to_owned(), Source::Column(index, read_as)));
                    let words = column.words.iter().map(word);
                    reading.fields.extend(words);
                }
            }
        }
        reading.fields.extend(self.words.iter().map(word));
        let first = wide.first().copied();
        for (index, column) in self.columns.iter().enumerate() {
            if column.field.is_some() && column.field.as_deref() == first {
                let source = Source::Column(index, column.read_as.clone());
                let mut slot: Vec<Field> = vec![(first.unwrap_or_default().to_owned(), source)];
                slot.extend(column.words.iter().map(word));
                reading.slots.push(slot);
            }
        }
        reading
    }

    /// The rows of a sheet, read by this mapping.
    pub fn part(&self, sheet: &std::sync::Arc<super::sheet::Sheet>) -> Part {
        Part {
            sheet: std::sync::Arc::clone(sheet),
            reading: self.reading(),
            corrections: self.corrections.clone(),
            wants_every_cell: false,
        }
    }

    /// Whether it was made for a file with these headings.
    pub fn fits(&self, headings: &[String]) -> bool {
        self.columns.iter().map(|column| &column.heading).eq(headings)
    }

    fn add_part(&self, reading: &mut Reading, (date, part): (&str, &str), index: usize) {
        if part == "end" {
            let first = self.columns.iter().position(|c| c.field.as_deref() == Some(date));
            if let Some((_, source)) = reading.fields.iter_mut().find(|(name, _)| name == date)
                && let (Some(first), Source::Column(_, ReadAs::Date(order))) = (first, &*source)
            {
                *source = Source::Span(first, index, *order);
            }
            return;
        }
        let known = reading.fields.iter().position(|(name, _)| name == date);
        let at = known.unwrap_or_else(|| {
            reading.fields.push((date.to_owned(), Source::Date(DateParts::default())));
            reading.fields.len() - 1
        });
        if let Some((_, Source::Date(parts))) = reading.fields.get_mut(at) {
            match part {
                "year" => parts.year = index,
                "month" => parts.month = Some(index),
                "day" => parts.day = Some(index),
                "end_year" => parts.end_year = Some(index),
                "end_month" => parts.end_month = Some(index),
                "end_day" => parts.end_day = Some(index),
                _ => {}
            }
        }
    }
}

fn word((name, words): (&String, &String)) -> Field {
    (name.clone(), Source::Words(words.clone()))
}
