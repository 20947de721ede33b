//! Our own tables are recognised for certain, and each belongs to its tab.

use sovereign_stack::desk::{Desk, specs};
use sovereign_stack::load::import::Wishes;
use sovereign_stack::load::synonyms;

use super::import_as;

#[test]
fn the_tables_of_each_tab_are_those_that_it_reads() {
    let tabs: Vec<(&str, Vec<&str>)> = Desk::empty()
        .tabs
        .iter()
        .map(|shown| (shown.tab.name(), shown.tab.tables().iter().map(|spec| spec.name).collect()))
        .collect();
    let told: Vec<(&str, Vec<&str>)> =
        synonyms::TABS.iter().map(|(tab, tables)| (*tab, tables.to_vec())).collect();
    assert_eq!(told, tabs);
}

#[test]
fn every_bundled_table_is_recognised_for_certain_and_read_as_it_is_written() {
    for spec in specs() {
        let name = format!("data/{}.csv", spec.name);
        let bytes = std::fs::read_to_string(&name).unwrap();
        let (import, problems) = import_as(&name, &bytes, &Wishes::default());
        let best = import.candidates.first().unwrap();
        assert_eq!((best.mapping.table.as_str(), best.confidence), (spec.name, 100), "{best:#?}");
        assert!(best.is_certain() && best.mapping.is_plain(), "{best:#?}");
        assert!(problems.is_empty(), "{problems:?}");
    }
}
