//! `sovereign-stack check`: what the data holds and what is wrong with it.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{Status, open, print, status_of};
use crate::desk::Desk;
use crate::load::{Problem, Problems, Severity};
use crate::model::number::counted;

/// What to check.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Data to check: a data package or CSV tables; the bundled data where none is named
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print one JSON object: tables, problems and caveats
    #[arg(long)]
    json: bool,
}

/// Prints every problem, and what could be read.
pub fn run(arguments: &Arguments) -> Status {
    let (desk, problems) = open(&arguments.paths);
    if arguments.json {
        let report = json!({
            "tables": desk.as_ref().map_or_else(Vec::new, tables),
            "problems": problems.iter().map(problem).collect::<Vec<_>>(),
            "caveats": desk.as_ref().map_or_else(Vec::new, caveats),
        });
        print(&format!("{report:#}"));
    } else {
        in_words(desk.as_ref(), &problems);
    }
    status_of(&problems)
}

fn in_words(desk: Option<&Desk>, problems: &Problems) {
    for problem in problems {
        print(&problem.to_string());
    }
    let Some(desk) = desk else {
        print(&format!("{}; the data cannot be used", counted(problems.len(), "problem")));
        return;
    };
    for (index, shown) in desk.tabs.iter().enumerate() {
        let counts = shown.tab.counts();
        print(&format!(
            "{}: {} read = {} shown + {} filtered + {} rejected, from {}",
            shown.tab.name(),
            counted(counts.read(), "row"),
            counts.shown,
            counts.filtered,
            counts.rejected,
            shown.origin.name,
        ));
        let is_last_of_origin = desk
            .tabs
            .get(index + 1)
            .is_none_or(|next| !std::sync::Arc::ptr_eq(&next.origin, &shown.origin));
        if is_last_of_origin {
            let origin = &shown.origin;
            let rows: Vec<String> =
                origin.rows.iter().map(|(name, rows)| format!("{name} {rows}")).collect();
            print(&format!("{}: rows by table: {}", origin.name, rows.join(", ")));
            let evidence = &origin.evidence;
            print(&format!(
                "{}: {}, {}, {}",
                origin.name,
                counted(evidence.sources.len(), "source"),
                counted(evidence.claims.len(), "claim"),
                counted(evidence.caveats.len(), "caveat"),
            ));
        }
    }
    print(&counted(problems.len(), "problem"));
}

fn tables(desk: &Desk) -> Vec<serde_json::Value> {
    let of = |shown: &crate::desk::Shown| {
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

fn problem(problem: &Problem) -> serde_json::Value {
    json!({
        "file": problem.place.file.as_ref(),
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": match problem.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
            Severity::Unreadable => "unreadable",
        },
        "text": problem.text,
        "message": problem.message,
        "suggestion": problem.suggestion,
    })
}

fn caveats(desk: &Desk) -> Vec<serde_json::Value> {
    let evidence = desk.tabs.first().map(|shown| &shown.origin.evidence);
    evidence.map_or_else(Vec::new, |evidence| {
        let of = |caveat: &crate::model::evidence::Caveat| {
            json!({
                "id": caveat.id,
                "kind": caveat.kind,
                "concerns": caveat.concerns,
                "text": caveat.text,
            })
        };
        evidence.caveats.iter().map(of).collect()
    })
}
