//! What a tab must provide, and the one pipeline that drives them all.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::load::table::Records;
use crate::load::{Problems, Row, Table, TableSpec};
use crate::model::choice::nearest;
use crate::model::figure::NoSuchChoice;
use crate::model::{Cited, Counts, Figure, Mark, Setting};
use crate::paint::Stage;

/// The tables a tab reads, by name. A table the data does not have is not there.
pub type Tables = BTreeMap<String, Table>;

/// The records of the table with this name, in its order; none where the data has no such table.
pub fn records<T>(
    tables: &Tables,
    name: &str,
    problems: &mut Problems,
    record: impl FnMut(&mut Row<'_>) -> Option<T>,
) -> Records<T> {
    tables.get(name).map(|table| table.records(problems, record)).unwrap_or_default()
}

/// The records of another tab's table. What is wrong with it is told by that tab.
pub fn records_elsewhere<T>(
    tables: &Tables,
    name: &str,
    record: impl FnMut(&mut Row<'_>) -> Option<T>,
) -> Vec<T> {
    records(tables, name, &mut Problems::default(), record).items
}

/// The stages of one tab, each a function of the one before:
/// tables → records → figure → shapes. `set` edits the options that `figure` reads.
pub trait View: Send + Sync + 'static {
    /// Word on the command line, stem of exported files, name of snapshots.
    const NAME: &'static str;
    /// Words on the tab.
    const LABEL: &'static str;
    /// The tables it reads; the first is the one `template` writes.
    const TABLES: &'static [&'static TableSpec];

    /// What the tables say, typed and validated.
    type Records: Default + Send + Sync;
    /// What the user chose.
    type Options: Clone + Default + Send + Sync;
    /// What to draw, in data units.
    type Chart: Send + Sync;

    /// Tables → records. Whatever cannot be read is in `problems`, every item of it.
    fn records(tables: &Tables, problems: &mut Problems) -> Self::Records;
    /// How many rows gave no record.
    fn rejected(records: &Self::Records) -> usize;
    /// Records and options → figure. Pure: no clock, no files, no screen.
    fn figure(records: &Self::Records, options: &Self::Options) -> Figure<Self::Chart>;
    /// Figure → shapes.
    fn draw(figure: &Figure<Self::Chart>, stage: &mut Stage<'_>);
    /// What can be chosen, and what is.
    fn settings(records: &Self::Records, options: &Self::Options) -> Vec<Setting>;
    /// Changes one option; `value` is one of the choices of the setting with this key.
    fn set(options: &mut Self::Options, key: &str, value: &str);
}

/// A tab as the window and the exporter see it.
pub trait Tab: Send + Sync {
    /// See [`View::NAME`].
    fn name(&self) -> &'static str;
    /// See [`View::LABEL`].
    fn label(&self) -> &'static str;
    /// See [`View::TABLES`].
    fn tables(&self) -> &'static [&'static TableSpec];
    /// The finding.
    fn title(&self) -> &str;
    /// Measure, unit, scope and date.
    fn subtitle(&self) -> &str;
    /// Every drawn thing, in reading order.
    fn marks(&self) -> &[Mark];
    /// What all of them stand on.
    fn cited(&self) -> &Cited;
    /// Rows shown, filtered and rejected.
    fn counts(&self) -> Counts;
    /// What can be chosen, and what is.
    fn settings(&self) -> Vec<Setting>;
    /// Chooses; refuses what is not among the choices.
    fn set(&mut self, key: &str, value: &str) -> Result<(), NoSuchChoice>;
    /// Draws the figure.
    fn draw(&self, stage: &mut Stage<'_>);
    /// The same tab showing other data, its options kept where the data still has them.
    fn load(&self, tables: &Tables, problems: &mut Problems) -> Box<dyn Tab>;
    /// The same tab once more, sharing its data.
    fn share(&self) -> Box<dyn Tab>;
}

/// A [`View`] with its data: the pipeline, written once.
pub struct State<V: View> {
    records: Arc<V::Records>,
    options: V::Options,
    figure: Arc<Figure<V::Chart>>,
    cited: Arc<Cited>,
}

impl<V: View> State<V> {
    /// A tab without data.
    pub fn empty() -> Box<dyn Tab> {
        Box::new(Self::of(V::Records::default()))
    }

    fn of(records: V::Records) -> Self {
        let options = V::Options::default();
        let figure = V::figure(&records, &options);
        let cited = Cited::of(&figure.marks);
        Self {
            records: Arc::new(records),
            options,
            figure: Arc::new(figure),
            cited: Arc::new(cited),
        }
    }
}

impl<V: View> Tab for State<V> {
    fn name(&self) -> &'static str {
        V::NAME
    }

    fn label(&self) -> &'static str {
        V::LABEL
    }

    fn tables(&self) -> &'static [&'static TableSpec] {
        V::TABLES
    }

    fn title(&self) -> &str {
        &self.figure.title
    }

    fn subtitle(&self) -> &str {
        &self.figure.subtitle
    }

    fn marks(&self) -> &[Mark] {
        &self.figure.marks
    }

    fn cited(&self) -> &Cited {
        &self.cited
    }

    fn counts(&self) -> Counts {
        Counts { rejected: V::rejected(&self.records), ..self.figure.counts }
    }

    fn settings(&self) -> Vec<Setting> {
        V::settings(&self.records, &self.options)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), NoSuchChoice> {
        let settings = self.settings();
        let refuse =
            |choices| NoSuchChoice { key: key.to_owned(), value: value.to_owned(), choices };
        let Some(setting) = settings.iter().find(|setting| setting.key == key) else {
            let keys: Vec<&str> = settings.iter().map(|setting| setting.key).collect();
            let near = nearest(key, keys.iter().copied());
            let near = near.map_or(String::new(), |near| format!(" (did you mean {near}?)"));
            return Err(refuse(format!(
                "not an option of the tab {}, which has {}{near}",
                V::NAME,
                if keys.is_empty() { "none".to_owned() } else { keys.join(", ") }
            )));
        };
        let known = |choice: &&(String, String)| choice.0.eq_ignore_ascii_case(value);
        let Some((value, _)) = setting.choices.iter().find(known) else {
            let words: Vec<&str> = setting.choices.iter().map(|(word, _)| word.as_str()).collect();
            return Err(refuse(crate::model::choice::one_of(&words)));
        };
        V::set(&mut self.options, key, value);
        let figure = V::figure(&self.records, &self.options);
        self.cited = Arc::new(Cited::of(&figure.marks));
        self.figure = Arc::new(figure);
        Ok(())
    }

    fn draw(&self, stage: &mut Stage<'_>) {
        V::draw(&self.figure, stage);
    }

    fn load(&self, tables: &Tables, problems: &mut Problems) -> Box<dyn Tab> {
        let mut next = Self::of(V::records(tables, problems));
        for setting in self.settings() {
            // A filter on a word that the new data lacks falls back to its default.
            next.set(setting.key, &setting.current).ok();
        }
        Box::new(next)
    }

    fn share(&self) -> Box<dyn Tab> {
        Box::new(Self {
            records: Arc::clone(&self.records),
            options: self.options.clone(),
            figure: Arc::clone(&self.figure),
            cited: Arc::clone(&self.cited),
        })
    }
}
