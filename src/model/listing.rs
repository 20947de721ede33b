//! Marks as the lines of a table: those with the same fields under a head of their own.

use super::choice::Choice as _;
use super::mark::Mark;

/// Headings of the last columns, which every mark has.
const BASIS: &str = "Footing";
const PLACE: &str = "Place in the source";

/// A line of the table.
pub enum Line<'a> {
    /// The head over marks that have the fields of this one.
    Head(&'a Mark),
    /// A mark.
    Mark(&'a Mark),
}

impl Line<'_> {
    /// Whether it is the line of the mark with this key.
    pub fn is(&self, key: Option<&str>) -> bool {
        matches!(self, Self::Mark(mark) if Some(mark.key.as_str()) == key)
    }
}

/// The marks by the names of their fields, in the order in which each kind first comes.
pub fn lines(marks: &[Mark]) -> Vec<Line<'_>> {
    let names = |mark: &Mark| mark.fields.iter().map(|field| field.name).collect::<Vec<_>>();
    let mut kinds: Vec<(Vec<&'static str>, Vec<&Mark>)> = Vec::new();
    for mark in marks {
        let names = names(mark);
        match kinds.iter_mut().find(|(known, _)| *known == names) {
            Some((_, marks)) => marks.push(mark),
            None => kinds.push((names, vec![mark])),
        }
    }
    kinds
        .into_iter()
        .flat_map(|(_, marks)| {
            let head = marks.first().map(|mark| Line::Head(mark));
            head.into_iter().chain(marks.into_iter().map(Line::Mark))
        })
        .collect()
}

/// The marks in the order of the table's lines.
pub fn order(marks: &[Mark]) -> Vec<&Mark> {
    let mark = |line| match line {
        Line::Head(_) => None,
        Line::Mark(mark) => Some(mark),
    };
    lines(marks).into_iter().filter_map(mark).collect()
}

/// The headings over a mark.
pub fn headings(mark: &Mark) -> impl Iterator<Item = &'static str> + use<> {
    let names: Vec<&'static str> = mark.fields.iter().map(|field| field.name).collect();
    names.into_iter().chain([BASIS, PLACE])
}

/// The texts of a row.
pub fn texts(mark: &Mark) -> Vec<String> {
    let place = match mark.statements() {
        [] => String::new(),
        [said] => said.place().full(),
        [said, rest @ ..] => format!("{} and {} more", said.place().full(), rest.len()),
    };
    let fields = mark.fields.iter().map(|field| field.value.clone());
    fields.chain([mark.basis().key().to_owned(), place]).collect()
}
