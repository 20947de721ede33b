//! `sovereign-stack check`: what the data holds and what is wrong with it.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde_json::{Value, json};

use super::{Status, open, print, status_of};
use crate::desk::{Desk, Origin, Shown};
use crate::load::import::Import;
use crate::load::{Problem, Problems, Severity};
use crate::model::evidence::{Caveat, Claim};
use crate::model::number::counted;
use crate::model::{Choice as _, Evidence};

/// What to check.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Data to check: a data package or CSV tables; the bundled data where none is named
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[arg(
        long,
        help = "Print one JSON object: problems[] (file, line, column, severity, text, message, \
                suggestion), tables[] (tab, file, rows_read, rows_shown, rows_filtered, \
                rows_rejected), sources[], claims[] (id, verdict, computed, stated, unit, words, \
                records) and caveats[]"
    )]
    json: bool,
}

/// Problems printed at most; a file may have one in every cell.
const MOST_PROBLEMS: usize = 1000;

/// Prints every problem, and what could be read.
pub fn run(arguments: &Arguments) -> Status {
    let (desk, problems) = open(&arguments.paths);
    let report = if arguments.json {
        format!("{:#}", as_json(desk.as_ref(), &problems))
    } else {
        in_words(desk.as_ref(), &problems).join("\n")
    };
    status_of(&problems).max(print(&report))
}

/// Every origin of the tabs, each once.
fn origins(desk: &Desk) -> Vec<&Arc<Origin>> {
    let mut origins: Vec<&Arc<Origin>> = Vec::new();
    for shown in &desk.tabs {
        if !origins.iter().any(|known| Arc::ptr_eq(known, &shown.origin)) {
            origins.push(&shown.origin);
        }
    }
    origins
}

fn in_words(desk: Option<&Desk>, problems: &Problems) -> Vec<String> {
    let mut lines: Vec<String> =
        problems.iter().take(MOST_PROBLEMS).map(ToString::to_string).collect();
    if problems.len() > MOST_PROBLEMS {
        lines.push(format!("and {}", counted(problems.len() - MOST_PROBLEMS, "more problem")));
    }
    let Some(desk) = desk else {
        lines.push(format!("{}; the data cannot be used", counted(problems.len(), "problem")));
        return lines;
    };
    for shown in &desk.tabs {
        let counts = shown.tab.counts();
        lines.push(format!(
            "{}: {} read = {} shown + {} filtered + {} rejected, from {}",
            shown.tab.name(),
            counted(counts.read(), "row"),
            counts.shown,
            counts.filtered,
            counts.rejected,
            shown.origin.name,
        ));
    }
    for origin in origins(desk) {
        lines.extend(origin.imports.iter().flat_map(Import::told));
        evidence_in_words(origin, &mut lines);
    }
    lines.push(counted(problems.len(), "problem"));
    lines
}

/// Tables, sources, claims with what came of them, and caveats.
fn evidence_in_words(origin: &Origin, lines: &mut Vec<String>) {
    let rows: Vec<String> =
        origin.rows.iter().map(|(name, rows)| format!("{name} {rows}")).collect();
    lines.push(format!("{}: rows by table: {}", origin.name, rows.join(", ")));
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
fn as_json(desk: Option<&Desk>, problems: &Problems) -> Value {
    let origins = desk.map_or_else(Vec::new, origins);
    let evidence = || origins.iter().map(|origin| &origin.evidence);
    json!({
        "problems": problems.iter().map(problem).collect::<Vec<_>>(),
        "tables": desk.map_or_else(Vec::new, tables),
        "sources": evidence().flat_map(|e| &e.sources).map(|source| json!({
            "id": source.id, "title": source.title, "published": source.published,
        })).collect::<Vec<_>>(),
        "claims": evidence().flat_map(|e| e.claims.iter().map(|c| claim(c, e))).collect::<Vec<_>>(),
        "caveats": evidence().flat_map(|e| &e.caveats).map(caveat).collect::<Vec<_>>(),
    })
}

fn tables(desk: &Desk) -> Vec<Value> {
    let of = |shown: &Shown| {
        let counts = shown.tab.counts();
        json!({
            "tab": shown.tab.name(),
            "file": shown.origin.name,
            "rows_read": counts.read(),
            "rows_shown": counts.shown,
            "rows_filtered": counts.filtered,
            "rows_rejected": counts.rejected,
        })
    };
    desk.tabs.iter().map(of).collect()
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
        "suggestion": problem.suggestion,
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
