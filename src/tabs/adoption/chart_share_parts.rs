//! What goes into a bar of shares: segments of their own, one for the others, words beside it.

use super::chart::{COLOURED, alike};
use super::chart_range::Told;
use super::data::Usage;

/// What goes into one bar.
pub struct Parts<'a> {
    /// Known shares that have a colour, and their place in the order.
    pub own: Vec<(usize, Told<'a>)>,
    /// Known shares drawn together.
    pub together: Vec<Told<'a>>,
    /// Rows that only words can show, and the words.
    pub aside: Vec<(&'a Usage, String)>,
}

impl<'a> Parts<'a> {
    /// From the lowest to the highest sum that the statements allow.
    pub fn sum(&self) -> (f64, f64) {
        sum(self.own.iter().map(|(_, told)| told).chain(&self.together))
    }

    /// The rows that the bar stands on.
    pub fn known(&self) -> Vec<&'a Usage> {
        self.own.iter().map(|(_, told)| told).chain(&self.together).flat_map(Told::used).collect()
    }
}

pub fn sum<'a>(shares: impl IntoIterator<Item = &'a Told<'a>>) -> (f64, f64) {
    shares.into_iter().fold((0.0, 0.0), |(low, high), told| (low + told.low, high + told.high))
}

/// Sorts the rows of a bar.
pub fn parts<'a>(rows: &[&'a Usage], order: &[&str], is_filtered: bool) -> Parts<'a> {
    let mut parts = Parts { own: Vec::new(), together: Vec::new(), aside: Vec::new() };
    let limit = if order.len() > COLOURED { COLOURED - 1 } else { COLOURED };
    for (family, rows) in alike(rows.iter().copied(), |row| row.said.subject()) {
        let place = order.iter().take(limit).position(|known| *known == family);
        // Of several wordings for one family, the row to use comes first (data/README.md).
        let told = Told::of(&rows);
        if !is_filtered || place.is_some() {
            parts.aside.extend(in_words(&rows, told.as_ref()));
        }
        match (place, told) {
            (_, None) => {}
            (Some(place), Some(told)) => parts.own.push((place, told)),
            (None, Some(told)) => parts.together.push(told),
        }
    }
    parts.own.sort_by_key(|(place, _)| *place);
    parts
}

/// The rows of one family that its segment does not word.
fn in_words<'a>(rows: &[&'a Usage], told: Option<&Told<'a>>) -> Vec<(&'a Usage, String)> {
    let is_told = |row: &Usage| {
        told.is_some_and(|told| {
            told.is_range() || told.is_crowd() || told.first.identity() == row.identity()
        })
    };
    let mut words: Vec<(&Usage, String)> = Vec::new();
    if let Some(told) = told.filter(|told| told.is_range()) {
        words.extend(told.named());
        if let Some((row, first)) = words.first_mut() {
            *first = format!("{}, {first}", row.said.subject());
        }
    }
    for row in rows {
        match row.said.amount() {
            None => words.push((row, format!("{}: {}", row.said.subject(), row.said.text()))),
            Some(_) if is_told(row) => {}
            Some(_) => words
                .push((row, format!("{} also stated as {}", row.said.subject(), row.said.text()))),
        }
    }
    words
}
