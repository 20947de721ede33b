//! The numbers, dates and flags of a row being read.

use std::borrow::Cow;

use super::reading::{ReadAs, Source};
use super::row::Row;
use super::shared::AsOf;
use super::value;
use crate::model::{DateRange, Known, Qualifier};

/// The largest number that is read: a billion times what the largest training runs compute in FLOP.
const LARGEST: f64 = 1e36;
/// The smallest above zero.
const SMALLEST: f64 = 1e-9;

impl Row<'_> {
    /// A number in base units. Empty is not stated, `undisclosed` is withheld.
    pub fn number(&mut self, field: &'static str) -> Option<Known<f64>> {
        if let Some(Source::Column(column, ReadAs::Number(format))) = self.source(field) {
            let (column, text) = (*column, self.read(*column));
            return match value::number(text, format) {
                Ok(known) => {
                    let value = match &known {
                        Known::Value(number) => Known::Value(number.value),
                        Known::NotStated => Known::NotStated,
                        Known::Undisclosed => Known::Undisclosed,
                    };
                    self.number = Some((column, known));
                    self.within_range(field, value)
                }
                Err(refusal) => self.refuse(field, refusal),
            };
        }
        let text = self.text(field);
        if text.is_empty() {
            return Some(Known::NotStated);
        }
        if text.eq_ignore_ascii_case("undisclosed") {
            return Some(Known::Undisclosed);
        }
        if let Some(value) = value::digits(text) {
            return self.within_range(field, Known::Value(value));
        }
        // `f64` also reads "nan", "inf" and "infinity", which no source means.
        let looks_numeric = text.bytes().all(|byte| b"0123456789+-.eE".contains(&byte));
        match text.parse::<f64>() {
            Ok(value) if value.is_finite() && looks_numeric => {
                self.within_range(field, Known::Value(value))
            }
            _ => {
                self.report(
                    field,
                    &format!("{field} is not a number"),
                    "write digits without unit or separators, like 362000000, or leave it empty",
                );
                None
            }
        }
    }

    fn within_range(&mut self, field: &'static str, number: Known<f64>) -> Option<Known<f64>> {
        let is_out =
            |value: &f64| value.abs() > LARGEST || (*value != 0.0 && value.abs() < SMALLEST);
        if number.value().is_some_and(is_out) {
            let message = format!("{field} is out of range");
            self.report(
                field,
                &message,
                "numbers from 1e-9 to 1e36 can be drawn; check its exponent",
            );
            return None;
        }
        Some(number)
    }

    /// A number that cannot be below zero.
    pub fn amount(&mut self, field: &'static str) -> Option<Known<f64>> {
        let number = self.number(field)?;
        if number.value().is_some_and(|value| *value < 0.0) {
            self.report(field, &format!("{field} is below zero"), "write it without a minus");
            return None;
        }
        Some(number)
    }

    /// A date; empty is not stated. Rows with the same text share it.
    pub fn date(&mut self, field: &'static str) -> Option<AsOf> {
        let read = match self.source(field) {
            Some(Source::Column(column, ReadAs::Date(order))) => {
                let text = self.read(*column);
                if let Some(known) = self.shared.date(*column, text) {
                    return Some(known);
                }
                match value::date(text, *order) {
                    Ok(date) => return Some(self.shared.keep_date(*column, text, date)),
                    Err(refusal) => Err(refusal),
                }
            }
            Some(Source::Date(parts)) => value::date_of_parts(parts, |column| self.read(column)),
            Some(Source::Span(first, last, order)) => {
                value::span(self.read(*first), self.read(*last), *order)
            }
            Some(Source::Column(column, ReadAs::Plain)) => {
                let text = self.read(*column);
                if let Some(known) = self.shared.date(*column, text) {
                    return Some(known);
                }
                let date = self.plain_date(field)?;
                return Some(self.shared.keep_date(*column, text, date));
            }
            _ => {
                let date = self.plain_date(field)?;
                return Some(self.shared.one_date(date));
            }
        };
        match read {
            Ok(known) => Some(self.shared.one_date(known)),
            Err(refusal) => self.refuse(field, refusal),
        }
    }

    fn plain_date(&mut self, field: &'static str) -> Option<Known<DateRange>> {
        let text = self.text(field);
        if text.is_empty() {
            return Some(Known::NotStated);
        }
        if let Some(date) = DateRange::parse(text) {
            return Some(Known::Value(date));
        }
        self.report(
            field,
            &format!("{field} is not a date"),
            "write 2026-03-05, 2026-03, 2026-Q1, 2026 or early Feb 2026, or leave it empty",
        );
        None
    }

    /// How exactly the number is stated: by its own column, or by the signs beside the number;
    /// exact where neither says anything.
    pub fn qualifier(&mut self) -> Option<Qualifier> {
        if self.source("qualifier").is_some() {
            return self.choice("qualifier").map(Option::unwrap_or_default);
        }
        // A number that cannot be read is told by the field it belongs to.
        let number = self.number_beside();
        Some(number.map(|number| number.qualifier).unwrap_or_default())
    }

    /// The unit or currency that stands beside the number, or else in its heading.
    pub(super) fn unit_of_number(&self) -> &str {
        let Some((_, format)) = self.part.reading.number(self.at.1) else { return "" };
        self.number_beside().and_then(|number| number.unit).unwrap_or(&format.unit)
    }

    /// The number that currency, unit and qualifier are read from where they have no column of
    /// their own; `None` where there is none that can be read.
    fn number_beside(&self) -> Option<Cow<'_, value::Number>> {
        let (column, format) = self.part.reading.number(self.at.1)?;
        if let Some((known, number)) = &self.number
            && *known == column
        {
            return number.value().map(Cow::Borrowed);
        }
        match value::number(self.read(column), format).ok()? {
            Known::Value(number) => Some(Cow::Owned(number)),
            Known::NotStated | Known::Undisclosed => None,
        }
    }

    /// Yes, no, or not stated.
    pub fn flag(&mut self, field: &'static str) -> Option<Known<bool>> {
        if matches!(self.source(field), Some(Source::Column(_, ReadAs::Flag))) {
            return match value::flag(self.text(field)) {
                Ok(known) => Some(known),
                Err(refusal) => self.refuse(field, refusal),
            };
        }
        match self.text(field).to_lowercase().as_str() {
            "" => Some(Known::NotStated),
            "true" | "yes" => Some(Known::Value(true)),
            "false" | "no" => Some(Known::Value(false)),
            _ => {
                let message = format!("{field} is neither true nor false");
                self.report(field, &message, "write true or false, or leave it empty");
                None
            }
        }
    }
}
