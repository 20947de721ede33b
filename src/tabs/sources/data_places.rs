//! What a record says, in each of the sources that it names.

use crate::model::{Located, Provenance, Said, Statement};

/// The statement once for each source it names, each with its own place.
pub fn in_each_source(said: &Statement) -> Vec<Said> {
    let at = |place: &Located| Said::new(said.clone().at(place));
    by_source(&said.place()).iter().map(at).collect()
}

/// The place of a row in its source, once for each source it names: sections and paragraphs
/// stand in the order of the sources.
pub fn by_source(place: &Located) -> Vec<Located> {
    if place.sources.len() < 2 {
        return vec![place.clone()];
    }
    let parts = |text: &str| -> Vec<String> {
        let parts: Vec<String> = text.split(';').map(|part| part.trim().to_owned()).collect();
        // A text that is not a list of as many parts holds for all of them.
        if parts.len() == place.sources.len() {
            parts
        } else {
            vec![text.to_owned(); place.sources.len()]
        }
    };
    let places = parts(&place.section).into_iter().zip(parts(&place.paragraph));
    place
        .sources
        .iter()
        .zip(places)
        .map(|(source, (section, paragraph))| {
            place.with(Provenance {
                sources: vec![source.clone()],
                section,
                paragraph,
                // Whose marks they are is not said.
                citations: Vec::new(),
                ..Provenance::clone(place)
            })
        })
        .collect()
}
