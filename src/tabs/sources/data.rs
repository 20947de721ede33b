//! What the tables say of sources, claims and caveats, and which records cite which source.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::data_places::in_each_source;
use crate::claim::stated;
use crate::load::evidence::{self, CAVEATS, CLAIMS, SOURCES};
use crate::load::{Problems, Row, Severity};
use crate::model::evidence::{Caveat, Claim, Source};
use crate::model::statement::{Value, undated};
use crate::model::{
    Basis, DateRange, Judgement, Located, Provenance, RecordId, Said, Says, Statement,
};
use crate::tab::Tables;

/// Letters of a claim that are enough to recognise it.
const RECOGNISABLE: usize = 40;

/// All that bears on whether the numbers hold up, in the order of the tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    pub sources: Vec<Document>,
    pub claims: Vec<Judged>,
    pub caveats: Vec<Noted>,
    /// Every record of the tables beside that of the sources.
    pub citing: Vec<Citing>,
    /// The records that claims and caveats rest on, by id.
    pub named: BTreeMap<String, Named>,
    /// Rows of the three tables that gave no record.
    pub rejected: usize,
}

/// A source and the row that tells of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub source: Source,
    /// Of what kind it is, and when it was published.
    pub said: Said,
}

/// A claim and what came of recomputing it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub claim: Claim,
    /// Its words, in each of its sources.
    pub said: Vec<Said>,
    /// Why not, where the claim itself is wrong.
    pub judgement: Result<Judgement, String>,
}

/// A caveat and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Noted {
    pub caveat: Caveat,
    /// Its words, in each of its sources.
    pub said: Vec<Said>,
}

/// A record and the sources that it cites.
#[derive(Clone, Debug, PartialEq)]
pub struct Citing {
    pub table: Arc<str>,
    /// That it cites a source, for each of them. It says so itself, on whatever footing the rest
    /// of what it says stands.
    pub said: Vec<Said>,
}

impl Citing {
    /// Ids of the sources.
    pub fn sources(&self) -> impl Iterator<Item = &String> {
        self.said.iter().flat_map(|said| &said.provenance().sources)
    }
}

/// A record in plain words.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    pub name: String,
    /// What it says, in each of its sources.
    pub said: Vec<Said>,
}

/// Reads the tables. What is wrong with them is told where the package as a whole is read.
pub fn read(tables: &Tables) -> Evidence {
    let mut told = Problems::default();
    let read = evidence::read(tables, &mut told);
    let rows: usize = [SOURCES, CLAIMS, CAVEATS]
        .iter()
        .filter_map(|spec| tables.get(spec.name))
        .map(crate::load::Table::rows_read)
        .sum();
    let taken = read.sources.len() + read.claims.len() + read.caveats.len();
    let wanted: BTreeSet<&str> = read
        .caveats
        .iter()
        .flat_map(|caveat| &caveat.concerns)
        .chain(read.judgements.iter().flat_map(|judgement| &judgement.records))
        .map(String::as_str)
        .collect();
    let (citing, named) = records(tables, &wanted);
    Evidence {
        sources: documents(&read.sources, tables),
        claims: judged(read.claims, read.judgements, &told),
        caveats: read.caveats.into_iter().map(noted).collect(),
        citing,
        named,
        rejected: rows.saturating_sub(taken),
    }
}

/// The sources with their rows. A source is cited as a whole, by its own id.
fn documents(sources: &[Source], tables: &Tables) -> Vec<Document> {
    let mut places: BTreeMap<String, Located> = BTreeMap::new();
    if let Some(table) = tables.get(SOURCES.name) {
        table.records_in_turn(&mut Problems::default(), |row| {
            places.insert(row.id()?.to_string(), row.provenance()?);
            Some(())
        });
    }
    let mut document = |source: &Source| {
        let row = places.remove(&source.id).unwrap_or_default();
        let whole = row.with(Provenance {
            sources: vec![source.id.clone()],
            section: "The document as a whole".to_owned(),
            ..Provenance::clone(&row)
        });
        let words = (source.title.as_str(), "kind of source", source.kind.as_str());
        let said = in_words_of(&source.id, words, whole);
        let published = DateRange::parse(&source.published).into();
        Document { said: Said::new(said.dated(published)), source: source.clone() }
    };
    sources.iter().map(&mut document).collect()
}

fn noted(caveat: Caveat) -> Noted {
    let words = ("", "caveat", caveat.text.as_str());
    let said = in_words_of(&caveat.id, words, caveat.provenance.clone());
    Noted { said: in_each_source(&said), caveat }
}

/// A statement in words, without a date or scope.
fn in_words_of(
    record: &str,
    (subject, measure, words): (&str, &str, &str),
    provenance: Located,
) -> Statement {
    let says = Says {
        record: RecordId::named(record),
        subject: subject.into(),
        measure: measure.into(),
        value: Value::Words(words.into()),
        scope: Arc::default(),
        as_of: undated(),
        provenance,
    };
    says.into()
}

/// Each claim with its judgement, or with the reason for which there is none.
fn judged(claims: Vec<Claim>, mut judgements: Vec<Judgement>, told: &Problems) -> Vec<Judged> {
    // Each claim without a judgement has left one warning, in the order of the table.
    let mut reasons = told
        .iter()
        .filter(|problem| problem.severity == Severity::Warning)
        .map(|problem| problem.message.clone());
    claims
        .into_iter()
        .map(|claim| {
            let found = judgements.iter().position(|judgement| judgement.claim == claim.id);
            let judgement = match found {
                Some(index) => Ok(judgements.remove(index)),
                None => Err(reasons.next().unwrap_or_default()),
            };
            let words = ("", "claim", claim.text.as_str());
            let said = in_words_of(&claim.id, words, claim.provenance.clone());
            Judged { said: in_each_source(&said), claim, judgement }
        })
        .collect()
}

/// Every record of the other tables, and the wanted ones in plain words.
fn records(tables: &Tables, wanted: &BTreeSet<&str>) -> (Vec<Citing>, BTreeMap<String, Named>) {
    let (mut citing, mut named) = (Vec::new(), BTreeMap::new());
    for (table_name, table) in tables.iter().filter(|(name, _)| *name != SOURCES.name) {
        let name: Arc<str> = table_name.as_str().into();
        let read = table.records_in_turn(&mut Problems::default(), |row| {
            let (record, provenance) = (row.id()?, row.provenance()?);
            let id = record.to_string();
            if wanted.contains(id.as_str()) {
                let name = in_words(row).unwrap_or_else(|| id.clone());
                let said = in_each_source(&told(row, (&id, &name), provenance.clone()));
                named.insert(id, Named { name, said });
            }
            let said = cites(row, record, provenance);
            Some(Citing { table: Arc::clone(&name), said })
        });
        citing.extend(read.items);
    }
    (citing, named)
}

/// That the record cites its sources, for each of them. There may be a million records, so what they
/// have in common is shared where nothing else is to be said of it.
fn cites(row: &mut Row<'_>, record: RecordId, provenance: Located) -> Vec<Said> {
    let place = if provenance.basis == Basis::Stated {
        provenance
    } else {
        let stated = Provenance { basis: Basis::Stated, ..Provenance::clone(&provenance) };
        provenance.with(stated)
    };
    let has_several = place.sources.len() > 1;
    let says = Says {
        record,
        subject: Arc::default(),
        measure: row.share("cites"),
        value: Value::Words(place.sources.join(", ").into()),
        scope: Arc::default(),
        as_of: undated(),
        provenance: place,
    };
    if has_several { in_each_source(&says.into()) } else { vec![row.says(says)] }
}

/// What a record says, from whichever columns its table has.
fn told(row: &Row<'_>, (id, name): (&str, &str), provenance: Located) -> Statement {
    let words =
        ["status", "title", "to", "subject", "claim", "text"].map(|column| row.text(column));
    let words = words.into_iter().find(|words| !words.is_empty()).unwrap_or_default();
    let dates = ["as_of", "date"].map(|column| DateRange::parse(row.text(column)));
    let said = in_words_of(id, (name, row.table(), words), provenance);
    let said = said.dated(dates.into_iter().flatten().next().into());
    match stated(|column| row.cell(column)) {
        Some(number) => said.saying(Value::Number(number.quantity)).within(&number.scope),
        None => said,
    }
}

/// What a record is about, from whichever columns its table has.
fn in_words(row: &Row<'_>) -> Option<String> {
    let text = |column: &'static str| Some(row.text(column)).filter(|text| !text.is_empty());
    let pair = |first: &'static str, join: &str, second: &'static str| {
        Some(format!("{}{join}{}", text(first)?, text(second)?))
    };
    text("title")
        .map(str::to_owned)
        .or_else(|| pair("company", " at ", "customer"))
        .or_else(|| text("company").map(str::to_owned))
        .or_else(|| text("dimension").map(str::to_owned))
        .or_else(|| pair("family", " ", "measure"))
        .or_else(|| pair("model", " ", "measure"))
        .or_else(|| pair("model", " on ", "benchmark"))
        .or_else(|| text("feature").map(str::to_owned))
        .or_else(|| pair("from", " → ", "to"))
        .or_else(|| {
            text("headcount")?;
            Some(format!("{} head-count", text("organisation")?))
        })
        .or_else(|| text("claim").map(|claim| format!("the claim “{}”", beginning(claim))))
}

/// The first words of a long text.
fn beginning(text: &str) -> String {
    let text = text.trim_end_matches('.');
    if text.chars().count() <= RECOGNISABLE {
        return text.to_owned();
    }
    let cut: String = text.chars().take(RECOGNISABLE).collect();
    let whole_words = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{whole_words} …")
}
