//! Headings that repeat or are blank: told apart, and told.

use std::collections::BTreeSet;

use crate::load::sheet::Sheet;
use crate::model::number::counted;

/// The most columns that are read.
pub const MOST_COLUMNS: usize = 2_000;

/// The first few of a list in words.
pub fn listed(items: &[String]) -> String {
    const MOST: usize = 8;
    let shown = items.iter().take(MOST).cloned().collect::<Vec<_>>().join(", ");
    match items.len().checked_sub(MOST) {
        None | Some(0) => shown,
        Some(more) => format!("{shown} and {more} more"),
    }
}

/// Numbers the headings that repeat one before them, so that a mapping can tell the columns apart,
/// and remarks on them and on blank ones.
pub fn tell_apart(sheet: &mut Sheet) {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let all: BTreeSet<String> = sheet.headings.iter().map(|name| name.to_lowercase()).collect();
    let mut repeated = Vec::new();
    let most = sheet.headings.len() * 2;
    for heading in &mut sheet.headings {
        if heading.is_empty() || known.insert(heading.to_lowercase()) {
            continue;
        }
        let is_free = |name: &String| {
            let name = name.to_lowercase();
            !known.contains(&name) && !all.contains(&name)
        };
        let numbered = (2..=most + 2).map(|number| format!("{heading} ({number})")).find(is_free);
        *heading = numbered.unwrap_or_default();
        known.insert(heading.to_lowercase());
        repeated.push(format!("“{heading}”"));
    }
    if !repeated.is_empty() {
        let headings = counted(repeated.len(), "heading");
        let remark = format!(
            "{headings} repeat the name of a column before them and are numbered here: {}",
            listed(&repeated)
        );
        sheet.facts.remarks.push(remark);
    }
    let blank = sheet.headings.iter().enumerate().filter(|(_, heading)| heading.is_empty());
    let blank: Vec<String> = blank.map(|(column, _)| (column + 1).to_string()).collect();
    if !blank.is_empty() {
        let columns = counted(blank.len(), "column");
        let remark = format!("{columns} without a heading: number {}", listed(&blank));
        sheet.facts.remarks.push(remark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_are_numbered_past_names_that_are_taken() {
        let headings = ["a", "A", "a (2)", "", "a"].map(str::to_owned).to_vec();
        let mut sheet = Sheet { headings, ..Sheet::default() };
        tell_apart(&mut sheet);
        assert_eq!(sheet.headings, ["a", "A (3)", "a (2)", "", "a (4)"]);
        assert_eq!(sheet.facts.remarks.len(), 2, "{:?}", sheet.facts.remarks);
        assert!(sheet.facts.remarks[1].contains("number 4"), "{:?}", sheet.facts.remarks);
    }
}
