//! The bundled data says what the two documents say, and the program reads what its descriptor
//! describes.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it reads the data as another program would")]

use std::collections::BTreeMap;

use sovereign_stack::desk::{self, Desk};

/// A table as another program reads it: one map from heading to cell for each row.
fn table(name: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(format!("data/{name}.csv")).unwrap();
    let headings = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        headings.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// The row of a table with this id.
fn row(name: &str, id: &str) -> BTreeMap<String, String> {
    let found = table(name).into_iter().find(|row| row["id"] == id);
    found.unwrap_or_else(|| panic!("{name} has no {id}"))
}

fn descriptor() -> serde_json::Value {
    serde_json::from_str(&std::fs::read_to_string("data/datapackage.json").unwrap()).unwrap()
}

#[test]
fn every_figure_of_the_documents_is_there() {
    let cell = |table: &str, id: &str, column: &str| row(table, id)[column].clone();
    let figures = [
        ("adoption", "qwen_download_share", "value", "45"),
        ("adoption", "qwen_derivative_share", "value", "40"),
        ("adoption", "llama_derivative_share", "value", "15"),
        ("adoption", "qwen_downloads", "value", "385000000"),
        ("adoption", "qwen_derivatives", "value", "180000"),
        ("adoption", "qwen_derivatives", "qualifier", "at least"),
        ("adoption", "qwen_languages", "value", "119"),
        ("adoption", "qwen_smallest", "value", "600000000"),
        ("adoption", "qwen_largest", "value", "235000000000"),
        ("adoption", "qwen_largest", "qualifier", "at least"),
        ("benchmarks", "internvl3_mmmu", "score", "72.2"),
        ("benchmarks", "gpt4o_mmmu", "score", "69.1"),
        ("funding", "galbot", "amount", "362000000"),
        (
            "funding",
            "galbot",
            "investors",
            "National AI Industry Investment Fund;CITIC Group;Bank of China",
        ),
        ("funding", "galbot", "date", "2026-Q1"),
        ("funding", "simplexity", "amount", "289000000"),
        ("talent", "yu_bowen_leaves", "date", "early Feb 2026"),
        ("talent", "task_force", "date", "2026-03-05"),
        ("talent", "zhou_hao_joins", "from", "Google DeepMind"),
        ("talent", "v4_release_anticipated", "state", "anticipated"),
        ("teams", "team_qwen", "headcount", "100"),
        ("teams", "team_qwen", "qualifier", "just over"),
        ("teams", "team_bytedance", "headcount", "2000"),
        ("teams", "team_bytedance", "qualifier", "nearly"),
        ("models", "v3_total", "value", "671000000000"),
        ("models", "v3_active", "value", "37000000000"),
        ("models", "v4_total", "value", "1000000000000"),
        ("models", "v4_active", "value", "32000000000"),
        ("models", "v4_active", "qualifier", "about"),
        ("coverage", "gpu_hardware", "status", "partially circumvented"),
        ("coverage", "model_ecosystem", "status", "not applicable"),
        ("coverage", "capital_flow", "status", "fully circumvented"),
        ("coverage", "multimodal_ai", "status", "not applicable"),
    ];
    for (table, id, column, value) in figures {
        assert_eq!(cell(table, id, column), value, "{table} {id} {column}");
    }
    let counts = [
        ("sources", 2),
        ("coverage", 4),
        ("benchmarks", 2),
        ("funding", 2),
        ("deployments", 4),
        ("architecture", 5),
        ("claims", 18),
        ("caveats", 30),
    ];
    for (name, rows) in counts {
        assert_eq!(table(name).len(), rows, "rows of {name}");
    }
}

#[test]
fn every_row_says_where_it_comes_from_and_on_what_footing() {
    let sources: Vec<String> = table("sources").into_iter().map(|row| row["id"].clone()).collect();
    for resource in descriptor()["resources"].as_array().unwrap() {
        let name = resource["name"].as_str().unwrap();
        if name == "sources" {
            continue;
        }
        for row in table(name) {
            for source in row["source"].split(';') {
                assert!(sources.iter().any(|known| known == source), "{name}: {row:?}");
            }
            assert!(!row["section"].is_empty(), "{name}: {row:?}");
            assert!(
                ["stated", "judged", "derived", "claimed"].contains(&row["basis"].as_str()),
                "{name}: {row:?}"
            );
        }
    }
}

#[test]
fn the_program_reads_the_columns_that_the_descriptor_describes() {
    let descriptor = descriptor();
    let resources = descriptor["resources"].as_array().unwrap();
    for spec in desk::specs() {
        let resource = resources.iter().find(|resource| resource["name"] == spec.name);
        let resource = resource.unwrap_or_else(|| panic!("{} is described", spec.name));
        let fields = resource["schema"]["fields"].as_array().unwrap();
        for field in fields {
            let name = field["name"].as_str().unwrap();
            assert!(spec.has(name), "{}.{name} is described and not read", spec.name);
        }
        for column in spec.columns {
            assert!(
                fields.iter().any(|field| field["name"] == column.name),
                "{}.{} is read and not described",
                spec.name,
                column.name
            );
        }
    }
}

#[test]
fn the_titles_say_the_findings() {
    let desk = Desk::bundled().unwrap();
    let words: Vec<String> = desk
        .tabs
        .iter()
        .map(|shown| format!("{}\n{}\n", shown.tab.title(), shown.tab.subtitle()))
        .collect();
    insta::assert_snapshot!(words.join("\n"));
}

#[test]
fn source_lines_are_made_from_the_marks() {
    let desk = Desk::bundled().unwrap();
    let lines: Vec<String> = desk
        .tabs
        .iter()
        .map(|shown| shown.origin.evidence.source_line(shown.tab.cited()))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}
