//! What the funding tables say: rounds of money raised, who gave it, and where the products run.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::load::alike::Alike;
use crate::load::{Column, Holds, Problems, Row, TableSpec};
use crate::model::quantity::NO_CURRENCY;
use crate::model::statement::{Value, undated};
use crate::model::{Asked, Choice, Known, Qualifier, Quantity, RecordId, Said, Says, Unit};
use crate::tab::{Tables, records};

/// The table of rounds.
pub const FUNDING: TableSpec = TableSpec {
    name: "funding",
    columns: &[
        Column::optional("id", "galbot").holding(Holds::Id),
        Column::needed("company", "Galbot"),
        Column::optional("country", "China"),
        Column::needed("amount", "362000000").holding(Holds::Money),
        Column::optional("currency", "USD"),
        Column::optional("qualifier", "exact").choice::<Qualifier>(),
        Column::optional("date", "2026-Q1").holding(Holds::Date),
        Column::optional("round", "Series B"),
        Column::optional("investors", "CITIC Group;Bank of China").holding(Holds::List),
    ],
};

/// The table of investors; a data set may do without.
pub const INVESTORS: TableSpec = TableSpec {
    name: "investors",
    columns: &[
        Column::needed("name", "Bank of China"),
        // The word is that of `Kind`.
        Column::needed("kind", "state bank").choice::<Kind>(),
    ],
};

/// The table of customers at which a company says its product runs; a data set may do without.
pub const DEPLOYMENTS: TableSpec = TableSpec {
    name: "deployments",
    columns: &[
        Column::optional("id", "deploy_bosch").holding(Holds::Id),
        Column::needed("company", "Galbot"),
        Column::needed("customer", "Bosch"),
        Column::optional("quantity", "1000").holding(Holds::Number),
        Column::optional("qualifier", "at least").choice::<Qualifier>(),
    ],
};

/// The largest amount that is read: above it sums would lose their digits, and no currency has it.
const MOST: f64 = 1e18;

/// What sort of investor one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A fund owned by a state.
    SovereignFund,
    /// A company owned by a state.
    StateOwnedEnterprise,
    /// A bank owned by a state.
    StateBank,
    /// Public money that buys no share.
    GovernmentGrant,
    /// A company.
    Corporate,
    /// A fund that takes shares in young companies.
    VentureCapital,
    /// A person.
    Angel,
    /// Stands for investors whom the source mentions without names.
    NotNamed,
    /// No table says.
    NotStated,
}

impl Choice for Kind {
    const ALL: &'static [Self] = &[
        Self::SovereignFund,
        Self::StateOwnedEnterprise,
        Self::StateBank,
        Self::GovernmentGrant,
        Self::Corporate,
        Self::VentureCapital,
        Self::Angel,
        Self::NotNamed,
        Self::NotStated,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::SovereignFund => "sovereign fund",
            Self::StateOwnedEnterprise => "state-owned enterprise",
            Self::StateBank => "state bank",
            Self::GovernmentGrant => "government grant",
            Self::Corporate => "corporate",
            Self::VentureCapital => "venture capital",
            Self::Angel => "angel",
            Self::NotNamed => "not named",
            Self::NotStated => "kind not stated",
        }
    }
}

impl Kind {
    /// Whether a state stands behind the money.
    pub fn is_state(self) -> bool {
        matches!(
            self,
            Self::SovereignFund
                | Self::StateOwnedEnterprise
                | Self::StateBank
                | Self::GovernmentGrant
        )
    }
}

/// An investor as a round names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backer {
    pub name: Arc<str>,
    pub kind: Kind,
}

/// Money raised at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// The amount in whole units of the currency, raised by the company, and when.
    pub said: Said,
    /// Shared by the rounds that agree in them.
    pub terms: Arc<Terms>,
    /// Each once, in the order of the table.
    pub investors: Box<[Arc<Backer>]>,
}

/// What many rounds have in common beside their statements.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Empty where the table names none.
    pub country: Arc<str>,
    /// ISO 4217 code; empty where the table names none.
    pub currency: Arc<str>,
    /// Name of the round; empty where the table names none.
    pub name: Arc<str>,
}

/// A row of the table of investors.
#[derive(Clone, Debug, PartialEq)]
pub struct Investor {
    /// Of what kind it is.
    pub said: Said,
    pub kind: Kind,
}

/// A customer that runs a company's product.
#[derive(Clone, Debug, PartialEq)]
pub struct Deployment {
    /// How many units of the company's product.
    pub said: Said,
    pub customer: Arc<str>,
}

/// All that the tables say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Funding {
    pub rounds: Vec<Round>,
    pub investors: Vec<Investor>,
    pub deployments: Vec<Deployment>,
    /// Rows of all three tables that gave no record.
    pub rejected: usize,
    /// What the rounds are about, where the package says.
    pub subject: Option<String>,
}

/// Reads the tables; nothing where the data has none.
pub fn read(tables: &Tables, problems: &mut Problems) -> Funding {
    let mut names = BTreeSet::new();
    let investors = tables.get(INVESTORS.name);
    let investors = investors
        .map(|table| table.records_in_turn(problems, |row| investor(row, &mut names)))
        .unwrap_or_default();
    let kinds: BTreeMap<&str, Kind> =
        investors.items.iter().map(|investor| (investor.said.subject(), investor.kind)).collect();
    let rounds = tables.get(FUNDING.name).map(|table| {
        table.records_with(problems, Kept::default, |kept, row| round(kept, row, &kinds))
    });
    let rounds = rounds.unwrap_or_default();
    let deployments = records(tables, DEPLOYMENTS.name, problems, deployment);
    Funding {
        rejected: rounds.rejected + investors.rejected + deployments.rejected,
        rounds: rounds.items,
        investors: investors.items,
        deployments: deployments.items,
        subject: tables.get(FUNDING.name).and_then(|table| table.subject.clone()),
    }
}

/// The kinds of investor that the rounds name, each once.
pub fn kinds(funding: &Funding) -> Vec<Kind> {
    let named: BTreeSet<Kind> = funding
        .rounds
        .iter()
        .flat_map(|round| &round.investors)
        .map(|backer| backer.kind)
        .collect();
    named.into_iter().collect()
}

/// The currencies that the rounds name, each once, by code.
pub fn currencies(funding: &Funding) -> Vec<String> {
    let named: BTreeSet<&str> = funding
        .rounds
        .iter()
        .map(|round| &*round.terms.currency)
        .filter(|code| !code.is_empty())
        .collect();
    named.into_iter().map(str::to_owned).collect()
}

fn investor(row: &mut Row<'_>, names: &mut BTreeSet<Arc<str>>) -> Option<Investor> {
    let (name, kind) = (row.needed("name"), row.needed_choice("kind"));
    let provenance = row.provenance();
    let name = name?;
    if !names.insert(Arc::clone(&name)) {
        row.report("name", "the investor stands already further up", "keep one of the rows");
        return None;
    }
    let kind: Kind = kind?;
    let says = Says {
        record: RecordId::named(&*name),
        subject: name,
        measure: "kind of investor".into(),
        value: Value::Words(kind.key().into()),
        scope: Arc::default(),
        as_of: undated(),
        provenance: provenance?,
    };
    Some(Investor { said: row.says(says), kind })
}

/// What many rounds have in common, each kept once.
#[derive(Default)]
struct Kept {
    terms: Alike<Arc<Terms>>,
    backers: Asked<Arc<str>, Arc<Backer>>,
}

/// The fields that decide the terms.
const TERMS: &[&str] = &["country", "currency", "round"];

fn round(kept: &mut Kept, row: &mut Row<'_>, kinds: &BTreeMap<&str, Kind>) -> Option<Round> {
    let (id, company) = (row.id(), row.needed("company"));
    let amount = row.amount("amount");
    let terms = kept.terms.of(row, (None, TERMS), |row| {
        let (country, name) = (row.word("country"), row.word("round"));
        Some(Arc::new(Terms { country, currency: currency(row)?, name }))
    });
    let (qualifier, date) = (row.qualifier(), row.date("date"));
    let provenance = row.provenance();
    let investors = investors(&mut kept.backers, row, kinds);
    if amount.as_ref().and_then(Known::value).is_some_and(|value| *value > MOST) {
        let hint = "write it in whole units of the currency";
        row.report("amount", "amount is more money than there is", hint);
        return None;
    }
    let (terms, qualifier) = (terms?, qualifier?);
    let unit = match &*terms.currency {
        "" => Unit::Count(row.share(NO_CURRENCY)),
        _ => Unit::Money(Arc::clone(&terms.currency)),
    };
    let money = |value| Quantity { value, unit, qualifier };
    let says = Says {
        record: id?,
        subject: company?,
        measure: row.share("amount raised"),
        value: Value::Number(amount?.map(money)),
        scope: Arc::default(),
        as_of: date?,
        provenance: provenance?,
    };
    Some(Round { said: row.says(says), terms, investors })
}

/// The investors of a row, each once.
fn investors(
    backers: &mut Asked<Arc<str>, Arc<Backer>>,
    row: &mut Row<'_>,
    kinds: &BTreeMap<&str, Kind>,
) -> Box<[Arc<Backer>]> {
    let names = row.list("investors");
    let mut investors: Vec<Arc<Backer>> = Vec::with_capacity(names.len());
    for name in names {
        if investors.iter().any(|backer| *backer.name == *name) {
            continue;
        }
        if let Some(known) = backers.get(name.as_str()) {
            investors.push(Arc::clone(known));
            continue;
        }
        let kind = kinds.get(name.as_str()).copied().unwrap_or(Kind::NotStated);
        let name = row.share(&name);
        let backer = Arc::new(Backer { name: Arc::clone(&name), kind });
        backers.keep(name, Arc::clone(&backer));
        investors.push(backer);
    }
    investors.into()
}

/// A currency code; empty where none is given.
fn currency(row: &mut Row<'_>) -> Option<Arc<str>> {
    let is_code =
        |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code(row.text("currency")) {
        return Some(row.word("currency"));
    }
    let code = row.text("currency").to_uppercase();
    if code.is_empty() || is_code(&code) {
        return Some(row.share(&code));
    }
    row.report("currency", "currency is not a code of three letters", "write one like USD or EUR");
    None
}

fn deployment(row: &mut Row<'_>) -> Option<Deployment> {
    let (id, company) = (row.id(), row.needed("company"));
    let (customer, quantity) = (row.needed("customer"), row.amount("quantity"));
    let (qualifier, provenance) = (row.qualifier(), row.provenance());
    let (quantity, qualifier) = (quantity?, qualifier?);
    let unit = Unit::Count(row.share("units"));
    let customer = customer?;
    let says = Says {
        record: id?,
        subject: company?,
        measure: row.share("units in use"),
        value: Value::Number(quantity.map(|value| Quantity { value, unit, qualifier })),
        scope: row.share(&format!("at {customer}")),
        as_of: undated(),
        provenance: provenance?,
    };
    Some(Deployment { said: row.says(says), customer })
}
