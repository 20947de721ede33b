//! `sovereign-stack check`: what the data holds and what is wrong with it.

use std::sync::Arc;

use clap::Args;
use serde_json::{Value, json};

use super::reading::Data;
use super::{Status, print, status_of, tables};
use crate::desk::{Loaded, Origin};
use crate::load::{Problem, Severity};
use crate::model::evidence::{Caveat, Claim};
use crate::model::number::{counted, grouped};
use crate::model::{Choice as _, Evidence};

/// What to check.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    data: Data,
    #[arg(
        long,
        help = "Print one JSON object: problems[] (file, line, column, severity, text, message, \
                suggestion), notes[] (the same, with nothing wrong), tables[] (file, table, tab, \
                rows_read = rows_shown + rows_filtered + rows_rejected, format, encoding, \
                delimiter, sheet, header_line, confidence, reasons[], columns[] with name, field \
                and type), sources[], claims[] (id, verdict, computed, stated, unit, words, \
                records) and caveats[]"
    )]
    json: bool,
}

/// Problems printed at most; a file may have one in every cell.
const MOST_PROBLEMS: usize = 1000;

/// Prints every problem, and what could be read.
pub fn run(arguments: &Arguments) -> Status {
    let loaded = match arguments.data.open() {
        Ok(loaded) => loaded,
        Err(status) => return status,
    };
    let report = if arguments.json {
        format!("{:#}", as_json(&loaded))
    } else {
        in_words(&loaded).join("\n")
    };
    status_of(&loaded.problems).max(print(&report))
}

/// Every origin of the tabs that was opened, each once.
fn origins(loaded: &Loaded) -> Vec<&Arc<Origin>> {
    let mut origins: Vec<&Arc<Origin>> = Vec::new();
    if loaded.problems.has_errors() {
        return origins;
    }
    for shown in &loaded.desk.tabs {
        if !origins.iter().any(|known| Arc::ptr_eq(known, &shown.origin)) {
            origins.push(&shown.origin);
        }
    }
    origins
}

fn in_words(loaded: &Loaded) -> Vec<String> {
    let problems = &loaded.problems;
    let notes = problems.notes().iter().map(|note| note.to_string().replacen("warning", "note", 1));
    let mut lines: Vec<String> =
        problems.iter().take(MOST_PROBLEMS).map(ToString::to_string).chain(notes).collect();
    if problems.len() > MOST_PROBLEMS {
        lines.push(format!("and {}", counted(problems.len() - MOST_PROBLEMS, "more problem")));
    }
    lines.extend(tables::in_words(loaded));
    if problems.has_errors() {
        lines.push(format!("{}; the data cannot be used", counted(problems.len(), "problem")));
        return lines;
    }
    for shown in &loaded.desk.tabs {
        let counts = shown.tab.counts();
        lines.push(format!(
            "{}: {} read = {} shown + {} filtered + {} rejected, from {}",
            shown.tab.name(),
            counted(counts.read(), shown.origin.counted_as()),
            grouped(counts.shown as f64),
            grouped(counts.filtered as f64),
            grouped(counts.rejected as f64),
            shown.origin.name,
        ));
    }
    for origin in origins(loaded) {
        evidence_in_words(origin, &mut lines);
    }
    lines.push(counted(problems.len(), "problem"));
    lines
}

/// Sources, claims with what came of them, and caveats.
fn evidence_in_words(origin: &Origin, lines: &mut Vec<String>) {
    let evidence = &origin.evidence;
    for source in &evidence.sources {
        lines.push(format!("source [{}]: {}", source.id, source.title));
    }
    for claim in &evidence.claims {
        let words = evidence.judgement(&claim.id).map_or_else(
            || "no verdict: the claim itself is wrong".to_owned(),
            |judgement| format!("{}: {}", judgement.verdict.key(), judgement.words.join(" | ")),
        );
        lines.push(format!("claim {}: {words}", claim.id));
    }
    for caveat in &evidence.caveats {
        lines.push(format!("caveat {} ({}): {}", caveat.id, caveat.kind, caveat.text));
    }
}

/// The same as one object; its shape is part of what `--help` promises.
fn as_json(loaded: &Loaded) -> Value {
    let (origins, problems) = (origins(loaded), &loaded.problems);
    let evidence = || origins.iter().map(|origin| &origin.evidence);
    json!({
        "problems": problems.iter().map(problem).collect::<Vec<_>>(),
        "notes": problems.notes().iter().map(problem).collect::<Vec<_>>(),
        "tables": tables::as_json(loaded),
        "sources": evidence().flat_map(|e| &e.sources).map(|source| json!({
            "id": source.id, "title": source.title, "published": source.published,
        })).collect::<Vec<_>>(),
        "claims": evidence().flat_map(|e| e.claims.iter().map(|c| claim(c, e))).collect::<Vec<_>>(),
        "caveats": evidence().flat_map(|e| &e.caveats).map(caveat).collect::<Vec<_>>(),
    })
}

fn problem(problem: &Problem) -> Value {
    json!({
        "file": problem.place.file.as_ref(),
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": match problem.severity {
            Severity::Warning => "warning",
            Severity::Rejected => "rejected",
            Severity::Error => "error",
            Severity::Unreadable => "unreadable",
        },
        "text": problem.text,
        "message": problem.message,
        "suggestion": problem.replacement.as_ref().or(problem.suggestion.as_ref()),
    })
}

/// A claim; `computed` holds a number for each of its parts, and none where it comes to nothing.
fn claim(claim: &Claim, evidence: &Evidence) -> Value {
    let judgement = evidence.judgement(&claim.id);
    json!({
        "id": claim.id,
        "verdict": judgement.map(|judgement| judgement.verdict.key()),
        "computed": judgement.map_or_else(Vec::new, |judgement| judgement.computed.clone()),
        "stated": claim.stated,
        "unit": claim.unit,
        "words": judgement.map_or_else(Vec::new, |judgement| judgement.words.clone()),
        "records": judgement.map_or_else(Vec::new, |judgement| judgement.records.clone()),
    })
}

fn caveat(caveat: &Caveat) -> Value {
    json!({
        "id": caveat.id,
        "kind": caveat.kind,
        "concerns": caveat.concerns,
        "text": caveat.text,
    })
}
