//! A mapping in the making: the columns of a sheet handed out to the fields of one table.

use std::collections::BTreeMap;

use super::fit::{self, Fit};
use super::heading::Heading;
use super::looks::Looks;
use super::mapping::ColumnMapping;
use super::reading::ReadAs;
use super::sheet::Sheet;
use super::spec::{Column, Holds, TableSpec};
use super::synonyms::{self, Strength, Vocabulary};

/// At least this share of its filled cells must be what the field holds.
const FITS: f64 = 0.6;

/// A mapping in the making.
pub struct Draft<'a> {
    /// The rows.
    pub sheet: &'a Sheet,
    /// What was found out about their columns.
    pub looks: &'a Looks<'a>,
    /// The table.
    pub spec: &'a TableSpec,
    /// What others call its fields.
    pub vocabulary: &'static Vocabulary,
    /// The headings of the sheet, taken apart.
    pub headings: &'a [Heading],
    /// One for each column of the sheet.
    pub columns: Vec<ColumnMapping>,
    /// Fields that are the same for every row.
    pub words: BTreeMap<String, String>,
    /// How well each field is found, from 0 to 1.
    pub found: BTreeMap<&'static str, f64>,
    /// Why, in words.
    pub reasons: Vec<String>,
    /// What was decided without being certain, in words.
    pub doubts: Vec<String>,
    /// Whether its columns are called as in our own tables, which then are read as such.
    pub is_own: bool,
}

/// A column that a field could be read from.
struct Match {
    index: usize,
    /// 0 for our own name, 1 for a strong one, 2 for a weak one; and the place among its like.
    rank: (u8, usize),
}

impl<'a> Draft<'a> {
    /// Nothing handed out yet.
    pub fn new(looks: &'a Looks<'a>, spec: &'a TableSpec) -> Self {
        let (sheet, headings) = (looks.sheet, looks.headings.as_slice());
        let column = |heading: &String| ColumnMapping {
            heading: heading.clone(),
            ..ColumnMapping::default()
        };
        let is_named = |name: &str| headings.iter().any(|heading| is_own_name(heading, name));
        let named = headings.iter().filter(|heading| !heading.text.is_empty());
        let own = named.clone().filter(|heading| spec.has(&heading.text.to_lowercase())).count();
        Self {
            sheet,
            looks,
            spec,
            vocabulary: synonyms::of(spec.name),
            headings,
            columns: sheet.headings.iter().map(column).collect(),
            words: BTreeMap::new(),
            found: BTreeMap::new(),
            reasons: Vec::new(),
            doubts: Vec::new(),
            is_own: spec.missing(is_named).is_empty() && own * 2 >= named.count(),
        }
    }

    /// Whether the field has a column or words.
    pub fn has(&self, field: &str) -> bool {
        self.found.contains_key(field)
    }

    /// Whether the column is still to be had.
    pub fn is_free(&self, index: usize) -> bool {
        self.columns.get(index).is_some_and(|column| column.field.is_none())
    }

    /// Finds a column for a field of the table. Weak names are tried only if told so.
    pub fn assign(&mut self, field: &'static Column, with_weak: bool) -> bool {
        if self.has(field.name) {
            return true;
        }
        for found in self.matches(field.name, with_weak) {
            if self.try_column(field, &found) {
                return true;
            }
        }
        false
    }

    fn try_column(&mut self, field: &'static Column, found: &Match) -> bool {
        let is_own_name = found.rank.0 == 0;
        if !self.is_own
            && let Some(because) = self.unfit(field.name)
        {
            self.leave(found.index, because.to_owned());
            return false;
        }
        let (read_as, doubts, fit) = self.read(field, found.index, is_own_name);
        let is_wanted = is_own_name && (self.is_own || field.is_needed);
        if !is_wanted && let Some(because) = self.misfit(field, found, fit) {
            self.leave(found.index, because);
            return false;
        }
        let share = if self.is_own { 1.0 } else { fit.share() };
        let strength = match found.rank.0 {
            0 => 1.0,
            1 => 0.95,
            _ => 0.45,
        };
        self.take(found.index, field.name, read_as);
        self.found.insert(field.name, strength * share.max(0.1));
        self.doubts.extend(doubts);
        self.tell_of(found.index, field.name);
        true
    }

    /// How the column is read: as our own tables write it where all of it is written so, or where
    /// nothing else reads more of it.
    fn read(&self, field: &Column, index: usize, is_own_name: bool) -> (ReadAs, Vec<String>, Fit) {
        let plain = fit::fit(self.sheet, index, field, &ReadAs::Plain);
        let is_plain = plain.readable == plain.filled;
        if is_own_name && self.is_own && is_plain {
            return (ReadAs::Plain, Vec::new(), plain);
        }
        let (read_as, doubts) = self.looks.read_as(field.holds, index);
        let free = fit::fit(self.sheet, index, field, &read_as);
        if is_own_name && self.is_own && free.readable <= plain.readable {
            return (ReadAs::Plain, Vec::new(), plain);
        }
        (read_as, doubts, free)
    }

    /// Why the column cannot be the field; `None` where it can.
    fn misfit(&self, field: &Column, found: &Match, fit: Fit) -> Option<String> {
        if fit.rows > 0 && fit.filled == 0 {
            return Some("it holds nothing".to_owned());
        }
        let what = match field.holds {
            Holds::Number => "numbers",
            Holds::Money => "amounts",
            Holds::Date => "dates",
            Holds::Flag => "yes or no",
            Holds::Choice => "among the words for it",
            Holds::Id => {
                let is_unique = self.looks.is_unique(found.index);
                return (!is_unique).then(|| "its cells are not unique".to_owned());
            }
            Holds::Text | Holds::List => return self.misfit_of_words(field, found),
        };
        // A word outside of the list costs the whole row, and a field that is not needed is not
        // worth that.
        let wanted = if field.holds == Holds::Choice && !field.is_needed { 1.0 } else { FITS };
        let is_misfit = fit.filled > 0 && fit.share() < wanted;
        let field = spaced(field.name);
        is_misfit.then(|| format!("it could be the {field}, and its cells are not all {what}"))
    }

    fn misfit_of_words(&self, field: &Column, found: &Match) -> Option<String> {
        if field.name == "currency" && !self.are_codes(found.index) {
            return Some("its cells are no currency codes".to_owned());
        }
        let is_number = found.rank.0 > 1 && fit::is_numeric(self.sheet, found.index);
        is_number.then(|| "its cells are numbers".to_owned())
    }

    /// Columns with a name for the field, the best first.
    fn matches(&self, field: &str, with_weak: bool) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        for (index, heading) in self.headings.iter().enumerate() {
            if !self.is_free(index) || heading.key.is_empty() {
                continue;
            }
            let rank = if is_own_name(heading, field) {
                (0, 0)
            } else if self.is_reserved(heading) {
                continue;
            } else {
                match self.vocabulary.rank(field, &heading.key) {
                    Some((Strength::Strong, at)) => (1, at),
                    Some((Strength::Weak, at)) if with_weak => (2, at),
                    _ => continue,
                }
            };
            found.push(Match { index, rank });
        }
        found.sort_by_key(|found| found.rank);
        found
    }

    /// Whether the column is called as another field of the table is.
    fn is_reserved(&self, heading: &Heading) -> bool {
        self.spec.columns.iter().any(|column| is_own_name(heading, column.name))
    }

    /// Hands a column out.
    pub fn take(&mut self, index: usize, field: &str, read_as: ReadAs) {
        if let Some(column) = self.columns.get_mut(index) {
            column.field = Some(field.to_owned());
            column.read_as = read_as;
            column.because.clear();
        }
    }

    /// Says why a column is not used.
    pub fn leave(&mut self, index: usize, because: String) {
        if let Some(column) = self.columns.get_mut(index)
            && column.field.is_none()
        {
            column.because = because;
        }
    }

    /// Gives a field of a column's own the words that its heading says.
    pub fn say(&mut self, index: usize, field: &str, words: impl Into<String>) {
        if let Some(column) = self.columns.get_mut(index) {
            column.words.insert(field.to_owned(), words.into());
        }
    }

    /// The heading of a column, in quotation marks; its number where it has none.
    pub fn quoted(&self, index: usize) -> String {
        match self.headings.get(index) {
            Some(heading) if !heading.text.is_empty() => format!("“{}”", heading.text),
            _ => format!("column {}", index + 1),
        }
    }

    /// The reason for having taken the column, what to know of it, and what its name says besides.
    fn tell_of(&mut self, index: usize, field: &'static str) {
        let Some(key) = self.headings.get(index).map(|heading| heading.key.clone()) else { return };
        let quoted = self.quoted(index);
        self.reasons.push(format!("{quoted} is the {}", spaced(field)));
        let vocabulary = self.vocabulary;
        for (_, caution) in vocabulary
            .cautions
            .iter()
            .filter(|(names, _)| synonyms::position(names, &key).is_some())
        {
            self.doubts.push(format!("{quoted} {caution}"));
        }
        for (names, implied, words) in vocabulary.implied {
            if synonyms::position(names, &key).is_some() && !self.has(implied) {
                self.say(index, implied, *words);
                self.reasons.push(format!("{quoted} says that each row is a {words}"));
            }
        }
    }

    /// Why the field is not read at all in this file.
    fn unfit(&self, field: &str) -> Option<&'static str> {
        let is_there = |names: &str| {
            self.headings.iter().any(|heading| synonyms::position(names, &heading.key).is_some())
        };
        let instead = self.vocabulary.instead.iter();
        instead.filter(|(_, of, _)| *of == field).find(|(names, ..)| is_there(names)).map(|i| i.2)
    }

    /// Whether the cells are codes of currencies: three letters.
    fn are_codes(&self, index: usize) -> bool {
        let mut cells = fit::sample(self.sheet, index).filter(|cell| !cell.is_empty());
        cells.all(|cell| cell.len() == 3 && cell.bytes().all(|byte| byte.is_ascii_alphabetic()))
    }
}

/// A field in words: `as of`.
pub fn spaced(field: &str) -> String {
    field.replace(['_', '.'], " ")
}

fn is_own_name(heading: &Heading, field: &str) -> bool {
    heading.text.eq_ignore_ascii_case(field)
}
