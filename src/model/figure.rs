//! A finished figure without its picture: words, marks, counts and settings.

use std::ops::Deref;

use super::choice::{Choice, all_of};
use super::mark::Mark;
use super::sight::{Form, Sight};

/// What a tab shows: the words round the chart, its marks, and the chart itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<C> {
    /// The finding, as one sentence with its numbers.
    pub title: String,
    /// Measure, unit, scope and date.
    pub subtitle: String,
    /// Every drawn thing, in reading order.
    pub marks: Marks,
    /// How many rows are drawn and how many the filters hide.
    pub counts: Counts,
    /// What to draw; it points at marks by key.
    pub chart: C,
}

impl<C> Figure<C> {
    /// The mark with this key.
    pub fn mark(&self, key: &str) -> Option<&Mark> {
        self.marks.with_key(key)
    }
}

/// Marks in reading order that are found by their keys: drawing asks for each of them in every
/// frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    list: Vec<Mark>,
    /// Positions in the list, by key.
    by_key: Vec<usize>,
}

impl Marks {
    /// The mark with this key; the first of several.
    pub fn with_key(&self, key: &str) -> Option<&Mark> {
        let at = |index: &usize| self.list.get(*index).map(|mark| mark.key.as_str());
        let first = self.by_key.partition_point(|index| at(index) < Some(key));
        let mark = self.list.get(*self.by_key.get(first)?)?;
        (mark.key == key).then_some(mark)
    }
}

impl From<Vec<Mark>> for Marks {
    fn from(list: Vec<Mark>) -> Self {
        let mut by_key: Vec<usize> = (0..list.len()).collect();
        by_key.sort_by_key(|index| list.get(*index).map(|mark| mark.key.as_str()));
        Self { list, by_key }
    }
}

impl FromIterator<Mark> for Marks {
    fn from_iter<I: IntoIterator<Item = Mark>>(marks: I) -> Self {
        marks.into_iter().collect::<Vec<Mark>>().into()
    }
}

impl Deref for Marks {
    type Target = [Mark];

    fn deref(&self) -> &[Mark] {
        &self.list
    }
}

impl<'a> IntoIterator for &'a Marks {
    type Item = &'a Mark;
    type IntoIter = std::slice::Iter<'a, Mark>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

/// Rows of the tab's tables: read = shown + filtered + rejected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Drawn, or named in words on the figure.
    pub shown: usize,
    /// Hidden by the user's filters.
    pub filtered: usize,
    /// Refused, each with a problem.
    pub rejected: usize,
}

impl Counts {
    /// All rows read.
    pub fn read(self) -> usize {
        self.shown + self.filtered + self.rejected
    }
}

/// Says which rows the view does not draw though no filter hides them: `1 share and 2 scores not
/// drawn in this view`. They count as shown, because these words stand for them.
pub fn not_drawn(rows: &[(usize, &str)]) -> Option<String> {
    let parts: Vec<String> = rows
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| super::number::counted(*count, noun))
        .collect();
    (!parts.is_empty()).then(|| format!("{} not drawn in this view", all_of(&parts)))
}

/// One thing the user can choose, with its choices: a row of buttons in the window, an
/// `--option KEY=VALUE` on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Word on the command line.
    pub key: &'static str,
    /// What is chosen, for screen readers and `--help`.
    pub label: &'static str,
    /// Key and words of each choice.
    pub choices: Vec<(String, String)>,
    /// What can be written in place of a choice; `None` where there are the choices and no more.
    pub form: Option<Form>,
    /// Key of the current choice, or what is written.
    pub current: String,
}

impl Setting {
    /// A setting over these choices, each with its key and its words.
    pub fn over(
        key: &'static str,
        label: &'static str,
        choices: Vec<(String, String)>,
        current: String,
    ) -> Self {
        Self { key, label, choices, form: None, current }
    }

    /// What is in sight of the axes of a chart.
    pub fn of_sight(sight: Sight) -> [Self; 2] {
        Form::ALL.map(|form| {
            let (label, all) = match form {
                Form::Days => ("Days in sight", "All days"),
                Form::Values => ("Values in sight", "All values"),
            };
            let choices = vec![("all".to_owned(), all.to_owned())];
            let current = sight.text(form);
            Self { form: Some(form), ..Self::over(form.key(), label, choices, current) }
        })
    }

    /// A setting over a closed list.
    pub fn of<C: Choice>(key: &'static str, label: &'static str, current: C) -> Self {
        let choices =
            C::ALL.iter().map(|choice| (choice.key().to_owned(), choice.label())).collect();
        Self::over(key, label, choices, current.key().to_owned())
    }

    /// A filter over names found in the data, written as they stand there, `all` first.
    pub fn names(
        key: &'static str,
        label: &'static str,
        all: &str,
        names: impl IntoIterator<Item = String>,
        current: Option<&str>,
    ) -> Self {
        let mut choices = vec![("all".to_owned(), all.to_owned())];
        choices.extend(names.into_iter().map(|name| (name.clone(), name)));
        Self::over(key, label, choices, current.unwrap_or("all").to_owned())
    }

    /// A filter over words found in the data, `all` first.
    pub fn filter(
        key: &'static str,
        label: &'static str,
        all: &str,
        words: impl IntoIterator<Item = String>,
        current: Option<&str>,
    ) -> Self {
        let mut choices = vec![("all".to_owned(), all.to_owned())];
        choices.extend(
            // Words of the data are shown as the data writes them: xAI is no Xai.
            words.into_iter().map(|word| (word.clone(), word)),
        );
        Self::over(key, label, choices, current.unwrap_or("all").to_owned())
    }
}

/// The option has no such value.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{key} cannot be {value:?}: it is {choices}")]
pub struct NoSuchChoice {
    /// The option.
    pub key: String,
    /// What was asked for.
    pub value: String,
    /// What there is.
    pub choices: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_over_names_does_not_rewrite_them() {
        let names = ["xAI".to_owned(), "qwen".to_owned()];
        let setting = Setting::names("family", "Family", "All families", names, None);
        let labels: Vec<&str> = setting.choices.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(labels, ["All families", "xAI", "qwen"]);
    }

    #[test]
    fn a_mark_is_found_by_its_key_and_the_first_of_two_where_keys_repeat() {
        let of = |(key, value): (&str, &str)| Mark::of(key, "", value);
        let list = [("b", "1"), ("a", "2"), ("c", "3"), ("b", "4")].map(of).to_vec();
        let marks = Marks::from(list.clone());
        let found = |key: &str| marks.with_key(key).map(|mark| mark.value.as_str());
        let wanted = [Some("2"), Some("1"), Some("3"), None, None];
        assert_eq!(["a", "b", "c", "d", ""].map(found), wanted);
        assert_eq!(marks.to_vec(), list, "in the order given");
    }

    #[test]
    fn what_a_view_leaves_out_is_counted_in_words() {
        let rows = [(1, "share"), (0, "count"), (2, "score")];
        assert_eq!(
            not_drawn(&rows).as_deref(),
            Some("1 share and 2 scores not drawn in this view")
        );
        assert_eq!(not_drawn(&[(0, "share")]), None);
    }
}
