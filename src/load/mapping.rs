//! How the columns of a file feed a table: what the user sees, can change, save and replay.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::corrections::Corrections;
use super::reading::{DateOrder, DateParts, Field, ReadAs, Reading, Source};
use super::spec::TableSpec;
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
    /// Whether columns are read in the same way, whatever single cells are corrected to.
    pub fn reads_as(&self, other: &Self) -> bool {
        (&self.table, &self.columns, &self.words) == (&other.table, &other.columns, &other.words)
    }

    /// Where each field comes from. A field of several columns makes the table wide.
    pub fn reading(&self) -> Reading {
        let mut reading = Reading::default();
        let mut wide: Option<&str> = None;
        for (index, column) in self.columns.iter().enumerate() {
            let Some(field) = column.field.as_deref() else { continue };
            match field.split_once('.') {
                Some((_, "end")) => {}
                Some((date, part)) => add_part(&mut reading, (date, part), index),
                None if self.columns_of(field) > 1 => wide = wide.or(Some(field)),
                None => {
                    let source = Source::Column(index, column.read_as.clone());
                    reading.fields.push((field.to_owned(), source));
                    reading.fields.extend(column.words.iter().map(word));
                }
            }
        }
        // The last day may stand before the first.
        for (index, column) in self.columns.iter().enumerate() {
            if let Some((date, "end")) = column.field.as_deref().and_then(|f| f.split_once('.')) {
                add_end(&mut reading, date, index);
            }
        }
        reading.fields.extend(self.words.iter().map(word));
        for (index, column) in self.columns.iter().enumerate() {
            let Some(field) = wide.filter(|_| column.field.as_deref() == wide) else { continue };
            let source = Source::Column(index, column.read_as.clone());
            let own = std::iter::once((field.to_owned(), source));
            reading.slots.push(own.chain(column.words.iter().map(word)).collect());
        }
        reading
    }

    /// How many columns feed the field.
    pub fn columns_of(&self, field: &str) -> usize {
        self.columns.iter().filter(|column| column.field.as_deref() == Some(field)).count()
    }

    /// Whether every column that is used is written as our own tables write it.
    pub fn is_plain(&self) -> bool {
        let mut used = self.columns.iter().filter(|column| column.field.is_some());
        self.words.is_empty() && used.all(|column| column.read_as == ReadAs::Plain)
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

    /// The fields without which the table has no records and that nothing feeds.
    pub fn lacks(&self, spec: &TableSpec) -> Vec<&'static str> {
        let reading = self.reading();
        let last = reading.records_per_row() - 1;
        spec.missing(|name| {
            reading.source(0, name).is_some() && reading.source(last, name).is_some()
        })
    }

    /// Whether it was made for a file with these headings.
    pub fn fits(&self, headings: &[String]) -> bool {
        self.columns.iter().map(|column| &column.heading).eq(headings)
    }
}

/// Adds a column that holds a part of a date.
fn add_part(reading: &mut Reading, (date, part): (&str, &str), index: usize) {
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

/// Makes a span of a date and the column of its last day.
fn add_end(reading: &mut Reading, date: &str, end: usize) {
    let known = reading.fields.iter_mut().find(|(name, _)| name == date);
    if let Some((_, source)) = known
        && let Source::Column(first, read_as) = &*source
    {
        let order = match read_as {
            ReadAs::Date(order) => *order,
            _ => DateOrder::YearMonthDay,
        };
        *source = Source::Span(*first, end, order);
    }
}

fn word((name, words): (&String, &String)) -> Field {
    (name.clone(), Source::Words(words.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(fields: &[&str]) -> Mapping {
        let column = |field: &&str| ColumnMapping {
            heading: format!("h {field}"),
            field: (!field.is_empty()).then(|| (*field).to_owned()),
            ..ColumnMapping::default()
        };
        Mapping { columns: fields.iter().map(column).collect(), ..Mapping::default() }
    }

    #[test]
    fn a_span_may_have_its_last_day_before_its_first() {
        for (fields, first, last) in
            [(["date", "date.end"].as_slice(), 0, 1), (&["date.end", "", "date"], 2, 0)]
        {
            let reading = mapping(fields).reading();
            let source = reading.source(0, "date").unwrap();
            assert_eq!(source, &Source::Span(first, last, DateOrder::YearMonthDay));
        }
    }

    #[test]
    fn parts_of_a_date_are_one_field() {
        let reading = mapping(&["title", "date.month", "date.year", "date.end_year"]).reading();
        assert_eq!(reading.fields.len(), 2);
        let parts =
            DateParts { year: 2, month: Some(1), end_year: Some(3), ..DateParts::default() };
        assert_eq!(reading.source(0, "date"), Some(&Source::Date(parts)));
    }

    #[test]
    fn a_field_of_several_columns_gives_a_record_for_each() {
        let mut wide = mapping(&["model", "score", "", "score"]);
        wide.columns[3].words.insert("benchmark".to_owned(), "GPQA".to_owned());
        let reading = wide.reading();
        assert_eq!((reading.slots.len(), reading.fields.len()), (2, 1));
        assert_eq!(reading.source(1, "score"), Some(&Source::Column(3, ReadAs::Plain)));
        assert_eq!(reading.source(1, "benchmark"), Some(&Source::Words("GPQA".to_owned())));
    }
}
