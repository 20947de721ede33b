//! What was found out about the columns of a sheet: of a million rows, each is looked at once for
//! every table that the sheet may feed.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::columns;
use super::heading::Heading;
use super::reading::ReadAs;
use super::sheet::Sheet;
use super::spec::Holds;
use crate::model::Asked;

/// How a column is read, and what is doubtful about it.
type Look = (ReadAs, Vec<String>);

/// A sheet and what was found out about its columns.
pub struct Looks<'a> {
    /// The rows.
    pub sheet: &'a Sheet,
    /// The headings, taken apart.
    pub headings: Vec<Heading>,
    read: RefCell<Vec<(Holds, usize, Look)>>,
    unique: RefCell<BTreeMap<usize, bool>>,
}

impl<'a> Looks<'a> {
    /// Nothing found out yet.
    pub fn at(sheet: &'a Sheet) -> Self {
        Self {
            sheet,
            headings: sheet.headings.iter().map(|text| Heading::of(text)).collect(),
            read: RefCell::default(),
            unique: RefCell::default(),
        }
    }

    /// See [`columns::read_as`].
    pub fn read_as(&self, holds: Holds, column: usize) -> Look {
        let is_it = |(of, index, _): &&(Holds, usize, Look)| (*of, *index) == (holds, column);
        if let Some((_, _, known)) = self.read.borrow().iter().find(is_it) {
            return known.clone();
        }
        let look = columns::read_as(holds, self.sheet, column);
        self.read.borrow_mut().push((holds, column, look.clone()));
        look
    }

    /// Whether no cell of the column is blank and none stands twice.
    pub fn is_unique(&self, column: usize) -> bool {
        *self.unique.borrow_mut().entry(column).or_insert_with(|| {
            let mut known: Asked<&str, ()> = Asked::default();
            (0..self.sheet.grid.rows()).all(|row| {
                let text = self.sheet.cell(row, column);
                !text.is_empty() && known.keep(text, ())
            })
        })
    }
}
