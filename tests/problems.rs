//! What users read when something is wrong with a file, and what stays on screen.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it writes the files that a user opens")]

mod support {
    pub mod package;
}

use std::borrow::Cow;
use std::path::Path;

use sovereign_stack::desk::Desk;
use sovereign_stack::load::Problems;
use support::package::package;

/// Opens a file of this text in place of the bundled data.
fn open(text: &[u8]) -> (Option<Desk>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.csv");
    std::fs::write(&path, text).unwrap();
    let (desk, problems) = Desk::bundled().unwrap().open(&path);
    (desk, told(&problems, folder.path()))
}

/// The problems without the part of the path that changes from run to run.
fn told(problems: &Problems, folder: &Path) -> Vec<String> {
    let prefix = format!("{}/", folder.display());
    problems.iter().map(|problem| problem.to_string().replace(&prefix, "")).collect()
}

/// The problems of a file that must be refused.
fn refused(text: &[u8]) -> String {
    let (desk, problems) = open(text);
    assert!(desk.is_none(), "the file should be refused: {problems:#?}");
    problems.join("\n")
}

#[test]
fn every_problem_is_told_at_once_with_its_place_text_and_remedy() {
    insta::assert_snapshot!(refused(
        b"id,company,amount,currency,date,basis\n\
          a,Acme,ten million,USD,2026-13,stated\n\
          b,,5,USD,soon,sated\n\
          a,Beta,-5,USD,2026-03,\n"
    ));
}

#[test]
fn a_status_outside_the_list_suggests_the_nearest() {
    insta::assert_snapshot!(refused(
        b"dimension,status\nGPU hardware,partly circumvented\nModels,banana\nCapital,\n"
    ));
}

#[test]
fn empty_and_header_only_are_told_apart() {
    insta::assert_snapshot!(refused(b""));
    insta::assert_snapshot!(refused(b"company,amount\n"));
}

#[test]
fn unknown_columns_are_named_and_the_file_is_used_without_them() {
    let (desk, problems) = open(b"dimension,status,statuss,mood\nGPU,effective,x,good\n");
    assert!(desk.is_some(), "an extra column does no harm");
    insta::assert_snapshot!(problems.join("\n"));
}

#[test]
fn columns_that_fit_no_table_say_what_would() {
    insta::assert_snapshot!(refused(b"foo,bar\n1,2\n"));
    insta::assert_snapshot!(refused(b"company,currency,date\nAcme,USD,2026\n"));
}

#[test]
fn ragged_rows_say_where() {
    insta::assert_snapshot!(refused(b"dimension,status\nGPU,effective,extra\nModels\n"));
}

#[test]
fn text_that_is_not_utf_8_is_read_and_the_encoding_shown() {
    let (desk, problems) = open(b"dimension,status\ncaf\xE9,effective\n");
    let desk = desk.unwrap_or_else(|| panic!("{problems:#?}"));
    let shown = &desk.tabs[desk.position("coverage").unwrap()];
    assert!(shown.tab.marks().iter().any(|mark| mark.label.contains("café")), "not drawn");
    let told = shown.origin.imports[0].told().join("\n");
    assert!(told.contains("windows-1252, guessed"), "{told}");
}

#[test]
fn a_quoted_line_break_does_not_shift_the_line_of_what_follows() {
    insta::assert_snapshot!(refused(
        b"dimension,control_target,status\n\"GPU\nhardware\",\"a\nb\",wrong\nModels,x,wrong\n"
    ));
}

#[test]
fn the_package_on_disk_reads_as_the_bundled_one_does() {
    let (desk, problems) = package("coverage.csv", |text| text);
    assert_eq!(problems, Vec::<String>::new());
    let desk = desk.unwrap();
    for (disk, bundled) in desk.tabs.iter().zip(&Desk::bundled().unwrap().tabs) {
        assert_eq!(disk.tab.title(), bundled.tab.title());
        let records = |shown: &sovereign_stack::desk::Shown| -> Vec<Vec<String>> {
            shown
                .tab
                .marks()
                .iter()
                .map(|mark| mark.records().map(Cow::into_owned).collect())
                .collect()
        };
        assert_eq!(records(disk), records(bundled));
        assert_eq!(disk.origin.evidence.claims.len(), bundled.origin.evidence.claims.len());
    }
}

#[test]
fn names_that_point_nowhere_and_double_ids_are_told() {
    let (desk, problems) = package("caveats.csv", |text| {
        text.replace(
            "gpu_hardware;arch_hardware;chain_v4_ascend",
            "gpu_hardwear;arch_hardware;chain_v4_ascend",
        )
    });
    assert!(desk.is_some(), "a caveat that concerns nothing harms nothing else");
    insta::assert_snapshot!(problems.join("\n"));
    let (_, problems) = package("funding.csv", |text| text.replace("CITIC Group", "CITIC Grup"));
    insta::assert_snapshot!(problems.join("\n"));
    let (_, problems) =
        package("talent.csv", |text| text.replace("task_force,2026", "galbot,2026"));
    insta::assert_snapshot!(problems.join("\n"));
    let (_, problems) = package("coverage.csv", |text| text.replace(",A,US", ",C,US"));
    insta::assert_snapshot!(problems.join("\n"));
}

#[test]
fn a_broken_descriptor_says_line_and_column() {
    let (_, problems) =
        package("datapackage.json", |text| text.replace("\"resources\": [", "\"resources\": {"));
    insta::assert_snapshot!(problems.join("\n"));
    let (_, problems) =
        package("datapackage.json", |text| text.replace("\"funding.csv\"", "\"../funding.csv\""));
    insta::assert_snapshot!(problems.join("\n"));
    let (_, problems) =
        package("datapackage.json", |text| text.replace("\"funding.csv\"", "\"fonding.csv\""));
    insta::assert_snapshot!(problems.join("\n"));
}

#[test]
fn a_file_that_is_no_file_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let told_of = |path: &Path| {
        let (desk, problems) = Desk::bundled().unwrap().open(path);
        assert!(desk.is_none(), "{} should be refused", path.display());
        told(&problems, folder.path()).join("\n")
    };
    let nowhere = folder.path().join("nowhere.csv");
    assert_eq!(
        told_of(&nowhere),
        "nowhere.csv: there is no such file or folder; check the spelling of the path"
    );
    assert!(told_of(folder.path()).contains("the folder has no datapackage.json"));
    let large = folder.path().join("large.csv");
    let file = std::fs::File::create(&large).unwrap();
    file.set_len(1050 * 1024 * 1024).unwrap();
    assert_eq!(
        told_of(&large),
        "large.csv: the file is too large: 1050.0 MB, and files of its kind up to 1024 MB are read; \
         keep only the rows and columns you need, or split it"
    );
    if cfg!(unix) {
        assert_eq!(
            told_of(Path::new("/dev/zero")),
            "/dev/zero: this is a device or a pipe, not a file"
        );
    }
}
