//! A finished figure without its picture: words, marks, counts and settings.

use super::choice::{Choice, all_of};
use super::mark::Mark;

/// What a tab shows: the words round the chart, its marks, and the chart itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<C> {
    /// The finding, as one sentence with its numbers.
    pub title: String,
    /// Measure, unit, scope and date.
    pub subtitle: String,
    /// Every drawn thing, in reading order.
    pub marks: Vec<Mark>,
    /// How many rows are drawn and how many the filters hide.
    pub counts: Counts,
    /// What to draw; it points at marks by key.
    pub chart: C,
}

impl<C> Figure<C> {
    /// The mark with this key.
    pub fn mark(&self, key: &str) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.key == key)
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
    /// Key of the current choice.
    pub current: String,
}

impl Setting {
    /// A setting over a closed list.
    pub fn of<C: Choice>(key: &'static str, label: &'static str, current: C) -> Self {
        let choices =
            C::ALL.iter().map(|choice| (choice.key().to_owned(), choice.label())).collect();
        Self { key, label, choices, current: current.key().to_owned() }
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
        Self { key, label, choices, current: current.unwrap_or("all").to_owned() }
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
        Self { key, label, choices, current: current.unwrap_or("all").to_owned() }
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
    fn what_a_view_leaves_out_is_counted_in_words() {
        let rows = [(1, "share"), (0, "count"), (2, "score")];
        assert_eq!(
            not_drawn(&rows).as_deref(),
            Some("1 share and 2 scores not drawn in this view")
        );
        assert_eq!(not_drawn(&[(0, "share")]), None);
    }
}
