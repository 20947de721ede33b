//! Where the fields of records come from: found by their names once, not for every row.

use std::cell::{Cell, RefCell};

use super::reading::{ReadAs, Reading, Source};

/// The fields of the records of one slot. Row after row is asked for the same fields in the same
/// order, by words of the program: where the words are the very ones that were asked for then, no
/// letter of them is compared.
pub struct Fields {
    slot: usize,
    /// In the order in which they were first asked for; see [`Reading::position`].
    asked: RefCell<Vec<(&'static str, Option<usize>)>>,
    /// The place in that order of the one that is likely to be asked for next.
    next: Cell<usize>,
    /// Columns whose cells have markup.
    pub with_markup: Vec<usize>,
}

impl Fields {
    /// The fields of the records of a slot.
    pub fn of(reading: &Reading, slot: usize) -> Self {
        let with_markup = reading.fields.iter().filter_map(|(_, source)| match source {
            Source::Column(column, ReadAs::Markup) => Some(*column),
            _ => None,
        });
        let with_markup = with_markup.collect();
        Self { slot, asked: RefCell::default(), next: Cell::new(0), with_markup }
    }

    /// Says that the fields of another row are asked for.
    pub fn begin(&self) {
        self.next.set(0);
    }

    /// Where the field comes from by the reading of which these are; `None` where the file does not
    /// have it.
    pub fn source<'a>(&self, reading: &'a Reading, field: &'static str) -> Option<&'a Source> {
        let is_it = |(name, _): &(&'static str, _)| std::ptr::eq(*name, field);
        let mut asked = self.asked.borrow_mut();
        let mut at = self.next.get();
        if !asked.get(at).is_some_and(is_it) {
            at = asked.iter().position(is_it).unwrap_or_else(|| {
                asked.push((field, reading.position(self.slot, field)));
                asked.len() - 1
            });
        }
        self.next.set(at + 1);
        let (_, position) = asked.get(at)?;
        reading.at(self.slot, (*position)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_in_whatever_order_it_is_asked_for_and_in_its_own_slot() {
        let of = |name: &str, column| (name.to_owned(), Source::Column(column, ReadAs::Plain));
        let reading = Reading {
            fields: vec![of("family", 0), of("value", 1)],
            slots: vec![vec![of("value", 2)], vec![of("value", 3)]],
        };
        for (slot, value) in [(0, 2), (1, 3), (2, 1)] {
            let fields = Fields::of(&reading, slot);
            let column = |field| fields.source(&reading, field).and_then(Source::column);
            for _ in 0..2 {
                fields.begin();
                assert_eq!([column("family"), column("value")], [Some(0), Some(value)]);
                assert_eq!(column("unit"), None);
                assert_eq!([column("value"), column("family")], [Some(value), Some(0)]);
            }
        }
    }
}
