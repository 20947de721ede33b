//! What a tab must provide, and the one pipeline that drives them all.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::load::progress::Step;
use crate::load::table::Records;
use crate::load::{Problems, Row, Table, TableSpec};
use crate::model::choice::nearest;
use crate::model::figure::NoSuchChoice;
use crate::model::native::Native;
use crate::model::sight::Form;
use crate::model::{Axes, Cited, Counts, Figure, Mark, Named, Scale, Setting, Sight};
use crate::paint::Stage;

/// The tables a tab reads, by name. A table the data does not have is not there.
pub type Tables = BTreeMap<String, Table>;

/// The records of the table with this name, in its order; none where the data has no such table.
pub fn records<T: Send>(
    tables: &Tables,
    name: &str,
    problems: &mut Problems,
    record: impl Fn(&mut Row<'_>) -> Option<T> + Sync,
) -> Records<T> {
    tables.get(name).map(|table| table.records(problems, record)).unwrap_or_default()
}

/// The records of another tab's table. What is wrong with it is told by that tab.
pub fn records_elsewhere<T: Send>(
    tables: &Tables,
    name: &str,
    record: impl Fn(&mut Row<'_>) -> Option<T> + Sync,
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
    /// The charts of the figure that office programs draw themselves; the rest of it is shapes.
    fn natives(_figure: &Figure<Self::Chart>) -> Vec<Native> {
        Vec::new()
    }
    /// The axes of the chart that the user can move; `None` where they stand still.
    fn axes(_figure: &Figure<Self::Chart>) -> Option<Axes> {
        None
    }
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
    /// What is in sight of the axes of the chart.
    fn sight(&self) -> Sight;
    /// What can be chosen, and what is.
    fn settings(&self) -> &[Setting];
    /// What was chosen that is not so by itself: key and value, in the order in which they lead from
    /// a fresh tab with this data to this one.
    fn chosen(&self) -> Vec<(&'static str, String)>;
    /// Chooses; refuses what is neither among the choices nor of the form that the setting takes.
    fn set(&mut self, key: &str, value: &str) -> Result<(), NoSuchChoice>;
    /// Draws the figure.
    fn draw(&self, stage: &mut Stage<'_>);
    /// See [`View::natives`].
    fn natives(&self) -> Vec<Native>;
    /// The same tab showing other data, its options kept where the data still has them. `named` are
    /// the records that the claims and caveats of that data name.
    fn load(&self, tables: &Tables, named: &Arc<Named>, problems: &mut Problems) -> Box<dyn Tab>;
    /// The same tab once more, sharing its data.
    fn share(&self) -> Box<dyn Tab>;
}

/// A [`View`] with its data: the pipeline, written once. The window asks for figure and settings in
/// every frame, so they are made once for each change.
pub struct State<V: View> {
    records: Arc<V::Records>,
    named: Arc<Named>,
    options: V::Options,
    sight: Sight,
    settings: Arc<[Setting]>,
    subtitle: Arc<str>,
    figure: Arc<Figure<V::Chart>>,
    cited: Arc<Cited>,
}

impl<V: View> State<V> {
    /// A tab without data.
    pub fn empty() -> Box<dyn Tab> {
        Box::new(Self::of(Arc::default(), Arc::default(), V::Options::default()))
    }

    fn of(records: Arc<V::Records>, named: Arc<Named>, options: V::Options) -> Self {
        let figure = V::figure(&records, &options);
        let cited = Cited::of(&figure.marks, &named);
        let settings = V::settings(&records, &options).into();
        let of = Self {
            records,
            named,
            options,
            sight: Sight::default(),
            settings,
            subtitle: Arc::from(""),
            figure: Arc::new(figure),
            cited: Arc::new(cited),
        };
        of.seen(Sight::default())
    }

    /// The same figure with another part of its axes in sight. Nothing else is made anew: this
    /// follows the pointer.
    fn seen(mut self, sight: Sight) -> Self {
        let axes = V::axes(&self.figure);
        self.sight = axes.as_ref().map_or_else(Sight::default, |_| sight);
        let own = self.settings.iter().filter(|setting| setting.form.is_none()).cloned();
        let of_sight = axes.iter().flat_map(|_| Setting::of_sight(sight));
        self.settings = own.chain(of_sight).collect();
        let cut = axes.and_then(|axes| self.sight.words(&axes));
        let parts = [Some(self.figure.subtitle.clone()).filter(|words| !words.is_empty()), cut];
        self.subtitle = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ").into();
        self
    }

    /// Shows another part of an axis; refuses one without any of the data.
    fn see(&mut self, form: Form, value: &str) -> Result<(), NoSuchChoice> {
        let ends = form.read(value);
        if let (Some(ends), Some(axes)) = (ends, V::axes(&self.figure))
            && !axes.meets(form, ends)
        {
            let all = form.write(axes.all(form));
            let choices = format!("{} with some of the data, which lies in {all}", form.hint());
            let (key, value) = (form.key().to_owned(), value.to_owned());
            return Err(NoSuchChoice { key, value, choices });
        }
        *self = self.again().seen(self.sight.with(form, ends));
        Ok(())
    }

    /// The same once more, sharing its data.
    fn again(&self) -> Self {
        Self {
            records: Arc::clone(&self.records),
            named: Arc::clone(&self.named),
            options: self.options.clone(),
            sight: self.sight,
            settings: Arc::clone(&self.settings),
            subtitle: Arc::clone(&self.subtitle),
            figure: Arc::clone(&self.figure),
            cited: Arc::clone(&self.cited),
        }
    }

    /// The options with which other records show as much of what these settings say as they can: a
    /// filter on a word that the records lack falls back to its default. Beside them each choice
    /// that had to be made.
    fn options_for(records: &V::Records, wanted: &[Setting]) -> (V::Options, Vec<Chosen>) {
        let mut options = V::Options::default();
        let mut settings = V::settings(records, &options);
        let mut chosen = Vec::new();
        for wanted in wanted {
            if let Ok(Some(choice)) = choice(V::NAME, &settings, wanted.key, &wanted.current) {
                V::set(&mut options, wanted.key, &choice);
                settings = V::settings(records, &options);
                chosen.push((wanted.key, choice));
            }
        }
        (options, chosen)
    }
}

/// Key and value of a choice.
type Chosen = (&'static str, String);

/// The choice as the tab words it; nothing where it is made already.
fn choice(
    tab: &str,
    settings: &[Setting],
    key: &str,
    value: &str,
) -> Result<Option<String>, NoSuchChoice> {
    let refuse = |choices| NoSuchChoice { key: key.to_owned(), value: value.to_owned(), choices };
    let Some(setting) = settings.iter().find(|setting| setting.key == key) else {
        let keys: Vec<&str> = settings.iter().map(|setting| setting.key).collect();
        let near = nearest(key, keys.iter().copied());
        let near = near.map_or(String::new(), |near| format!(" (did you mean {near}?)"));
        return Err(refuse(format!(
            "not an option of the tab {tab}, which has {}{near}",
            if keys.is_empty() { "none".to_owned() } else { keys.join(", ") }
        )));
    };
    let known = |choice: &&(String, String)| choice.0.eq_ignore_ascii_case(value);
    let written = |form: Form| form.read(value).map(|ends| form.write(ends));
    let chosen = setting.choices.iter().find(known).map(|(value, _)| value.clone());
    let Some(value) = chosen.or_else(|| setting.form.and_then(written)) else {
        let words = setting.choices.iter().map(|(word, _)| word.as_str());
        let words: Vec<&str> = words.chain(setting.form.map(Form::hint)).collect();
        return Err(refuse(crate::model::choice::one_of(&words)));
    };
    Ok((value != setting.current).then_some(value))
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
        &self.subtitle
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

    fn sight(&self) -> Sight {
        self.sight
    }

    fn settings(&self) -> &[Setting] {
        &self.settings
    }

    fn chosen(&self) -> Vec<Chosen> {
        let (_, mut chosen) = Self::options_for(&self.records, &self.settings);
        let cut = Form::ALL.into_iter().filter(|form| self.sight.of(*form).is_some());
        chosen.extend(cut.map(|form| (form.key(), self.sight.text(form))));
        chosen
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), NoSuchChoice> {
        let Some(value) = choice(V::NAME, &self.settings, key, value)? else { return Ok(()) };
        let setting = self.settings.iter().find(|setting| setting.key == key);
        if let Some(form) = setting.and_then(|setting| setting.form) {
            return self.see(form, &value);
        }
        let mut options = self.options.clone();
        V::set(&mut options, key, &value);
        let next = Self::of(Arc::clone(&self.records), Arc::clone(&self.named), options);
        // What is in sight belongs to the axes: others are seen whole first.
        let is_same = V::axes(&next.figure) == V::axes(&self.figure);
        *self = if is_same { next.seen(self.sight) } else { next };
        Ok(())
    }

    fn draw(&self, stage: &mut Stage<'_>) {
        V::draw(&self.figure, stage);
    }

    fn natives(&self) -> Vec<Native> {
        let mut natives = V::natives(&self.figure);
        for native in natives.iter_mut().filter(|native| native.days.is_some()) {
            native.days = self.sight.of(Form::Days).or(native.days);
            if let Some((low, high)) = self.sight.of(Form::Values) {
                native.scale = Scale::linear(low, high);
            }
        }
        natives
    }

    fn load(&self, tables: &Tables, named: &Arc<Named>, problems: &mut Problems) -> Box<dyn Tab> {
        let records = V::records(tables, problems);
        problems.progress().begin(Step::Figures, 0);
        let (options, _) = Self::options_for(&records, &self.settings);
        let next = Self::of(Arc::new(records), Arc::clone(named), options);
        let is_near = V::axes(&next.figure).is_some_and(|axes| {
            let meets = |form| self.sight.of(form).is_none_or(|ends| axes.meets(form, ends));
            Form::ALL.into_iter().all(meets)
        });
        Box::new(if is_near { next.seen(self.sight) } else { next })
    }

    fn share(&self) -> Box<dyn Tab> {
        Box::new(self.again())
    }
}
