//! What files call the fields of our tables: a table of words, and no code but for looking them up.
//!
//! Names are written as [`Heading::spaced`](super::heading::Heading::spaced) gives them: small
//! letters, singular, without units; compared without the spaces.

mod events;
mod models;
mod money;

/// How surely a name stands for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The name is used for this and hardly for anything else.
    Strong,
    /// The name may stand for many things.
    Weak,
}

/// The names of a field, the better ones first, with commas between them.
pub struct Names {
    /// The field of our table; `date.year` and the like for a part of a date.
    pub field: &'static str,
    /// Names that hardly mean anything else.
    pub strong: &'static str,
    /// Names that may mean anything.
    pub weak: &'static str,
}

/// A number that some files give a column of its own, where our table has a row for each.
pub struct Measure {
    /// Its names.
    pub names: &'static str,
    /// What to call it; the heading itself where empty.
    pub words: &'static str,
    /// Its unit, where the name says it.
    pub unit: &'static str,
}

/// What the files of others call the fields of one of our tables.
pub struct Vocabulary {
    /// Name of our table.
    pub table: &'static str,
    /// The fields.
    pub fields: &'static [Names],
    /// Where a number may stand under its own name: the field of the number, that of the name.
    pub measured: Option<(&'static str, &'static str)>,
    /// Numbers with names of their own.
    pub measures: &'static [Measure],
    /// Columns that look like a field and are another thing: names, and why they are not used.
    pub unused: &'static [(&'static str, &'static str)],
    /// Columns that our table has no field for and that speak for it.
    pub signs: &'static str,
    /// Columns that may be used, but of which the reader must know something.
    pub cautions: &'static [(&'static str, &'static str)],
    /// Columns that make another field unfit: names, the field, and why it is not used then.
    pub instead: &'static [(&'static str, &'static str, &'static str)],
    /// Columns whose names give a field of their own: names, field, words.
    pub implied: &'static [(&'static str, &'static str, &'static str)],
}

const fn names(field: &'static str, strong: &'static str, weak: &'static str) -> Names {
    Names { field, strong, weak }
}

const fn measure(names: &'static str, words: &'static str, unit: &'static str) -> Measure {
    Measure { names, words, unit }
}

/// Nothing known.
const NONE: Vocabulary = Vocabulary {
    table: "",
    fields: &[],
    measured: None,
    measures: &[],
    unused: &[],
    signs: "",
    cautions: &[],
    instead: &[],
    implied: &[],
};

/// Fields that every table has.
pub const EVERYWHERE: &[Names] = &[
    names("note", "note, remark, comment, notes and remark", "estimate"),
    names("source", "source url, source link, source, reference", ""),
];

/// Every table that other files may feed. Sources, claims and caveats go by our own names only:
/// nobody else has them in this form.
const ALL: &[Vocabulary] = &[
    events::COVERAGE,
    models::ADOPTION,
    models::BENCHMARKS,
    money::FUNDING,
    money::INVESTORS,
    money::DEPLOYMENTS,
    events::TALENT,
    events::TEAMS,
    models::MODELS,
    models::ARCHITECTURE,
    models::CHAIN,
];

/// The tables of each tab: what a user may say instead of a table's name.
pub const TABS: &[(&str, &[&str])] = &[
    ("overview", &["chain"]),
    ("coverage", &["coverage"]),
    ("adoption", &["adoption", "benchmarks"]),
    ("funding", &["funding", "investors", "deployments"]),
    ("talent", &["talent", "teams"]),
    ("stack", &["models", "architecture"]),
    ("sources", &["sources", "claims", "caveats"]),
];

/// What the rows of each table are called.
const ROWS: &[(&str, &str)] = &[
    ("chain", "links of the chain"),
    ("coverage", "export controls"),
    ("adoption", "adoption figures"),
    ("benchmarks", "benchmark scores"),
    ("funding", "funding rounds"),
    ("investors", "investors"),
    ("deployments", "deployments"),
    ("talent", "talent events"),
    ("teams", "teams"),
    ("models", "models"),
    ("architecture", "model architectures"),
    ("sources", "sources"),
    ("claims", "claims"),
    ("caveats", "caveats"),
];

/// What the rows of a table are called: `funding rounds`.
pub fn rows_of(table: &str) -> &str {
    ROWS.iter().find(|(name, _)| *name == table).map_or(table, |(_, rows)| rows)
}

/// What others call the fields of a table; nothing for tables that go by our own names only.
pub fn of(table: &str) -> &'static Vocabulary {
    ALL.iter().find(|vocabulary| vocabulary.table == table).unwrap_or(&NONE)
}

/// Whether the list of names holds the one with this key, and at which position.
pub fn position(names: &str, key: &str) -> Option<usize> {
    let is_it = |name: &str| {
        let letters = name.bytes().filter(|byte| *byte != b' ');
        letters.eq(key.bytes())
    };
    names.split(',').position(is_it)
}

impl Vocabulary {
    /// How well a heading fits a field: the strength of the name, and its place among its like.
    pub fn rank(&self, field: &str, key: &str) -> Option<(Strength, usize)> {
        let known = self.fields.iter().chain(EVERYWHERE).filter(|names| names.field == field);
        known.into_iter().find_map(|names| {
            let strong = position(names.strong, key).map(|at| (Strength::Strong, at));
            strong.or_else(|| position(names.weak, key).map(|at| (Strength::Weak, at)))
        })
    }

    /// The number that has its own name.
    pub fn measure(&self, key: &str) -> Option<&'static Measure> {
        self.measures.iter().find(|measure| position(measure.names, key).is_some())
    }

    /// Why a column with this heading is not used.
    pub fn unused(&self, key: &str) -> Option<&'static str> {
        self.unused.iter().find(|(names, _)| position(names, key).is_some()).map(|(_, why)| *why)
    }

    /// Whether a column with this heading speaks for the table.
    pub fn is_sign(&self, key: &str) -> bool {
        position(self.signs, key).is_some()
    }
}

/// Whether any table knows a number of this name, or a field.
pub fn is_known(key: &str) -> bool {
    ALL.iter().any(|vocabulary| {
        vocabulary.measure(key).is_some()
            || vocabulary.unused(key).is_some()
            || vocabulary.is_sign(key)
            || vocabulary.fields.iter().any(|names| vocabulary.rank(names.field, key).is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::heading::Heading;

    fn lists() -> Vec<&'static str> {
        let mut lists = Vec::new();
        for vocabulary in ALL {
            lists.extend(vocabulary.fields.iter().flat_map(|names| [names.strong, names.weak]));
            lists.extend(vocabulary.measures.iter().map(|measure| measure.names));
            lists.extend(vocabulary.unused.iter().map(|(names, _)| *names));
            lists.extend(vocabulary.cautions.iter().map(|(names, _)| *names));
            lists.extend(vocabulary.instead.iter().map(|(names, ..)| *names));
            lists.extend(vocabulary.implied.iter().map(|(names, ..)| *names));
            lists.push(vocabulary.signs);
        }
        lists
    }

    #[test]
    fn every_name_is_written_as_a_heading_is_normalised() {
        for list in lists() {
            for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
                let heading = Heading::of(name);
                assert_eq!(heading.spaced(), name, "it would never be found");
            }
        }
    }

    #[test]
    fn a_name_is_found_however_its_words_are_joined() {
        let funding = of("funding");
        assert_eq!(funding.rank("company", "startupname"), Some((Strength::Strong, 1)));
        assert_eq!(funding.rank("company", "name"), Some((Strength::Weak, 2)));
        assert_eq!(funding.rank("amount", "valuation"), None);
        assert!(funding.unused("valuation").is_some());
        assert_eq!(of("sources").rank("title", "headline"), None);
        assert!(is_known("fundraised") && !is_known("shoesize"));
    }
}
