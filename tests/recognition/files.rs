//! Files on disk: saved mappings beside them, and several of one shape opened together.

use sovereign_stack::desk::{Desk, TableRead};
use sovereign_stack::load::mapping_file;

use super::import;

/// What the figures show of the files at these paths, and what is told of them.
fn open(paths: &[std::path::PathBuf]) -> (Option<Desk>, Vec<String>) {
    let (desk, problems) = Desk::bundled().unwrap().open_all(paths);
    (desk, problems.iter().map(ToString::to_string).collect())
}

fn shows(desk: &Desk, tab: &str) -> Vec<String> {
    let shown = &desk.tabs[desk.position(tab).unwrap()];
    shown.tab.marks().iter().map(|mark| format!("{}|{}", mark.label, mark.value)).collect()
}

const DEALS: &str =
    "Company Name,Money Raised,Announced Date\nTestbot,5,2026-01-02\nOther,7,2026-02\n";

#[test]
fn a_saved_mapping_replays_to_the_same_records() {
    let folder = tempfile::tempdir().unwrap();
    let (deals, renamed) = (folder.path().join("deals.csv"), folder.path().join("next.csv"));
    std::fs::write(&deals, DEALS).unwrap();
    let (before, _) = open(std::slice::from_ref(&deals));
    let mut mapping = import(DEALS).mapping.unwrap();
    mapping.words.insert("country".to_owned(), "Testland".to_owned());
    let text = mapping_file::text(&mapping);
    std::fs::write(folder.path().join("deals.mapping.json"), &text).unwrap();
    let (after, problems) = open(std::slice::from_ref(&deals));
    let (before, after) = (before.unwrap(), after.unwrap());
    assert_eq!(shows(&before, "funding"), shows(&after, "funding"));
    let import = &after.tabs[after.position("funding").unwrap()].origin.imports[0];
    assert_eq!(import.mapping.as_ref(), Some(&mapping));
    assert!(import.saved.as_ref().unwrap().ends_with("deals.mapping.json"), "{problems:?}");
    // Any mapping in the folder that has the headings of the file is applied.
    std::fs::write(&renamed, DEALS.replace("Testbot", "Third")).unwrap();
    let (next, _) = open(&[renamed]);
    let next = next.unwrap();
    let import = &next.tabs[next.position("funding").unwrap()].origin.imports[0];
    assert_eq!(import.mapping.as_ref(), Some(&mapping));
}

#[test]
fn a_mapping_for_other_headings_or_a_broken_one_is_told_and_not_applied() {
    let folder = tempfile::tempdir().unwrap();
    let deals = folder.path().join("deals.csv");
    std::fs::write(&deals, DEALS).unwrap();
    let saved = folder.path().join("deals.mapping.json");
    let text = mapping_file::text(&import(DEALS).mapping.unwrap());
    for (text, wanted) in [
        (
            text.replace("Announced Date", "Date Announced"),
            "where it has “Date Announced”, the file has “Announced Date”",
        ),
        (
            text.replace("\"funding\"", "\"fundin\""),
            "deals.mapping.json:5:14: warning: the mapping is not used: there is no such table, found \"fundin\"; did you mean \"funding\"?",
        ),
        (
            text.replace("\"field\": \"amount\"", "\"field\": \"amounts\""),
            "has no such field, found \"amounts\"; did you mean \"amount\"?",
        ),
        (text.replace("\"field\": \"amount\"", "\"feld\": \"amount\""), "unknown field `feld`"),
        (text.replace("\"version\": 1", "\"version\": 9"), "version 9"),
        (text.replace("\"date\": \"", "\"number\": \""), "deals.mapping.json:"),
        (
            text.replace("\"field\": \"amount\"", "\"field\": \"date.moth\""),
            "the field has no such part",
        ),
        (
            text.replace("\"field\": \"amount\"", "\"field\": \"round\""),
            "round cannot be read like this",
        ),
        ("{".to_owned(), "deals.mapping.json:1:"),
        (text.replace("sovereign-stack mapping", "other"), "it is no mapping of this program"),
    ] {
        std::fs::write(&saved, &text).unwrap();
        let (desk, problems) = open(std::slice::from_ref(&deals));
        assert!(
            problems.iter().any(|told| told.contains(wanted)),
            "{wanted}: {problems:#?}\n{text}"
        );
        let desk = desk.unwrap_or_else(|| panic!("the data is read all the same: {problems:#?}"));
        let import = &desk.tabs[desk.position("funding").unwrap()].origin.imports[0];
        assert_eq!(import.saved, None);
    }
}

#[test]
fn files_of_one_shape_are_one_table_dated_by_their_names() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let one = write("hf_2025-11.csv", "id,model,downloads\nq,Qwen,100\nl,Llama,90\n");
    let two = write("hf_2025-12.csv", "id,model,downloads\nq,Qwen,130\nl,Llama,95\n");
    let (desk, problems) = open(&[one.clone(), two]);
    let desk = desk.unwrap_or_else(|| panic!("{problems:#?}"));
    let shown = &desk.tabs[desk.position("adoption").unwrap()];
    assert_eq!(shown.tab.counts().read(), 4);
    assert_eq!(shown.origin.tables.iter().map(TableRead::rows).sum::<usize>(), 4);
    assert_eq!(shown.origin.name, "hf_2025-11.csv + hf_2025-12.csv");
    let imports = &shown.origin.imports;
    let dates: Vec<&str> =
        imports.iter().map(|import| import.date_in_name.as_ref().unwrap().1.as_str()).collect();
    assert_eq!(dates, ["2025-11", "2025-12"]);
    let told = problems.iter().filter(|told| told.contains("taken from the name of the file"));
    assert_eq!(told.count(), 2, "{problems:#?}");

    // A mapping that is saved from one of them does not date the next.
    let saved = mapping_file::text(imports[0].mapping.as_ref().unwrap());
    let path = write("hf_2025-11.mapping.json", &saved);
    let three = write("hf_2026-01.csv", "id,model,downloads\nq,Qwen,131\n");
    let (desk, problems) = open(&[three]);
    let desk = desk.unwrap_or_else(|| panic!("{problems:#?}"));
    let import = &desk.tabs[desk.position("adoption").unwrap()].origin.imports[0];
    assert!(import.saved.is_some(), "{problems:#?}");
    assert_eq!(import.date_in_name, Some(("as_of", "2026-01".to_owned())));
    std::fs::remove_file(path).unwrap();

    let again = write("hf_again.csv", "id,model,downloads\nq,Qwen,100\nl,Llama,90\n");
    let (desk, problems) = open(&[one.clone(), again]);
    assert!(
        desk.is_none() && problems.iter().any(|p| p.contains("the same rows as")),
        "{problems:#?}"
    );

    let other = write("other.csv", "model,downloads,region\nQwen,100,x\n");
    let (desk, problems) = open(&[one.clone(), other]);
    assert!(
        desk.is_none() && problems.iter().any(|p| p.contains("is an adoption table too")),
        "{problems:#?}"
    );

    let funding = write("deals.csv", DEALS);
    let (desk, problems) = open(&[one, funding]);
    let desk = desk.unwrap_or_else(|| panic!("{problems:#?}"));
    assert_eq!(shows(&desk, "funding").is_empty(), shows(&desk, "adoption").is_empty());
}

#[test]
fn our_own_table_in_two_files_with_the_same_ids_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = [("a.csv", 5), ("b.csv", 6)]
        .iter()
        .map(|(name, amount)| {
            let path = folder.path().join(name);
            std::fs::write(&path, format!("id,company,amount\nx,Testbot,{amount}\n")).unwrap();
            path
        })
        .collect();
    let (desk, problems) = open(&paths);
    assert!(desk.is_none());
    assert!(problems.iter().any(|told| told.contains("the id stands already at")), "{problems:#?}");
}
