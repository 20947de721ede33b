//! Nothing a file may hold makes a reader panic, wait, or fill the memory: files that are nearly right,
//! made from right ones, for each reader.
//!
//! Every case follows from its number. `SOVEREIGN_STACK_FUZZ_CASES` says how many each reader gets,
//! `SOVEREIGN_STACK_FUZZ_FROM` with which number they begin; a failure tells its own.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]
#![expect(clippy::print_stderr, reason = "it tells of a reader that does not end")]

mod mutate;
mod seeds;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::time::Duration;

use mutate::{Mutator, in_archive};
use sovereign_stack::app::session::Session;
use sovereign_stack::claim::expression;
use sovereign_stack::desk::{Desk, specs};
use sovereign_stack::load::import::Wishes;
use sovereign_stack::load::reading::{DateOrder, NumberFormat};
use sovereign_stack::load::source::{Folder, RawFile};
use sovereign_stack::load::{Package, Problems, formats, mapping_file, value};
use sovereign_stack::model::DateRange;

/// Cases of each reader where nothing else is said.
const CASES: u64 = 200;
/// No case may take longer.
const LONGEST: Duration = Duration::from_mins(1);
/// No more memory may be used in all.
const MOST_MEMORY: u64 = 2 << 20;

fn wished(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Gives the reader cases made of these seeds. It panics where it should, and gets each case once.
fn fuzz(seeds: &[Vec<u8>], read: impl Fn(&[u8]) + Send + Sync) {
    fuzz_made(seeds, 1, Mutator::case, read);
}

/// The same with cases made in another way, and only one of so many where they take long.
fn fuzz_made(
    seeds: &[Vec<u8>],
    one_of: u64,
    make: impl Fn(&mut Mutator, &[Vec<u8>]) -> Vec<u8> + Send + Sync,
    read: impl Fn(&[u8]) + Send + Sync,
) {
    assert!(!seeds.is_empty(), "there is something to begin with");
    for seed in seeds {
        read(seed);
    }
    let first = wished("SOVEREIGN_STACK_FUZZ_FROM", 0);
    let count = wished("SOVEREIGN_STACK_FUZZ_CASES", CASES).div_ceil(one_of);
    let cases = first..first + count;
    let told = |number: u64, bytes: &[u8]| {
        let start: Vec<u8> = bytes.iter().copied().take(2000).collect();
        format!(
            "case {number} (SOVEREIGN_STACK_FUZZ_FROM={number} SOVEREIGN_STACK_FUZZ_CASES=1 makes it \
             again), {} bytes: {}",
            bytes.len(),
            start.escape_ascii()
        )
    };
    std::thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        let make = &make;
        let (read, told) = (&read, &told);
        let worker_cases = cases.clone();
        scope.spawn(move || {
            for number in worker_cases {
                let bytes = make(&mut Mutator::new(number), seeds);
                if catch_unwind(AssertUnwindSafe(|| read(&bytes))).is_err() {
                    send.send(Some(told(number, &bytes))).unwrap();
                    return;
                }
                send.send(None).unwrap();
            }
        });
        for number in cases {
            match receive.recv_timeout(LONGEST) {
                Ok(None) => {}
                Ok(Some(failure)) => panic!("a reader panics: {failure}"),
                Err(_) => {
                    let bytes = make(&mut Mutator::new(number), seeds);
                    // The reader cannot be stopped, and would be waited for.
                    eprintln!("a reader does not end: {}", told(number, &bytes));
                    std::process::abort();
                }
            }
        }
    });
    check_memory();
}

/// The most memory that was used, where the system tells.
fn check_memory() {
    #[expect(clippy::disallowed_methods, reason = "the system tells it in a file")]
    let Ok(status) = std::fs::read_to_string("/proc/self/status") else { return };
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = most.and_then(|most| most.split_whitespace().next()?.parse::<u64>().ok());
    assert!(kilobytes.is_none_or(|most| most < MOST_MEMORY), "{kilobytes:?} KB of memory");
}

/// The sheets of a file, which are told to be none where there are none.
fn sheets(name: &str, bytes: &[u8]) {
    let file = RawFile { name: name.into(), bytes: bytes.to_vec().into() };
    let mut problems = Problems::default();
    let sheets = formats::sheets(&file, &Wishes::default(), &mut problems);
    assert!(!sheets.is_empty() || problems.has_errors(), "nothing is read and nothing told");
    for sheet in &sheets {
        assert!(!sheet.headings.is_empty(), "a sheet has columns");
        for row in 0..sheet.grid.rows() {
            assert!(sheet.grid.line(row) > 0, "row {row} has a place");
        }
    }
    for problem in &problems {
        assert!(!problem.to_string().is_empty(), "every problem says something");
    }
}

#[test]
fn text_in_any_encoding_and_dialect_is_read_or_refused() {
    fuzz(&seeds::files(&["awkward", "text"], &["csv", "tsv", "txt"]), |bytes| {
        sheets("a.csv", bytes);
    });
}

#[test]
fn excel_is_read_or_refused() {
    let seeds = seeds::files(&["awkward", "made"], &["xlsx"]);
    fuzz_made(&seeds, 1, in_archive, |bytes| sheets("a.xlsx", bytes));
}

#[test]
fn excel_97_is_read_or_refused() {
    fuzz(&seeds::files(&["made"], &["xls"]), |bytes| sheets("a.xls", bytes));
}

#[test]
fn open_document_is_read_or_refused() {
    fuzz_made(&seeds::files(&["made"], &["ods"]), 1, in_archive, |bytes| sheets("a.ods", bytes));
}

#[test]
fn json_is_read_or_refused() {
    let mut seeds = seeds::files(&["jsontestsuite", "timelinejs", "spectrum"], &["json"]);
    seeds.retain(|seed| seed.len() < 20_000);
    fuzz(&seeds, |bytes| sheets("a.json", bytes));
}

#[test]
fn json_lines_are_read_or_refused() {
    fuzz(&seeds::json_lines(), |bytes| sheets("a.jsonl", bytes));
}

#[test]
fn parquet_is_read_or_refused() {
    fuzz(&seeds::files(&["made"], &["parquet"]), |bytes| sheets("a.parquet", bytes));
}

#[test]
fn markdown_is_read_or_refused() {
    fuzz(&seeds::markdown(), |bytes| sheets("a.md", bytes));
}

#[test]
fn gzip_is_unpacked_or_refused() {
    fuzz(&seeds::gzipped(), |bytes| sheets("a.csv.gz", bytes));
}

#[test]
fn zip_is_unpacked_or_refused() {
    fuzz_made(&seeds::zipped(), 1, in_archive, |bytes| sheets("a.zip", bytes));
}

#[test]
fn what_is_pasted_is_read_or_refused() {
    let mut seeds = seeds::markdown();
    seeds.extend(seeds::files(&["text"], &["csv", "txt"]));
    fuzz(&seeds, |bytes| {
        let mut problems = Problems::default();
        let sheets = formats::pasted(&String::from_utf8_lossy(bytes), &mut problems);
        assert!(!sheets.is_empty() || problems.has_errors(), "nothing is read and nothing told");
    });
}

#[test]
fn descriptors_are_read_or_refused() {
    let teams = seeds::file("data/teams.csv");
    let descriptor = br#"{"name": "a", "period": "Q1 2026", "resources": [{"name": "teams", "path":
        "teams.csv", "subject": "teams", "schema": {"fields": [{"name": "id", "type": "string"}]}}]}"#;
    fuzz(&[descriptor.to_vec(), seeds::file("data/datapackage.json")], |bytes| {
        let raw = |name: &str, bytes: &[u8]| {
            (name.to_owned(), RawFile { name: name.into(), bytes: bytes.to_vec().into() })
        };
        let files = BTreeMap::from([raw("datapackage.json", bytes), raw("teams.csv", &teams)]);
        let mut problems = Problems::default();
        let folder = Folder::Memory { name: "a".to_owned(), files };
        let package = Package::from_folder(&folder, &specs(), &mut problems);
        assert!(package.is_some() || problems.has_errors(), "nothing is read and nothing told");
    });
}

#[test]
fn mappings_are_read_or_refused_and_those_that_are_read_can_be_used() {
    let specs = specs();
    let csv =
        b"Company Name,Money Raised ($M),Round Date,Investors\nAcme,\"1,5\",5/7/2025,\"A, B\"\n";
    let file = RawFile { name: "a.csv".into(), bytes: csv.to_vec().into() };
    let mut problems = Problems::default();
    let imports = sovereign_stack::load::import::Import::read(
        file,
        &Wishes::default(),
        &specs,
        &mut problems,
    );
    let mapping = imports.iter().find_map(|import| import.mapping.as_ref()).unwrap();
    fuzz(&[mapping_file::text(mapping).into_bytes()], |bytes| {
        let file = RawFile { name: "a.mapping.json".into(), bytes: bytes.to_vec().into() };
        match mapping_file::parse(&file, &specs) {
            Err(problems) => assert!(!problems.is_empty(), "a refusal says why"),
            Ok(read) => {
                let mut imports = imports.clone();
                for import in &mut imports {
                    import.mapping = Some(read.clone());
                }
                Desk::empty().with_imports(&imports, &mut Problems::default());
            }
        }
    });
}

#[test]
fn sessions_are_read_or_refused() {
    let full = br#"{"version": 1, "open": [["/a.csv", "b.csv"]], "tab": "talent", "options":
        {"talent": {"lanes": "kind"}}, "shows_table": true, "shows_inspector": false, "theme": "dark",
        "window": {"corner": [1.5, -2], "size": [800, 600], "is_maximized": false}, "recent": []}"#;
    let default = Session::default().to_json().unwrap().into_bytes();
    fuzz(&[default, full.to_vec()], |bytes| {
        if let Ok(session) = Session::from_json(bytes) {
            let text = session.to_json().unwrap();
            assert!(Session::from_json(text.as_bytes()).is_ok(), "what is written is read: {text}");
        }
    });
}

#[test]
fn expressions_of_claims_are_read_or_refused() {
    fuzz(&seeds::column("data/claims.csv", "expression"), |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Err(malformed) = expression::parse(&text) {
            assert!(!malformed.to_string().is_empty(), "a refusal says why");
        }
    });
}

#[test]
fn dates_are_read_or_refused() {
    let mut seeds = seeds::column("data/talent.csv", "date");
    seeds.extend(seeds::texts(&[
        "5/7/2025 10:20am",
        "2026-03-05T10:20:30Z",
        "Thursday, March 5th, 2026",
        "Q1 2026",
        "FY2026",
        "-13,800,000,000",
        "4.6 billion BC",
        "Y-170000002",
        "2026-21",
        "Spring 2026",
        "2026年3月5日",
        "Feb 28 – Mar 3, 2026",
        "2026-02-01/2026-02-10",
        "c. 1840",
        "05/072018",
        "1963,8,9",
    ]));
    fuzz(&seeds, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let read = |date: &DateRange| {
            assert!(date.first <= date.last, "{text:?}");
            assert!(
                !date.text().is_empty() && !date.in_full().is_empty() && !date.days().is_empty()
            );
        };
        DateRange::parse(&text).iter().for_each(read);
        for order in [DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay] {
            match value::date(&text, order) {
                Ok(known) => known.value().into_iter().for_each(read),
                Err(refusal) => assert!(!refusal.why.is_empty() && !refusal.suggestion.is_empty()),
            }
            value::span(&text, &text, order).ok();
        }
    });
}

#[test]
fn numbers_are_read_or_refused() {
    let seeds = seeds::texts(&[
        "$362M",
        "~$314-368B",
        "20,00,00,000",
        "€10M - €14.5M",
        "10亿美元",
        "1.0692E+025",
        "0.35±0.03",
        "over RMB 1,234.5 (2022)",
        "1470 +5/-5",
        "trillion-parameter",
        "(1,234)",
        "85%+",
        "13,000,00",
        "$56.2 billion (microprocessors) (2019)",
        " -   ",
        "undisclosed",
        "**45%** [4]",
    ]);
    let formats = [
        NumberFormat::default(),
        NumberFormat { has_decimal_comma: true, ..NumberFormat::default() },
        NumberFormat { scale: 1e9, ..NumberFormat::default() },
    ];
    fuzz(&seeds, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        for format in &formats {
            match value::number(&text, format) {
                Ok(known) => {
                    let value = known.value().map_or(0.0, |number| number.value);
                    assert!(value.is_finite(), "{text:?} is {value}");
                }
                Err(refusal) => assert!(!refusal.why.is_empty() && !refusal.suggestion.is_empty()),
            }
        }
    });
}

#[test]
fn lists_and_flags_and_markup_are_read() {
    let seeds = seeds::texts(&[
        "A, B; C",
        "- A\n- B",
        "MASSIF, a Dutch government fund",
        "[A](http://x) <p>B</p>",
        "“A, B”, C",
        "Acme, Inc., B and C",
        "yes",
        "a &amp; b",
        "{'a', 'b'}",
        "(A, B), C",
    ]);
    fuzz(&seeds, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        for separator in [",", ";", ", ", "\n", "/", ""] {
            let names = value::list(&text, separator);
            assert!(names.iter().all(|name| !name.trim().is_empty()), "{names:?}");
        }
        value::parts(&text);
        value::flag(&text).ok();
        value::words(&text);
    });
}

#[test]
fn files_go_all_the_way_to_a_figure_or_are_refused() {
    let specs = specs();
    let desk = Desk::bundled().unwrap();
    let seeds = seeds::whole_files();
    fuzz_made(&seeds, 10, Mutator::lightly, |bytes| {
        let file = RawFile { name: "a.csv".into(), bytes: bytes.to_vec().into() };
        let mut problems = Problems::default();
        let package = Package::from_file(file, &Wishes::default(), &specs, &mut problems);
        let Some(package) = package else {
            assert!(problems.has_errors(), "nothing is read and nothing told");
            return;
        };
        let next = desk.with(&package, &mut problems);
        for shown in &next.tabs {
            let counts = shown.tab.counts();
            assert_eq!(counts.read(), counts.shown + counts.filtered + counts.rejected);
            assert!(!shown.tab.title().is_empty(), "a figure has a title");
        }
    });
}
