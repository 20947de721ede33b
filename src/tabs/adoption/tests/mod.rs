//! What the adoption tab shows of small tables.

mod counts;
mod drawing;
mod shares;
mod time;

use std::sync::Arc;

use super::Adoption as Tab;
use super::chart::{self, AxisOf, Chart, Ink, Options, ViewOf};
use super::data::{ADOPTION, Adoption, BENCHMARKS};
use crate::desk::Shown;
use crate::load::import::Wishes;
use crate::load::source::RawFile;
use crate::load::{Package, Problems};
use crate::model::{Basis, Counts, Figure, Mark};
use crate::tab::{State, Tables, View as _};

const BUNDLED: &str = include_str!("../../../../data/adoption.csv");
const SCORES: &str = include_str!("../../../../data/benchmarks.csv");
const SCORE_HEAD: &str = "model,benchmark,score,unit";
const HEAD: &str = "family,measure,value,unit,qualifier,scope,as_of";

/// Tables out of CSV texts.
fn tables(texts: &[&str]) -> Tables {
    let mut tables = Tables::new();
    for text in texts {
        let file = RawFile { name: Arc::from("own.csv"), bytes: text.as_bytes().to_vec().into() };
        let mut problems = Problems::default();
        let specs = [&ADOPTION, &BENCHMARKS];
        let package = Package::from_file(file, &Wishes::default(), &specs, &mut problems);
        tables.extend(package.expect("the text is one of the tables").tables);
    }
    tables
}

fn records(texts: &[&str]) -> Adoption {
    Tab::records(&tables(texts), &mut Problems::default())
}

fn shown(texts: &[&str], options: &Options) -> Figure<Chart> {
    chart::build(&records(texts), options)
}

fn shares(rows: &str) -> Figure<Chart> {
    shown(&[&format!("{HEAD}\n{rows}")], &Options::default())
}

fn view(view: ViewOf) -> Options {
    Options { view, ..Options::default() }
}

fn bars(figure: &Figure<Chart>) -> &[super::chart_share::Bar] {
    match &figure.chart {
        Chart::Share { bars, .. } => bars,
        other => panic!("not shares: {other:?}"),
    }
}

fn notes(figure: &Figure<Chart>) -> Vec<&str> {
    bars(figure).iter().flat_map(|bar| &bar.notes).map(|note| note.text.as_str()).collect()
}

#[test]
fn an_empty_tab_and_a_wrong_row_are_told() {
    let figure = chart::build(&Adoption::default(), &Options::default());
    assert!(matches!(figure.chart, Chart::Empty(_)), "{figure:?}");
    let mut problems = Problems::default();
    let text = "family,measure,value\nA,share,-1\nB,,2\n";
    let records = Tab::records(&tables(&[text]), &mut problems);
    assert_eq!((Tab::rejected(&records), problems.iter().count()), (2, 2));
}

/// Two shares of one family that differ, and a second family.
const DISPUTED: &str = "A,share of use,45,%,,,\nB,share of use,15,%,,,\nA,share of use,40,%,,,";

const DATED: &str = "family,measure,value,unit,as_of
A,share of use,30,%,2025-01
A,share of use,,%,2025-06
A,share of use,45,%,2026-01
B,share of use,25,%,2025-01
B,share of use,20,%,2026-01
A,users,5,people,2025-01
A,share of use,50,%,
";
