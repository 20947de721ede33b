//! What files call the fields of our tables: a table of words, and no code but for looking them up.
//!
//! Names are written as [`Heading::spaced`](super::heading::Heading::spaced) gives them: small
//! letters, singular, without units; compared without the spaces.

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

const MODEL: &str = "model, model name, model id, llm, system";
const MODEL_WEAK: &str = "model url, fullname, full name, name, entity";
const DEVELOPER: &str = "developer, organization, organisation, org, hf org, vendor, lab";
const DEVELOPER_WEAK: &str = "author, company, creator, publisher, owner";

/// Fields that every table has.
pub const EVERYWHERE: &[Names] = &[
    names("note", "note, remark, comment, notes and remark", "estimate"),
    names("source", "source url, source link, source, reference", ""),
];

const FUNDING: Vocabulary = Vocabulary {
    table: "funding",
    fields: &[
        names(
            "company",
            "company name, startup name, startup, portfolio company, organization name, company",
            "organization, organisation, name, domain name",
        ),
        names("country", "country, location country, country code, hq country", ""),
        names(
            "amount",
            "round amount, amount raised, money raised, money raised currency, amount, raised, \
             raised amount, fund raised, funding amount, deal size, round size, investment amount",
            "total funding, funding total, total raised, funding",
        ),
        names("currency", "money raised currency, currency, amount currency, currency code", ""),
        names(
            "date",
            "round date, announced date, announcement date, date announced, funding date, \
             deal date, close date, closing date, date",
            "date joined",
        ),
        names(
            "round",
            "round name, round, funding type, investment type, funding round, funding round type, \
             series, transaction name, funding stage, deal type",
            "stage, type",
        ),
        names(
            "investors",
            "investor, investor name, select investor, institutional investor, lead investor, \
             angel investor",
            "backer, funder",
        ),
    ],
    unused: &[
        (
            "valuation, post money valuation, pre money valuation, post valuation, company valuation",
            "a valuation is not the amount raised",
        ),
        (
            "founded month, founded date, founded, founded year, year founded, founding date",
            "the founding is not the date of a round",
        ),
        ("last funding date", "the date of the last round only"),
        ("total equity funding", "the sum of all rounds, not one round"),
        ("percentage laid off", "people laid off are no funding"),
    ],
    signs: "industry, sub industry, industry vertical, sub vertical, vertical, sector, market, city, \
            city location, headquarters, location, founder, funding status, lead investor, \
            angel investor, institutional investor, select investor, employee count, domain name, \
            total funding, total laid off, valuation, founded month, founded year, overview",
    cautions: &[(
        "total funding, funding total, fund raised, total raised",
        "may be the sum of all rounds of a company and not one round",
    )],
    instead: &[(
        "total laid off, laid off",
        "date",
        "it is the date of the layoffs, not of a round",
    )],
    ..NONE
};

const INVESTORS: Vocabulary = Vocabulary {
    table: "investors",
    fields: &[
        names("name", "investor, investor name, fund name", "name, firm, fund, organization name"),
        names("kind", "investor type, type of investor, investor kind, kind", "type, category"),
    ],
    ..NONE
};

const DEPLOYMENTS: Vocabulary = Vocabulary {
    table: "deployments",
    fields: &[
        names("company", "company, vendor, company name, manufacturer", "supplier, maker"),
        names("customer", "customer, client, deployed at, buyer, customer name", "user"),
        names("quantity", "quantity, unit deployed, number of robot, robot", "count, unit"),
    ],
    ..NONE
};

const ADOPTION: Vocabulary = Vocabulary {
    table: "adoption",
    fields: &[
        names(
            "family",
            "model family, family, model, model name, model id, base model",
            "model url, fullname, entity, system, hf org, organization, org, name",
        ),
        names("developer", DEVELOPER, DEVELOPER_WEAK),
        names("measure", "measure, metric, indicator, statistic", "variable"),
        names("value", "", "value, count, total, number"),
        names("as_of", "as of, snapshot date, month, date, day, week, quarter", "year, t, period"),
        names("scope", "scope, region, country", ""),
    ],
    measured: Some(("value", "measure")),
    measures: &[
        measure("download all time", "downloads of all time", "downloads"),
        measure("cumulative download", "cumulative downloads", "downloads"),
        measure("download, monthly download", "", "downloads"),
        measure("share of download, download share, market share, share", "", "%"),
        measure("like, hub heart, metadata hub heart, heart", "likes", "likes"),
        measure("derivative, derivative model", "derivatives", "derivatives"),
        measure("finetune, fine tune, finetuned model", "fine-tunes", "models"),
        measure("citation", "citations", "citations"),
        measure("vote", "votes", "votes"),
        measure("star, github star", "stars", "stars"),
        measure("user, active user, monthly active user, daily active user", "", "users"),
    ],
    unused: &[
        ("created at, hf created at, publication date", "it dates the model, not the figure"),
        ("license, licence", "a licence is no figure"),
    ],
    signs: "license, model accessibility, open closed, region, modality, pipeline tag, tag",
    ..NONE
};

const BENCHMARKS: Vocabulary = Vocabulary {
    table: "benchmarks",
    fields: &[
        names("model", MODEL, MODEL_WEAK),
        names("developer", DEVELOPER, DEVELOPER_WEAK),
        names("benchmark", "benchmark, benchmark name, eval", "task, dataset, test, evaluation"),
        names("score", "best score, score, accuracy", "result, value, performance, mean score"),
        names("open_weights", "open weight, is open, open source, open", ""),
        names("backbone", "backbone, base model, metadata base model, language backbone", ""),
    ],
    measured: Some(("score", "benchmark")),
    measures: &[
        measure("arena score, elo, arena elo, lmsys elo, elo rating, rating", "", ""),
        measure("average, average score, model average score", "average score", ""),
        measure("mmlu, mmlu pro, mmlu redux, cmmlu, c eval, mmmlu, super gpqa", "", ""),
        measure(
            "mmmu, mmmu pro, math vista, doc vqa, chart qa, ocr bench, mm bench, mm star",
            "",
            "",
        ),
        measure("gpqa, gpqa diamond, bbh, bb eh, big bench hard, musr, drop, hle", "", ""),
        measure(
            "gsm8k, math, math 500, math lvl 5, math level 5, aime, aime 2024, aime 2025",
            "",
            "",
        ),
        measure("human eval, mbpp, live code bench, swe bench, swe bench verified, aider", "", ""),
        measure(
            "arc, arc c, arc challenge, arc agi, hella swag, wino grande, truthful qa, piqa",
            "",
            "",
        ),
        measure(
            "if eval, mt bench, alpaca eval, arena hard, simple qa, tau bench, terminal bench",
            "",
            "",
        ),
    ],
    unused: &[
        ("rank, ranking, rank stylectrl", "a rank is no score"),
        ("95 pct ci, ci, 95 ci, lmsys elo 95 ci", "the table has no field for an interval"),
        ("vote", "votes say how often a model was judged, not how well"),
        (
            "license, licence, metadata hub license",
            "a licence does not say whether the weights are open, unless it is “Proprietary”",
        ),
    ],
    signs: "rank, 95 pct ci, vote, license, knowledge cutoff, rank stylectrl, model precision",
    ..NONE
};

const MODELS: Vocabulary = Vocabulary {
    table: "models",
    fields: &[
        names("model", MODEL, MODEL_WEAK),
        names("developer", DEVELOPER, DEVELOPER_WEAK),
        names("measure", "measure, metric, property", ""),
        names("value", "", "value"),
    ],
    measured: Some(("value", "measure")),
    measures: &[
        measure(
            "total param, total parameter, param, parameter, model size, number of parameter, \
             parameter count, metadata param",
            "total parameters",
            "parameters",
        ),
        measure(
            "active param, active parameter, activated param, activated parameter",
            "active parameters",
            "parameters",
        ),
        measure("context, context length, context window", "context length", "tokens"),
        measure("training token, training dataset size", "", ""),
        measure("training compute", "training compute", "FLOP"),
    ],
    signs: "is moe, moe, architecture, model architecture, license, publication date, features is moe",
    ..NONE
};

const TALENT: Vocabulary = Vocabulary {
    table: "talent",
    fields: &[
        names(
            "date",
            "event date, start date, actual release date, release date, publication date, date",
            "start, published, day, created at, hf created at",
        ),
        names("date.end", "end date, end", ""),
        names("date.year", "year, start date year, start year", ""),
        names("date.month", "month, start date month, start month", ""),
        names("date.day", "day, start date day, start day", ""),
        names("date.end_year", "end year, end date year", ""),
        names("date.end_month", "end month, end date month", ""),
        names("date.end_day", "end day, end date day", ""),
        names(
            "title",
            "headline, text headline, event title, title, event, event name, milestone",
            "name, model name, model, model id, system, content",
        ),
        names("kind", "kind, event type, type, category, realm, group", "stage"),
        names("person", "person, people, politician", "author"),
        names("role", "role, position", ""),
        names("organisation", "organisation, organization, org, hf org", "company, actor"),
        names("state", "state", "status"),
        names("note", "text text, text, body, description, summary, note, caption, detail", ""),
    ],
    unused: &[("time, end time, start date time", "figures show days and no times")],
    signs: "media, media credit, media caption, media thumbnail, media url, display date, background, \
            unique id, realm, materiality, permalink, ticker, group, link",
    implied: &[("actual release date, release date", "kind", "release")],
    ..NONE
};

const TEAMS: Vocabulary = Vocabulary {
    table: "teams",
    fields: &[
        names("organisation", "organisation, organization, team, lab", "org, company, employer"),
        names(
            "headcount",
            "headcount, head count, team size, number of employee, employee, employee count, \
             staff",
            "people, member",
        ),
    ],
    ..NONE
};

const COVERAGE: Vocabulary = Vocabulary {
    table: "coverage",
    fields: &[
        names(
            "dimension",
            "dimension, tool category, control category",
            "input name, provided name, category, layer, sector, technology, eccn",
        ),
        names("front", "front", ""),
        names(
            "status",
            "status, coverage, effectiveness, circumvention",
            "maturation level, china dependency, license policy",
        ),
        names(
            "control_target",
            "control target, export control target, target, control, restriction",
            "license requirement, dominant supplier, program, source list",
        ),
        names(
            "alternative",
            "alternative, chinese alternative, domestic alternative, substitute",
            "provider name, supplier",
        ),
        names("as_of", "as of, effective date, date", "start date, year"),
    ],
    ..NONE
};

const ARCHITECTURE: Vocabulary = Vocabulary {
    table: "architecture",
    fields: &[
        names("feature", "feature, component", ""),
        names("subject", "subject", ""),
        names("comparator", "comparator, baseline, compared with", ""),
        names("impact", "impact, effect, benefit", ""),
    ],
    ..NONE
};

const CHAIN: Vocabulary = Vocabulary {
    table: "chain",
    fields: &[
        names("from", "from, parent, base model, upstream", "source"),
        names("relation", "relation, relationship", "link"),
        names("to", "to, child, derivative, downstream", "target, model"),
    ],
    ..NONE
};

/// Every table that other files may feed. Sources, claims and caveats go by our own names only:
/// nobody else has them in this form.
const ALL: &[Vocabulary] = &[
    COVERAGE,
    ADOPTION,
    BENCHMARKS,
    FUNDING,
    INVESTORS,
    DEPLOYMENTS,
    TALENT,
    TEAMS,
    MODELS,
    ARCHITECTURE,
    CHAIN,
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
    names.split(',').position(|name| is_it(name))
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
