//! The program as a script uses it: arguments, exit status, files.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it reads and writes what the program does")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    // A test that opens the window is no business of the user's own session.
    Command::new(env!("CARGO_BIN_EXE_sovereign-stack"))
        .args(arguments)
        .env("SOVEREIGN_STACK_SESSION", "none")
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

const TABS: [&str; 7] =
    ["overview", "coverage", "adoption", "funding", "talent", "stack", "sources"];

#[test]
fn export_writes_every_tab_and_prints_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let slides = folder.path().join("slides");
    let output = run(&["export", "--out", text(&slides), "--scale", "1"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    for tab in TABS {
        let file = slides.join(format!("{tab}.png"));
        let bytes = fs::read(&file).unwrap();
        assert_eq!(&bytes[16..24], [0, 0, 7, 128, 0, 0, 4, 56], "{tab} is 1920 × 1080");
        assert!(out(&output).contains(text(&file)), "{tab} is named");
    }
    assert_eq!(err(&output), "");
    let left: Vec<_> = fs::read_dir(&slides).unwrap().collect();
    assert_eq!(left.len(), TABS.len(), "nothing half-written is left");
}

#[test]
fn two_runs_write_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    for format in ["png", "svg", "pdf"] {
        for place in ["one", "two"] {
            let target = folder.path().join(place);
            let output = run(&[
                "export",
                "--out",
                text(&target),
                "--format",
                format,
                "--theme",
                "dark",
                "--scale",
                "1",
            ]);
            assert_eq!(status(&output), 0, "{}", err(&output));
        }
        for tab in TABS {
            let read = |place: &str| {
                fs::read(folder.path().join(place).join(format!("{tab}.{format}"))).unwrap()
            };
            assert!(read("one") == read("two"), "{tab}.{format} differs");
        }
    }
}

#[test]
fn the_format_is_taken_from_the_file_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.svg");
    let output = run(&["export", "--tab", "coverage", "--out", text(&file), "--size", "square"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let svg = fs::read_to_string(&file).unwrap();
    assert!(
        svg.starts_with("<svg") && svg.contains("width=\"1200\" height=\"1200\""),
        "{svg:.200}"
    );
}

#[test]
fn several_tabs_go_into_one_pdf_or_a_folder_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deck.pdf");
    let output = run(&["export", "--out", text(&file)]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert_eq!(out(&output).trim_end(), text(&file));
    let whole = fs::read(&file).unwrap();
    let pages = folder.path().join("pages");
    let output = run(&["export", "--out", text(&pages), "--format", "pdf", "--size", "a4"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    for tab in TABS {
        let one = fs::read(pages.join(format!("{tab}.pdf"))).unwrap();
        assert!(one.starts_with(b"%PDF-") && one.len() < whole.len(), "{tab}");
    }
}

#[test]
fn wrong_usage_is_told_in_one_sentence_and_ends_with_2() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("x.png");
    let target = text(&target);
    let cases: [(&[&str], &str); 18] = [
        (&["export", "--out", target], "name a folder, or one tab with --tab"),
        (&["export", "--tab", "fundign", "--out", target], "Did you mean funding?"),
        (&["export", "--tab", "funding", "--out", target, "--size", "0x5"], "cannot be made"),
        (&["export", "--tab", "funding", "--out", target, "--size", "poster"], "1280x720"),
        (&["export", "--tab", "funding", "--out", target, "--scale", "9"], "it is 1, 2, 3 or 4"),
        (&["export", "--tab", "funding", "--out", target, "--format", "jpg"], "xlsx or json"),
        (&["export", "--tab", "funding", "--out", target, "--size", "0"], "1280x720"),
        (&["export", "--tab", "funding", "--out", target, "--size", "0x0"], "from 64 to 16,000"),
        (&["export", "--tab", "funding", "--out", target, "--size", "100000x9"], "cannot be made"),
        (&["export", "--tab", "funding", "--out", target, "--size", "9e9x9"], "1280x720"),
        (&["export", "--tab", "funding", "--out", target, "--size=-5x900"], "1280x720"),
        (&["export", "--tab", "funding", "--out", target, "--size", ""], "1280x720"),
        (&["export", "--tab", "funding", "--out", target, "--scale", "0"], "it is 1, 2, 3 or 4"),
        (
            &["export", "--tab", "funding", "--out", target, "--size", "16000x9000"],
            "more than 200 million pixels",
        ),
        (&["export", "--tab", "funding", "--out", target, "--theme", "pink"], "light or dark"),
        (
            &["export", "--tab", "coverage", "--out", target, "--option", "view=pie"],
            "matrix or summary",
        ),
        (
            &["export", "--tab", "coverage", "--out", target, "--option", "veiw=matrix"],
            "did you mean view?",
        ),
        (&["template", "covrage", "--out", target], "Did you mean coverage?"),
    ];
    for (arguments, words) in cases {
        let output = run(arguments);
        assert_eq!(status(&output), 2, "{arguments:?}: {}", err(&output));
        assert!(err(&output).contains(words), "{arguments:?}: {}", err(&output));
        assert_eq!(err(&output).lines().count(), 1, "{}", err(&output));
        assert!(!Path::new(target).exists(), "{arguments:?} wrote a file");
    }
    assert_eq!(status(&run(&["export"])), 2, "clap refuses what is missing");
    assert_eq!(status(&run(&["--help"])), 0);
}

#[test]
fn what_cannot_be_written_is_told_and_ends_with_3() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    let nowhere = folder.path().join("no/such/folder");
    for (target, words) in [
        (nowhere.join("x.png"), "there is no folder"),
        (nowhere.clone(), "the folder it would stand in is missing"),
        (file.clone(), "there is a file of this name"),
    ] {
        let output = run(&["export", "--tab", "coverage", "--out", text(&target), "--scale", "1"]);
        assert_eq!(status(&output), 3, "{}: {}", target.display(), err(&output));
        assert!(err(&output).contains(words), "{}", err(&output));
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine", "what stood there still stands");
}

#[test]
fn an_existing_file_is_replaced_whole() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.png");
    fs::write(&file, "old").unwrap();
    let output = run(&["export", "--tab", "coverage", "--out", text(&file), "--scale", "1"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(fs::read(&file).unwrap().starts_with(b"\x89PNG"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn the_data_is_never_written_over_by_what_is_made_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("funding.csv");
    let text_of_it = "company,amount,currency\nAcme,5000000,USD\n";
    fs::write(&data, text_of_it).unwrap();
    let by_name = ["export", text(&data), "--tab", "funding", "--out", text(&data)];
    let by_folder = ["export", text(&data), "--format", "csv", "--out", text(folder.path())];
    for arguments in [by_name.as_slice(), &by_folder] {
        let output = run(arguments);
        assert_eq!(status(&output), 3, "{}", err(&output));
        assert!(
            err(&output).contains("the data shown was read from this file"),
            "{}",
            err(&output)
        );
        assert_eq!(fs::read_to_string(&data).unwrap(), text_of_it);
    }
}

#[test]
fn a_name_with_a_control_character_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("two\nlines.png");
    let output = run(&["export", "--tab", "coverage", "--out", text(&file), "--scale", "1"]);
    assert_eq!(status(&output), 3, "{}", err(&output));
    assert!(err(&output).contains("control character"), "{}", err(&output));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn check_prints_rows_and_problems_and_ends_with_0_1_or_3() {
    let sound = run(&["check"]);
    assert_eq!(status(&sound), 0, "{}", out(&sound));
    insta::assert_snapshot!(out(&sound));
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.csv");
    fs::write(&bad, "company,amount\nAcme,ten\n").unwrap();
    let output = run(&["check", text(&bad)]);
    assert_eq!(status(&output), 1);
    assert!(
        out(&output).contains(":2:2: amount is not a number, found \"ten\""),
        "{}",
        out(&output)
    );
    let missing = run(&["check", text(&folder.path().join("missing.csv"))]);
    assert_eq!(status(&missing), 3);
    assert!(out(&missing).contains("there is no such file or folder"), "{}", out(&missing));
}

#[test]
fn check_as_json_can_be_read_by_a_program() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.csv");
    fs::write(&bad, "company,amount\nAcme,ten\nBeta,-5\n").unwrap();
    let report: serde_json::Value =
        serde_json::from_str(&out(&run(&["check", "--json", text(&bad)]))).unwrap();
    let problems = report["problems"].as_array().unwrap();
    assert_eq!(problems.len(), 3, "two rows, and that none is left: {report:#}");
    assert_eq!(problems[0]["line"], 2);
    assert_eq!(problems[0]["column"], 2);
    assert_eq!(problems[0]["text"], "ten");
    let empty = folder.path().join("empty.csv");
    fs::write(&empty, "").unwrap();
    let report: serde_json::Value =
        serde_json::from_str(&out(&run(&["check", "--json", text(&empty)]))).unwrap();
    assert_eq!(report["tables"], serde_json::json!([]), "a file without rows is no table");
    let report: serde_json::Value = serde_json::from_str(&out(&run(&["check", "--json"]))).unwrap();
    let tables = report["tables"].as_array().unwrap();
    let with_tab = |tab: &str| tables.iter().any(|table| table["tab"] == tab);
    assert!(TABS.iter().all(|tab| with_tab(tab)), "{report:#}");
    for table in tables {
        let rows = |name: &str| table[name].as_u64().unwrap();
        let all = rows("rows_shown") + rows("rows_filtered") + rows("rows_rejected");
        assert_eq!(rows("rows_read"), all, "{table:#}");
    }
    assert_eq!(report["caveats"].as_array().unwrap().len(), 30);
}

#[test]
fn a_bad_file_stops_an_export_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("bad.csv");
    fs::write(&bad, "dimension,status\nGPU,wrong\n").unwrap();
    let slides = folder.path().join("slides");
    let output = run(&["export", text(&bad), "--out", text(&slides)]);
    assert_eq!(status(&output), 1);
    assert!(err(&output).contains("bad.csv:2:2: status is not on the list"), "{}", err(&output));
    assert_eq!(out(&output), "");
    assert!(!slides.exists());
}

#[test]
fn a_template_opens_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["coverage", "adoption", "benchmarks", "funding", "talent", "teams"] {
        let file = folder.path().join(format!("{name}.csv"));
        let output = run(&["template", name, "--out", text(&file)]);
        assert_eq!(status(&output), 0, "{}", err(&output));
        let check = run(&["check", text(&file)]);
        assert_eq!(status(&check), 0, "{name}: {}", out(&check));
    }
}

#[test]
fn own_data_is_drawn_and_named_as_the_source() {
    let folder = tempfile::tempdir().unwrap();
    let mine = folder.path().join("mine.csv");
    fs::write(&mine, "dimension,status,front\nOptics,effective,hardware\n").unwrap();
    let svg = folder.path().join("mine.svg");
    let output = run(&[
        "export",
        text(&mine),
        "--tab",
        "coverage",
        "--out",
        text(&svg),
        "--text",
        "embedded",
    ]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let svg = fs::read_to_string(&svg).unwrap();
    assert!(svg.contains("Optics"), "the row is drawn");
    assert!(svg.contains("mine.csv"), "the file is the source");
}

#[test]
fn without_a_display_one_sentence_says_what_to_do() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_sovereign-stack"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("SOVEREIGN_STACK_SESSION", "none")
        .output()
        .unwrap();
    assert_eq!(status(&output), 2);
    let words = err(&output);
    assert_eq!(words.trim_end().lines().count(), 1, "{words}");
    assert!(words.contains("export --out slides"), "{words}");
    assert!(!words.contains("panicked"), "{words}");
}
