//! What the model stack figure shows: parameters, features, or access and hardware.

use super::data::Stack;
use super::{chart_access, chart_features, chart_parameters};
use crate::model::{
    Basis, Choice, Counts, Figure, Located, Marks, Provenance, Qualifier, Quantity, Unit, number,
};

pub use super::chart_access::Access;
pub use super::chart_features::Features;
pub use super::chart_parameters::Parameters;

/// Ways to look at the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ViewOf {
    /// Total and active parameters, and every other measure.
    #[default]
    Parameters,
    /// Feature by feature, beside the competitors.
    Features,
    /// Who got early access, and which hardware it is for.
    Access,
}

impl Choice for ViewOf {
    const ALL: &'static [Self] = &[Self::Parameters, Self::Features, Self::Access];

    fn key(self) -> &'static str {
        match self {
            Self::Parameters => "parameters",
            Self::Features => "features",
            Self::Access => "access",
        }
    }
}

/// What the user chose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub view: ViewOf,
}

/// What to draw.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    Parameters(Parameters),
    Features(Features),
    Access(Access),
    /// Nothing to draw, and why.
    Empty(&'static str),
}

/// Chooses what to show.
pub fn build(stack: &Stack, options: &Options) -> Figure<Chart> {
    match options.view {
        ViewOf::Parameters => chart_parameters::build(stack),
        ViewOf::Features => chart_features::build(stack),
        ViewOf::Access => chart_access::build(stack),
    }
}

/// Counts for a view that shows this many rows; the view leaves out the others.
pub fn counts(stack: &Stack, shown: usize) -> Counts {
    let read = stack.measures.items.len() + stack.features.items.len();
    Counts { shown, filtered: read.saturating_sub(shown), rejected: 0 }
}

/// A figure without anything to draw.
pub fn nothing(stack: &Stack, title: &str, why: &'static str) -> Figure<Chart> {
    Figure {
        title: title.to_owned(),
        subtitle: String::new(),
        marks: Marks::default(),
        counts: counts(stack, 0),
        chart: Chart::Empty(why),
    }
}

/// The sources in brackets: `[A][B]`; the line of a file that names none.
pub fn cited(provenance: &Located) -> String {
    if provenance.sources.is_empty() {
        return format!("Line {}:", provenance.line());
    }
    format!("[{}]", provenance.sources.join("]["))
}

/// On what footing all of these stand, in words for a subtitle.
pub fn footing<'a>(places: impl Iterator<Item = &'a Provenance>) -> String {
    let (mut bases, mut sources): (Vec<Basis>, Vec<&[String]>) = (Vec::new(), Vec::new());
    for place in places {
        bases.push(place.basis);
        sources.push(&place.sources);
    }
    bases.sort_unstable();
    bases.dedup();
    sources.sort_unstable();
    sources.dedup();
    let source = if sources.len() > 1 { "sources" } else { "source" };
    match bases.as_slice() {
        [Basis::Stated] => format!("as stated in the {source}"),
        [Basis::Judged] => format!("as judged by the {source}"),
        [Basis::Derived] => format!("derived from the {source}"),
        [Basis::Claimed] => format!("a party’s own claim, as the {source} report it")
            .replace("source report", "source reports"),
        _ => "as in the data".to_owned(),
    }
}

/// Short text with the qualifier; a sign that is the unit stays on the number: `~10×`.
pub fn short(quantity: &Quantity) -> String {
    match &quantity.unit {
        Unit::Count(sign) if is_sign(sign) => {
            quantity.qualifier.on(&format!("{}{sign}", quantity.bare()))
        }
        _ => quantity.text(),
    }
}

/// All digits and the unit, with the qualifier in words: `about 32,000,000,000 parameters`.
pub fn exactly(quantity: &Quantity) -> String {
    let digits = number::grouped(quantity.value);
    let number = match &quantity.unit {
        Unit::Percent => format!("{digits}%"),
        Unit::Count(sign) if is_sign(sign) => format!("{digits}{sign}"),
        unit => format!("{digits} {}", unit.name()).trim_end().to_owned(),
    };
    match quantity.qualifier {
        Qualifier::Exact => number,
        other => format!("{} {number}", other.key()),
    }
}

/// Whether a unit is a sign rather than a word.
fn is_sign(unit: &str) -> bool {
    !unit.is_empty() && !unit.chars().any(char::is_alphanumeric)
}
