//! Numbers in the ways people write them, with what stands beside them.

use super::amount::{Amount, MisfitAt};
use super::beside::{brackets, counted, narrowed, refuse_what_is_no_number, surplus};
use super::cursor::Cursor;
use super::decimal::Decimal;
use super::qualifier::{self, Said};
use super::{Number, Refusal, missing, money, scale_words, trimmed};
use crate::load::reading::NumberFormat;
use crate::model::{Known, Qualifier};

/// Reads a number; absent in the ways people say so.
pub fn number(text: &str, format: &NumberFormat) -> Result<Known<Number>, Refusal> {
    let text = trimmed(text);
    if let Some(value) = plain(text, format) {
        let note = String::new();
        return Ok(Known::Value(Number { value, qualifier: Qualifier::Exact, unit: None, note }));
    }
    if let Some(absent) = missing::absence(text) {
        return Ok(absent);
    }
    if let Some(narrow) = narrowed(text) {
        return number(&narrow, format);
    }
    Reading::new(text, format).whole().map_err(|refusal| readable(refusal, format))
}

/// A whole number in digits alone, of as many as every number has; `None` for anything else.
pub fn digits(text: &str) -> Option<f64> {
    if text.is_empty() || text.len() > 15 {
        return None;
    }
    let add = |number: u64, digit: u8| {
        digit.is_ascii_digit().then(|| number * 10 + u64::from(digit - b'0'))
    };
    text.bytes().try_fold(0, add).map(|number| number as f64)
}

/// Digits with at most one point and a minus: what most cells hold.
fn plain(text: &str, format: &NumberFormat) -> Option<f64> {
    let (digits, is_negative) = text.strip_prefix('-').map_or((text, false), |rest| (rest, true));
    // Eighteen digits always fit.
    if digits.is_empty() || digits.len() > 18 || format.has_decimal_comma && digits.contains('.') {
        return None;
    }
    let (mut value, mut decimals, mut is_after_point) = (0_u64, 0, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + u64::from(byte - b'0');
                decimals += i32::from(is_after_point);
            }
            b'.' if !is_after_point => is_after_point = true,
            _ => return None,
        }
    }
    // A point alone is no number, and one at the end belongs to a sentence.
    if is_after_point && decimals == 0 {
        return None;
    }
    let value = scaled(Decimal::new(value, -decimals), format)?;
    Some(if is_negative && value != 0.0 { -value } else { value })
}

/// The number that the digits stand for in this column.
fn scaled(decimal: Decimal, format: &NumberFormat) -> Option<f64> {
    if format.scale == 1.0 {
        return decimal.times_ten_to(0);
    }
    match power_of_ten(format.scale) {
        Some(power) => decimal.times_ten_to(power),
        None => decimal.times_ten_to(0).map(|value| value * format.scale),
    }
}

/// The power of ten that the number is, where it is one.
pub fn power_of_ten(number: f64) -> Option<i32> {
    (-3..=18).find(|power| Decimal::new(1, *power).times_ten_to(0) == Some(number))
}

/// A replacement is offered only where it can be read.
fn readable(mut refusal: Refusal, format: &NumberFormat) -> Refusal {
    refusal.replacement = refusal
        .replacement
        .filter(|text| matches!(Reading::new(text, format).whole(), Ok(Known::Value(_))));
    refusal
}

/// A cell while it is read.
struct Reading<'a> {
    text: &'a str,
    cursor: Cursor<'a>,
    format: &'a NumberFormat,
    qualifier: Qualifier,
    /// Whether the value and the qualifier say less than the text, which a note then repeats.
    is_restated: bool,
    /// What stands in brackets behind the number.
    notes: String,
}

impl<'a> Reading<'a> {
    fn new(text: &'a str, format: &'a NumberFormat) -> Self {
        Reading {
            text,
            cursor: Cursor::new(text),
            format,
            qualifier: Qualifier::Exact,
            is_restated: false,
            notes: String::new(),
        }
    }

    fn whole(mut self) -> Result<Known<Number>, Refusal> {
        refuse_what_is_no_number(self.text)?;
        self.cursor.eat("**");
        self.label();
        self.said_before();
        if let Some(absent) = self.absent_money() {
            return Ok(absent);
        }
        let amount = match self.in_words() {
            Some(amount) => amount,
            None => self.amount()?,
        };
        let amount = if self.cursor.is_at_end() { amount } else { self.rest(amount)? };
        let value = self.value(&amount)?;
        let note = if self.is_restated { format!("stated as {}", self.text) } else { self.notes };
        Ok(Known::Value(Number { value, qualifier: self.qualifier, unit: amount.unit, note }))
    }

    /// Reads what stands behind the first amount.
    fn rest(&mut self, amount: Amount) -> Result<Amount, Refusal> {
        let amount = self.upper_end(amount)?;
        self.margin()?;
        self.said_after();
        if self.cursor.is_at_end() { Ok(amount) } else { Err(surplus(self.cursor.rest())) }
    }

    fn value(&self, amount: &Amount) -> Result<f64, Refusal> {
        let size = match amount.power {
            Some(power) => amount.decimal.times_ten_to(power),
            // The heading's scale is for bare numbers.
            None if amount.unit == Some("%") => amount.decimal.times_ten_to(0),
            None => scaled(amount.decimal, self.format),
        };
        let why = "it is too large or too small for a number";
        let size = size.filter(|size| size.is_finite());
        let size = size.ok_or_else(|| Refusal::new(why, "check its exponent"))?;
        Ok(if amount.is_negative && size != 0.0 { -size } else { size })
    }

    /// A word with a colon before the number: `choice:0.35±0.03`.
    fn label(&mut self) {
        if !self.cursor.rest().starts_with(char::is_alphabetic) {
            return;
        }
        let Some((label, number)) = self.cursor.rest().split_once(':') else { return };
        let is_label = label.chars().all(|sign| sign.is_alphabetic() || " _-".contains(sign));
        if is_label {
            self.cursor.go_to(number);
            self.is_restated = true;
        }
    }

    fn said_before(&mut self) {
        loop {
            self.cursor.skip_spaces();
            let Some((said, rest)) = qualifier::before(self.cursor.rest()) else { break };
            self.take(said);
            self.cursor.go_to(rest);
        }
    }

    fn take(&mut self, said: Said) {
        let is_second = self.qualifier != Qualifier::Exact && said.qualifier != self.qualifier;
        self.is_restated |= said.is_loose || is_second;
        if said.qualifier != Qualifier::Exact {
            self.qualifier = said.qualifier;
        }
    }

    /// `$ -` and `USD undisclosed`: a currency and no amount.
    fn absent_money(&self) -> Option<Known<Number>> {
        let (_, rest) = money::leading(self.cursor.rest())?;
        let rest = rest.trim();
        if rest.is_empty() { None } else { missing::absence(rest) }
    }

    /// `a trillion`, `trillion-parameter`: a word for the number itself.
    fn in_words(&mut self) -> Option<Amount> {
        let start = self.cursor;
        let is_one = self.cursor.eat_one_of(&["a ", "one "]);
        let rest = self.cursor.rest();
        let len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        // `millions` are any number of them.
        let is_known = |word: &&str| word.len() > 3 && !word.ends_with(['s', 'S']);
        let is_joined = rest.get(len..).is_some_and(|after| after.starts_with('-'));
        let word = rest.get(..len).filter(is_known).filter(|_| is_one || is_joined);
        let Some(power) = word.and_then(|word| scale_words::power(word, false)) else {
            self.cursor = start;
            return None;
        };
        self.cursor.skip(len);
        self.cursor.eat("-");
        self.is_restated = true;
        if self.qualifier == Qualifier::Exact {
            self.qualifier = Qualifier::About;
        }
        let after = self.cursor.rest().trim_start();
        let unit = money::leading(after).map(|(named, rest)| {
            self.cursor.go_to(rest);
            named.resolved(&self.format.unit)
        });
        Some(Amount { is_negative: false, decimal: Decimal::ONE, power: Some(power), unit })
    }

    fn amount(&mut self) -> Result<Amount, Refusal> {
        match Amount::read(&mut self.cursor, self.format) {
            Ok(Some(amount)) => Ok(amount),
            Ok(None) => Err(Refusal::new("it is not a number", "write digits, or clear the cell")),
            Err(misfit) => Err(self.misfit(misfit)),
        }
    }

    fn misfit(&self, (misfit, at): MisfitAt) -> Refusal {
        let before = self.text.get(..at).unwrap_or_default();
        let after = self.text.get(at + misfit.len..).unwrap_or_default();
        let replacement = misfit.meant.map(|meant| format!("{before}{meant}{after}"));
        let suggestion = match &replacement {
            Some(text) => format!("was {text} meant? Otherwise correct it in the file"),
            None => "correct it in the file".to_owned(),
        };
        Refusal { why: misfit.why.to_owned(), suggestion, replacement }
    }

    /// The end of a range, whose beginning is then the value: `$314-368B`, `€10M - €14.5M`.
    fn upper_end(&mut self, low: Amount) -> Result<Amount, Refusal> {
        let start = self.cursor;
        self.cursor.skip_spaces();
        let is_range =
            self.cursor.eat_one_of(&["-", "–", "—", "−", "~", "to ", "and ", "至", "到"]);
        self.cursor.skip_spaces();
        let is_upper = is_range && !self.cursor.rest().starts_with(['+', '-', '−']);
        let high = match is_upper.then(|| Amount::read(&mut self.cursor, self.format)) {
            Some(Ok(Some(high))) => high,
            Some(Err(misfit)) => return Err(self.misfit(misfit)),
            Some(Ok(None)) | None => {
                self.cursor = start;
                return Ok(low);
            }
        };
        if let (Some(first), Some(second)) = (low.unit, high.unit)
            && first != second
        {
            return Err(Refusal::new(
                format!("the range begins in {first} and ends in {second}"),
                "write both ends in one unit",
            ));
        }
        // `$314-368B`: the last word is for both.
        let power = low.power.or(high.power);
        let low = Amount { power, unit: low.unit.or(high.unit), ..low };
        let high = Amount { unit: low.unit, ..high };
        if self.value(&low)? > self.value(&high)? {
            return Err(Refusal::new("the range ends below its beginning", "swap its ends"));
        }
        self.qualifier = Qualifier::AtLeast;
        self.is_restated = true;
        Ok(low)
    }

    /// How far off the number may be: `0.35±0.03`, `1470 +5/-5`.
    fn margin(&mut self) -> Result<(), Refusal> {
        let start = self.cursor;
        self.cursor.skip_spaces();
        let is_even = self.cursor.eat_one_of(&["±", "+/-", "+-", "+/−"]);
        let is_uneven = self.cursor.rest().starts_with('+') && self.cursor.rest().contains("/-");
        let mut is_margin = false;
        if is_even || is_uneven {
            self.cursor.skip_spaces();
            is_margin = self.amount().is_ok();
            if is_uneven {
                is_margin &= self.cursor.eat("/") && self.amount().is_ok();
            }
        }
        if is_margin {
            self.qualifier = Qualifier::About;
            self.is_restated = true;
        } else if is_even {
            return Err(Refusal::new("its margin of error is not a number", "write 0.35±0.03"));
        } else {
            self.cursor = start;
        }
        Ok(())
    }

    /// Everything behind the number: `+`, `(2022)`, `[4]`, what it counts.
    fn said_after(&mut self) {
        loop {
            let start = self.cursor;
            self.cursor.skip_spaces();
            if let Some((said, rest)) = qualifier::after(self.cursor.rest()) {
                self.take(said);
                self.cursor.go_to(rest);
            } else if let Some((inside, rest)) = brackets(self.cursor.rest()) {
                if !self.notes.is_empty() {
                    self.notes.push_str("; ");
                }
                self.notes.push_str(inside);
                self.cursor.go_to(rest);
            } else if let Some(rest) = counted(self.cursor.rest()) {
                self.is_restated = true;
                self.cursor.go_to(rest);
            } else if self.cursor.eat("**") || self.cursor.rest() == "." && self.cursor.eat(".") {
                // Emphasis, or the end of a sentence.
            } else if self.cursor.eat_one_of(&["*", "†", "‡"]) {
                // A footnote that stands elsewhere.
                self.is_restated = true;
            } else {
                if !self.cursor.is_at_end() {
                    self.cursor = start;
                }
                break;
            }
        }
    }
}
