//! A whole briefing: what it is, a page for each figure, its sources, its claims and caveats.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread::ScopedJoinHandle;

use super::canvas::{self, Sheet};
use super::facts::{Facts, SOFTWARE};
use super::listing::{self, Entry, Listing};
use super::notes;
use super::preset::Page;
use super::words::Words;
use crate::desk::{Origin, Shown};
use crate::load::evidence::CLAIMS;
use crate::model::choice::{all_of, sentence_case};
use crate::model::evidence::Caveat;
use crate::model::native::Native;
use crate::model::number::counted;
use crate::model::provenance::Basis;
use crate::model::verdict::Judgement;
use crate::model::{Choice as _, Mark, Verdict};

/// A page of a briefing, or a figure alone.
pub struct Leaf<'a> {
    /// As painted.
    pub sheet: Sheet,
    /// What it says.
    pub words: Words,
    /// What it was made of.
    pub facts: Facts,
    /// What its speaker should know, by paragraph.
    pub notes: Vec<String>,
    /// Every drawn thing.
    pub marks: &'a [Mark],
    /// The charts on it that office programs have.
    pub natives: Vec<Native>,
}

/// A figure as a page.
pub fn figure<'a>(shown: &'a Shown, page: &Page) -> Leaf<'a> {
    Leaf {
        sheet: canvas::for_vectors(shown, page),
        words: Words::of(shown),
        facts: Facts::of(shown).with(page.parts),
        notes: notes::of(shown),
        marks: shown.tab.marks(),
        natives: shown.tab.natives(),
    }
}

/// The pages of a briefing of these figures; those without data are left out.
pub fn leaves<'a>(figures: &[&'a Shown], page: &Page) -> Vec<Leaf<'a>> {
    let figures: Vec<&'a Shown> =
        figures.iter().copied().filter(|shown| shown.tab.counts().read() > 0).collect();
    // Drawn side by side, as many as there are processors: each thread keeps a context for its share.
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let share = figures.len().div_ceil(threads).max(1);
    let mut drawn: Vec<Leaf<'a>> = std::thread::scope(|scope| {
        let draw = |part: &[&'a Shown]| part.iter().map(|shown| figure(shown, page)).collect();
        let threads: Vec<_> = figures
            .chunks(share)
            .map(|part| scope.spawn(move || -> Vec<_> { draw(part) }))
            .collect();
        // A briefing that lacks a figure would not say so.
        let drawn =
            |thread: ScopedJoinHandle<'_, _>| thread.join().unwrap_or_else(|it| resume_unwind(it));
        threads.into_iter().flat_map(drawn).collect()
    });
    let Some(first) = figures.first() else { return drawn };
    let listed = |listing: Listing| -> Vec<Leaf<'a>> {
        let pages = listing::paged(listing, page).into_iter();
        pages.map(|listing| leaf(&listing, first, page)).collect()
    };
    let mut leaves = listed(contents(&figures));
    leaves.extend(listed(reading()));
    leaves.append(&mut drawn);
    leaves.extend(listed(sources(&figures)));
    leaves.extend(listed(claims(&figures)));
    leaves.extend(listed(caveats(&figures)));
    leaves
}

fn leaf<'a>(listing: &Listing, of: &Shown, page: &Page) -> Leaf<'a> {
    let line = |entry: &Entry| {
        let parts = [&entry.head, &entry.words, &entry.below].into_iter();
        let parts: Vec<&str> = parts.map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join(": ")
    };
    let notes: Vec<String> = listing.entries.iter().map(line).collect();
    let words = Words {
        title: listing.title.clone(),
        subtitle: listing.subtitle.clone(),
        source: String::new(),
        description: format!("{}. {}", listing.subtitle, notes.join("; ")),
    };
    Leaf {
        sheet: listing::sheet(listing, page),
        words,
        facts: Facts::of(of),
        notes,
        marks: &[],
        natives: Vec::new(),
    }
}

/// The data of these figures, each once.
fn origins<'a>(figures: &[&'a Shown]) -> Vec<&'a Arc<Origin>> {
    let mut origins: Vec<&Arc<Origin>> = Vec::new();
    for shown in figures {
        if !origins.iter().any(|known| Arc::ptr_eq(known, &shown.origin)) {
            origins.push(&shown.origin);
        }
    }
    origins
}

/// What the data of these figures is called.
pub fn data(figures: &[&Shown]) -> String {
    let mut names: Vec<String> = Vec::new();
    for shown in figures {
        let name = notes::data(shown);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    all_of(&names)
}

fn contents(figures: &[&Shown]) -> Listing {
    let figure = |shown: &&Shown| Entry::new(shown.tab.label(), shown.tab.title(), "");
    let hashes: Vec<String> =
        origins(figures).iter().map(|origin| super::facts::digest(origin)).collect();
    let mut entries: Vec<Entry> = figures.iter().map(figure).collect();
    let made = format!("sha-256 of the data: {}", hashes.join(", "));
    entries.push(Entry::new("Made with", SOFTWARE, made));
    Listing {
        title: format!("Briefing: {}", data(figures)),
        subtitle: "What the figures show".to_owned(),
        entries,
    }
}

/// How to read the figures.
fn reading() -> Listing {
    let mut entries: Vec<Entry> = Basis::ALL
        .iter()
        .map(|basis| Entry::new(sentence_case(basis.key()), basis.meaning(), ""))
        .collect();
    entries.push(Entry::new(
        "Hatched, dashed",
        "What no source says or attributes: absent is never zero",
        "",
    ));
    entries.push(Entry::new(
        "Small triangle",
        "There is a caveat: see the notes of the slide and the list of caveats at the end",
        "",
    ));
    let words = "~ is about, + at least; “nearly”, “just over” and “under” are the source’s";
    entries.push(Entry::new("~ and +", words, ""));
    Listing {
        title: "How to read the figures".to_owned(),
        subtitle: "On what footing a number stands, and what signs mean".to_owned(),
        entries,
    }
}

fn sources(figures: &[&Shown]) -> Listing {
    let mut entries: Vec<Entry> = Vec::new();
    for origin in origins(figures) {
        let of = || figures.iter().filter(|shown| Arc::ptr_eq(&shown.origin, origin));
        let mut ids: Vec<&String> =
            of().flat_map(|shown| shown.tab.cited().places.keys()).collect();
        ids.sort();
        ids.dedup();
        for id in ids {
            let tabs: Vec<String> = of()
                .filter(|shown| shown.tab.cited().places.contains_key(id))
                .map(|shown| shown.tab.label().to_owned())
                .collect();
            let source = origin.evidence.sources.iter().find(|source| source.id == *id);
            let title = source.map_or("a file of data, which names no source", |it| &it.title);
            let told = source.map(|source| {
                let or = |text: &str, without: &str| match text {
                    "" => without.to_owned(),
                    text => text.to_owned(),
                };
                let kind = sentence_case(&or(&source.kind, "kind not stated"));
                let published = or(&source.published, "no date stated");
                let url = or(&source.url, "no address stated");
                format!("{kind} · {published} · {url}. {}", source.note)
            });
            let told = format!("{} Used for: {}", told.unwrap_or_default(), all_of(&tabs));
            entries.push(Entry::new(format!("[{id}]"), title, told.trim()));
        }
    }
    let count = counted(entries.len(), "source");
    Listing { title: "Sources".to_owned(), subtitle: format!("{count} of the figures"), entries }
}

fn claims(figures: &[&Shown]) -> Listing {
    let mut entries = Vec::new();
    let mut verdicts: Vec<Verdict> = Vec::new();
    for origin in origins(figures) {
        let records = records(figures, origin);
        let evidence = &origin.evidence;
        let is_concerned = |judgement: &Judgement| {
            lists_all(figures, origin) || judgement.records.iter().any(|id| records.contains(id))
        };
        let judged =
            evidence.claims.iter().filter_map(|it| Some((it, evidence.judgement(&it.id)?)));
        for (claim, judgement) in judged.filter(|(_, judgement)| is_concerned(judgement)) {
            verdicts.push(judgement.verdict);
            let words = sentence_case(&judgement.words.join(" · "));
            let below = format!("{words} ({})", claim.provenance.full());
            let head = sentence_case(judgement.verdict.key());
            entries.push(Entry::new(head, &claim.text, below));
        }
    }
    let counts = Verdict::ALL.iter().filter_map(|verdict| {
        let count = verdicts.iter().filter(|it| *it == verdict).count();
        (count > 0).then(|| format!("{count} {}", verdict.key()))
    });
    let subtitle = format!(
        "Each recomputed from the records it names: {}",
        counts.collect::<Vec<_>>().join(", ")
    );
    Listing { title: counted(entries.len(), "claim"), subtitle, entries }
}

fn caveats(figures: &[&Shown]) -> Listing {
    let mut entries = Vec::new();
    for origin in origins(figures) {
        let records = records(figures, origin);
        let evidence = &origin.evidence;
        let concerned: Vec<&Caveat> = if lists_all(figures, origin) {
            evidence.caveats.iter().collect()
        } else {
            evidence.caveats_of(&records)
        };
        for caveat in concerned {
            let place = caveat.provenance.full();
            entries.push(Entry::new(sentence_case(&caveat.kind), &caveat.text, place));
        }
    }
    Listing {
        title: counted(entries.len(), "caveat"),
        subtitle: "What to be careful about in the figures".to_owned(),
        entries,
    }
}

/// Whether a figure is about the claims and caveats themselves: then all of them are listed, those
/// too that rest on no record, because nothing in the data can check them.
fn lists_all(figures: &[&Shown], origin: &Arc<Origin>) -> bool {
    let mut of = figures.iter().filter(|shown| Arc::ptr_eq(&shown.origin, origin));
    of.any(|shown| shown.tab.tables().iter().any(|spec| spec.name == CLAIMS.name))
}

/// Ids of the records behind the figures of this data that evidence is about.
fn records(figures: &[&Shown], origin: &Arc<Origin>) -> std::collections::BTreeSet<String> {
    let of = figures.iter().filter(|shown| Arc::ptr_eq(&shown.origin, origin));
    of.flat_map(|shown| shown.tab.cited().records.iter().cloned()).collect()
}
