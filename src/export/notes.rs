//! What a speaker should know of a figure: where it comes from, and whether it holds up.

use crate::desk::Shown;
use crate::model::Choice as _;
use crate::model::choice::sentence_case;
use crate::model::evidence::Evidence;

/// The notes by paragraph.
pub fn of(shown: &Shown) -> Vec<String> {
    let (tab, evidence) = (&shown.tab, &shown.origin.evidence);
    let cited = tab.cited();
    let mut notes = vec![tab.title().to_owned()];
    notes.extend((!tab.subtitle().is_empty()).then(|| tab.subtitle().to_owned()));
    notes.push(format!("Data: {}", data(shown)));
    if !cited.places.is_empty() {
        notes.push("SOURCES".to_owned());
    }
    for (source, sections) in &cited.places {
        let mut line = named(evidence, source);
        if !sections.is_empty() {
            let sections: Vec<String> =
                sections.iter().map(|section| format!("“{section}”")).collect();
            line = format!("{line}. Sections: {}", sections.join(", "));
        }
        notes.push(line);
    }
    let claims = evidence.claims_of(&cited.records);
    if !claims.is_empty() {
        notes.push("CLAIMS ON THIS FIGURE, RECOMPUTED".to_owned());
    }
    for (claim, judgement) in claims {
        notes.push(format!(
            "{}: {}. {} ({})",
            sentence_case(judgement.verdict.key()),
            claim.text,
            sentence_case(&judgement.words.join(" · ")),
            claim.provenance.full()
        ));
    }
    let caveats = evidence.caveats_of(&cited.records);
    if !caveats.is_empty() {
        notes.push("CAVEATS".to_owned());
    }
    for caveat in caveats {
        notes.push(format!(
            "{}: {} ({})",
            sentence_case(&caveat.kind),
            caveat.text,
            caveat.provenance.full()
        ));
    }
    notes
}

/// The name of the data and the time it covers.
pub fn data(shown: &Shown) -> String {
    let name = shown.origin.name.as_str();
    // A slide names the file, and not the folders of whoever made it.
    let name = name.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(name);
    match &shown.origin.period {
        Some(period) => format!("{name}, {period}"),
        None => name.to_owned(),
    }
}

/// A source with all that is known of it.
pub fn named(evidence: &Evidence, id: &str) -> String {
    let Some(source) = evidence.sources.iter().find(|source| source.id == id) else {
        return id.to_owned();
    };
    let told = [&source.kind, &source.published, &source.url];
    let told: Vec<&str> =
        told.into_iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
    let told = if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) };
    format!("[{id}] {}{told}", source.title)
}
