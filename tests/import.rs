//! Data is looked at before it is shown where anything about it is uncertain: what the user sees of
//! it, decides, and gets.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it reads and writes the files of a user")]

mod support {
    pub mod window;
}

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sovereign_stack::app::store::Start;
use sovereign_stack::command::Command;
use sovereign_stack::load::decision::Decision;
use sovereign_stack::model::Mark;
use support::window::{App, Folder, OPTICS, ROUNDS, ask, says, show, title};

/// Six rounds: the dates of two and the amount of a third cannot be read.
const SLIPS: &str = "Organization Name,Money Raised (in USD),Announced Date,Investors\n\
    Galbot,\"$362,000,000\",15/02/2026,\"A, B, C\"\n\
    Acme,\"$5,000,000\",05/022026,\"A, B\"\n\
    Beta,\"$7,000,000\",16/02/2026,A\n\
    Gamma,\"$1,000,000\",06/022026,A\n\
    Delta,\"13,000,00\",17/02/2026,A\n\
    Epsilon,\"$2,000,000\",18/02/2026,\"B, C\"\n";

fn app() -> App {
    let mut app = support::window::app();
    show(&mut app, "coverage");
    app
}

fn open(app: &mut App, path: &Path) {
    ask(app, Command::Open(vec![path.to_owned()]));
}

fn click(app: &mut App, label: &str) {
    app.get_by_label(label).click();
    for _ in 0..3 {
        app.run();
    }
}

fn press(app: &mut App, modifiers: Modifiers, key: Key) {
    app.key_press_modifiers(modifiers, key);
    app.run();
    app.run();
}

/// Chooses in a list, found by its label.
fn choose(app: &mut App, list: &str, choice: &str) {
    app.get_by_label(list).click();
    app.run();
    app.get_by_role_and_label(egui::Role::Button, choice).click();
    for _ in 0..3 {
        app.run();
    }
}

/// The window with the file opened and looked at.
fn looking_at(text: &str) -> (Folder, PathBuf, App) {
    let folder = Folder::new();
    let path = folder.file("rounds.csv", text);
    let mut app = app();
    open(&mut app, &path);
    (folder, path, app)
}

fn is_asking(app: &App) -> bool {
    app.query_by_label("Cancel").is_some()
}

#[test]
fn a_certain_file_is_shown_at_once_and_a_bar_says_what_was_read() {
    let (_folder, _path, mut app) = looking_at(ROUNDS);
    assert!(!is_asking(&app) && title(&app).contains("$5M"), "{}", title(&app));
    app.get_by_label("Read 1 row of rounds.csv as funding rounds");
    click(&mut app, "Review…");
    app.get_by_label("Load funding rounds from rounds.csv");
    app.get_by_label("1 read = 1 drawn + 0 rejected");
    press(&mut app, Modifiers::NONE, Key::Escape);
    assert!(!is_asking(&app), "Esc closes it");
    click(&mut app, "Dismiss what was read");
    assert!(!says(&app, "Read 1 row of"));
}

#[test]
fn rows_that_cannot_be_read_are_shown_first_and_the_figure_stays_until_the_rest_is_loaded() {
    let (_folder, _path, mut app) = looking_at(SLIPS);
    let before = title(&app);
    app.get_by_label("Load funding rounds from rounds.csv");
    app.get_by_label_contains("6 rows · 4 columns · comma");
    app.get_by_label("6 read = 3 drawn + 3 rejected");
    app.get_by_label("Rejected rows (3)");
    app.get_by_label("05/022026");
    app.get_by_label("Read 05/022026 in line 3 as 05/02/2026");
    assert_eq!(app.state().current_tab().unwrap().tab.title(), before);
    click(&mut app, "Cancel");
    assert!(!is_asking(&app));
    assert_eq!(title(&app), before, "Cancel changes nothing");
}

#[test]
fn what_is_loaded_counts_what_was_left_out_and_can_be_undone() {
    let (_folder, _path, mut app) = looking_at(SLIPS);
    let before = title(&app);
    click(&mut app, "Load 3 rows");
    assert!(!is_asking(&app));
    app.get_by_label("6 rows read = 3 shown + 0 filtered + 3 rejected");
    app.get_by_label("Read 3 of 6 rows of rounds.csv as funding rounds; 3 rows left out");
    press(&mut app, Modifiers::COMMAND, Key::Z);
    assert_eq!(title(&app), before);
    assert!(!says(&app, "Read 3 of 6 rows"), "what is not shown is not told");
    press(&mut app, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    app.get_by_label("6 rows read = 3 shown + 0 filtered + 3 rejected");
}

#[test]
fn a_suggestion_is_accepted_for_one_row_or_for_all_like_it_and_taken_back() {
    let (_folder, _path, mut app) = looking_at(SLIPS);
    click(&mut app, "Read 05/022026 in line 3 as 05/02/2026");
    app.get_by_label("6 read = 4 drawn + 2 rejected");
    app.get_by_label("1 cell read as you corrected them.");
    click(&mut app, "Take corrections back");
    app.get_by_label("6 read = 3 drawn + 3 rejected");
    click(&mut app, "Accept the suggestion of line 3 and of all like it, 2 in all");
    app.get_by_label("6 read = 5 drawn + 1 rejected");
    app.get_by_label("Load 5 rows");
}

#[test]
fn a_corrected_row_says_that_the_user_corrected_it() {
    let (_folder, _path, mut app) = looking_at(SLIPS);
    click(&mut app, "Read 05/022026 in line 3 as 05/02/2026");
    click(&mut app, "Load 4 rows");
    app.get_by_label_contains("1 cell corrected by you");
    let tab = &app.state().current_tab().unwrap().tab;
    let notes: Vec<String> = tab
        .marks()
        .iter()
        .flat_map(Mark::statements)
        .map(|said| said.place().provenance().note.clone())
        .filter(|note| !note.is_empty())
        .collect();
    let said = "“Announced Date” read as “05/02/2026” by the user’s correction, where the file has \
                “05/022026”";
    assert!(notes.iter().any(|note| note == said), "{notes:?}");
    assert!(notes.iter().all(|note| note == said), "the other rows say nothing of it: {notes:?}");
}

#[test]
fn a_column_is_given_another_field_and_the_numbers_follow() {
    let text = "company,amount,currency,date,paid\nAcme,5000000,USD,2026-02,3000000\n";
    let (_folder, _path, mut app) = looking_at(text);
    click(&mut app, "Review…");
    choose(&mut app, "Field of paid: ignored", "amount (needed)");
    app.get_by_label("Field of amount: ignored");
    click(&mut app, "Load 1 row");
    assert!(title(&app).contains("$3M"), "{}", title(&app));
    app.get_by_label_contains("Read again, as decided: rounds.csv");
    press(&mut app, Modifiers::COMMAND, Key::Z);
    assert!(title(&app).contains("$5M"), "{}", title(&app));
}

#[test]
fn a_field_that_the_table_needs_must_be_fed_before_anything_is_loaded() {
    let (_folder, _path, mut app) = looking_at(ROUNDS);
    click(&mut app, "Review…");
    choose(&mut app, "Field of company: company (needed)", "ignored");
    app.get_by_label_contains("no column feeds company, which a funding table needs");
    assert!(
        app.query_by_label("Load 1 row").is_none_or(|load| load.accesskit_node().is_disabled())
    );
}

#[test]
fn the_order_of_day_and_month_is_the_users_to_decide_where_nothing_tells() {
    let text = "Organization Name,Money Raised (in USD),Announced Date\n\
                Acme,\"$5,000,000\",05/02/2026\nBeta,\"$7,000,000\",06/02/2026\n";
    let (_folder, _path, mut app) = looking_at(text);
    app.get_by_label("2 rows ambiguous");
    app.get_by_label("05/02/2026 → 5 Feb 2026");
    choose(&mut app, "Announced Date is read as: date, day/month/year", "date, month/day/year");
    app.get_by_label("05/02/2026 → 2 May 2026");
    assert!(!says(&app, "rows ambiguous"), "it is decided now");
    click(&mut app, "Load 2 rows");
    let tab = &app.state().current_tab().unwrap().tab;
    let fields = tab.marks().iter().flat_map(|mark| &mark.fields);
    let values: Vec<&str> = fields.map(|field| field.value.as_str()).collect();
    assert!(values.iter().any(|value| value.contains("2 May 2026")), "{values:?}");
}

#[test]
fn a_file_that_fits_no_table_is_handed_out_by_the_user() {
    let text = "Wer,Wieviel,Wann\nAcme,5000000,2026-02-03\n";
    let (_folder, _path, mut app) = looking_at(text);
    app.get_by_label("Load data from rounds.csv");
    choose(&mut app, "Rows are: choose what the rows are", "funding rounds");
    app.get_by_label_contains("no column feeds company");
    choose(&mut app, "Field of Wer: ignored", "company (needed)");
    if says(&app, "Field of Wieviel: ignored") {
        choose(&mut app, "Field of Wieviel: ignored", "amount (needed)");
    }
    click(&mut app, "Load 1 row");
    assert!(title(&app).contains('5'), "{}", title(&app));
    assert_eq!(app.state().current_tab().unwrap().tab.name(), "funding");
}

#[test]
fn rejects_are_saved_with_why_and_a_mapping_is_applied_by_itself_the_next_time() {
    let (folder, path, mut app) = looking_at(SLIPS);
    click(&mut app, "Save rejects…");
    let rejects = folder.0.path().join("rounds.rejects.csv");
    click(&mut app, "Save rows");
    app.get_by_label(&format!("Saved {}", rejects.display()));
    let text = std::fs::read_to_string(rejects).unwrap();
    assert_eq!(text.lines().count(), 4, "{text}");
    assert!(text.contains(",3,Announced Date,05/022026,"), "{text}");
    assert!(text.contains(",05/02/2026,Acme,"), "the suggestion, then the row: {text}");

    click(&mut app, "Accept the suggestion of line 3 and of all like it, 2 in all");
    click(&mut app, "Save mapping…");
    click(&mut app, "Save it");
    click(&mut app, "Cancel");
    open(&mut app, &path);
    app.get_by_label("6 read = 5 drawn + 1 rejected");
    click(&mut app, "Notes (2)");
    app.get_by_label_contains("Read by the mapping saved in");
}

#[test]
fn a_file_that_cannot_be_saved_says_why_and_the_dialog_stays() {
    let (_folder, _path, mut app) = looking_at(SLIPS);
    click(&mut app, "Save rejects…");
    let field = app.get_by_role(egui::Role::TextInput);
    field.focus();
    press(&mut app, Modifiers::COMMAND, Key::A);
    app.get_by_role(egui::Role::TextInput).type_text("/no/such/folder/x.csv");
    app.run();
    press(&mut app, Modifiers::NONE, Key::Enter);
    app.get_by_label_contains("there is no folder /no/such/folder");
    assert!(is_asking(&app));
}

#[test]
fn a_table_is_pasted_where_no_field_is_being_typed_in() {
    let mut app = app();
    let copied = "company\tamount\tcurrency\tdate\nAcme\t5000000\tUSD\t2026-02\n";
    app.event(egui::Event::Paste(copied.to_owned()));
    app.run();
    app.run();
    assert!(title(&app).contains("$5M"), "{}", title(&app));
    app.get_by_label_contains("Read 1 row of the clipboard as funding rounds");
    click(&mut app, "Review…");
    app.get_by_label_contains("1 row · 4 columns · tabs");
    press(&mut app, Modifiers::NONE, Key::Escape);
    let markdown = "Some words.\n\n| dimension | status |\n|---|---|\n| Optics | effective |\n";
    app.event(egui::Event::Paste(markdown.to_owned()));
    app.run();
    app.run();
    assert_eq!(title(&app), "Optics: effective");
    app.event(egui::Event::Paste("only words".to_owned()));
    app.run();
    app.run();
    assert_eq!(title(&app), "Optics: effective");
    app.get_by_label("the clipboard was not opened");
}

/// Tells the window what its watch would, and lets the file come to rest.
fn changed(app: &mut App) {
    app.state_mut().files_changed();
    for _ in 0..8 {
        app.step();
    }
}

#[test]
fn a_file_that_changes_is_read_as_the_user_accepted_and_new_rejects_keep_the_figure() {
    let (_folder, path, mut app) = looking_at(SLIPS);
    click(&mut app, "Read 05/022026 in line 3 as 05/02/2026");
    click(&mut app, "Load 4 rows");
    std::fs::write(&path, format!("{SLIPS}Zeta,\"$9,000,000\",19/02/2026,A\n")).unwrap();
    changed(&mut app);
    app.get_by_label("7 rows read = 5 shown + 0 filtered + 2 rejected");
    std::fs::write(&path, format!("{SLIPS}Zeta,\"$9,000,000\",never ever,A\n")).unwrap();
    changed(&mut app);
    app.get_by_label("7 rows read = 5 shown + 0 filtered + 2 rejected");
    app.get_by_label_contains("3 rows of it cannot be read: open it again to look at them");
    open(&mut app, &path);
    app.get_by_label("7 read = 4 drawn + 3 rejected");
    app.get_by_label("1 cell read as you corrected them.");
}

#[test]
fn what_the_user_accepted_is_shown_again_at_the_next_start() {
    let folder = Folder::new();
    let session = folder.0.path().join("session.json");
    let path = folder.file("rounds.csv", SLIPS);
    let start = || {
        let mut app = support::window::app();
        let context = app.ctx.clone();
        app.state_mut().resume(Start::at(Some(&session)), false, &context);
        app.run();
        app.run();
        app
    };
    let mut app = start();
    open(&mut app, &path);
    click(&mut app, "Read 05/022026 in line 3 as 05/02/2026");
    click(&mut app, "Load 4 rows");
    let context = app.ctx.clone();
    app.state_mut().close(&context);
    let app = start();
    app.get_by_label("6 rows read = 4 shown + 0 filtered + 2 rejected");
    assert!(app.state().problems.is_empty(), "they were looked at");
}

#[test]
fn another_encoding_is_chosen_and_read_at_once() {
    let folder = Folder::new();
    let path = folder.0.path().join("rounds.csv");
    let mut bytes = b"company,amount,currency,date\n".to_vec();
    bytes.extend(b"Soci\xE9t\xE9 G\xE9n\xE9rale,5000000,USD,2026-02\nAcme,x,USD,2026-02\n");
    std::fs::write(&path, bytes).unwrap();
    let mut app = app();
    open(&mut app, &path);
    click(&mut app, "Columns");
    app.get_by_label("Société Générale");
    let current = app.get_by_label_contains("Encoding: ");
    current.click();
    app.run();
    app.get_by_label("windows-1251").click();
    for _ in 0..3 {
        app.run();
    }
    app.get_by_label("Sociйtй Gйnйrale");
    app.get_by_label("Encoding: windows-1251");
}

#[test]
fn several_files_are_looked_at_one_by_one_and_loaded_together() {
    let folder = Folder::new();
    let rounds = folder.file("rounds.csv", SLIPS);
    let optics = folder.file("optics.csv", OPTICS);
    let mut app = app();
    ask(&mut app, Command::Open(vec![rounds, optics]));
    app.get_by_label("7 read = 4 drawn + 3 rejected");
    choose(&mut app, "File: 1 of 2: rounds.csv (3 rejected)", "2 of 2: optics.csv");
    app.get_by_label("Load export controls from optics.csv");
    click(&mut app, "Load 4 rows");
    show(&mut app, "coverage");
    assert_eq!(title(&app), "Optics: effective");
    show(&mut app, "funding");
    app.get_by_label("6 rows read = 3 shown + 0 filtered + 3 rejected");
}

#[test]
fn the_figure_is_seen_before_it_is_loaded() {
    let (_folder, _path, mut app) = looking_at(SLIPS);
    click(&mut app, "Preview");
    app.get_by_label_contains("Preview of the figure: ");
    app.get_by_label("6 read = 3 drawn + 3 rejected");
}

#[test]
fn everything_is_reached_by_keys_and_the_focus_goes_back() {
    let (_folder, _path, mut app) = looking_at(SLIPS);
    let focused = |app: &App| app.ctx.memory(egui::Memory::focused);
    assert!(focused(&app).is_some(), "the dialog has the focus");
    let mut seen = Vec::new();
    for _ in 0..24 {
        press(&mut app, Modifiers::NONE, Key::Tab);
        seen.extend(focused(&app));
    }
    seen.sort_by_key(egui::Id::value);
    seen.dedup();
    // Table, encoding, four panes, the list, three suggestions and two for all, four buttons.
    assert!(seen.len() >= 14, "{} stops", seen.len());
    press(&mut app, Modifiers::NONE, Key::Escape);
    assert!(!is_asking(&app));
    // The button that loads has the focus first: Enter loads.
    let (_folder, _path, mut app) = looking_at(SLIPS);
    press(&mut app, Modifiers::NONE, Key::Enter);
    app.get_by_label("6 rows read = 3 shown + 0 filtered + 3 rejected");
}

#[test]
fn a_hundred_thousand_rejected_rows_and_five_hundred_columns_are_drawn_as_far_as_they_are_seen() {
    let mut text = "company,amount,currency,date\nAcme,5000000,USD,2026-02\n".to_owned();
    for _ in 0..100_000 {
        text.push_str("Acme,5000000,USD,05/022026x\n");
    }
    let (_folder, _path, app) = looking_at(&text);
    app.get_by_label("100,001 read = 1 drawn + 100,000 rejected");
    let lines = app.query_all_by_label("05/022026x").count();
    assert!((5..60).contains(&lines), "{lines} lines are drawn");

    let mut text = "company,amount,currency,date".to_owned();
    for column in 0..500 {
        write!(text, ",more {column}").unwrap();
    }
    write!(text, "\nAcme,5000000,USD,2026-02{}\n", ",x".repeat(500)).unwrap();
    let (_folder, _path, mut app) = looking_at(&text);
    if !is_asking(&app) {
        click(&mut app, "Review…");
    }
    let lines = app.query_all_by_label_contains("Field of ").count();
    assert!((5..60).contains(&lines), "{lines} lines are drawn");
    ask(&mut app, Command::Decide(0, Decision::Field(400, Some("note".to_owned()))));
    app.get_by_label("1 read = 1 drawn + 0 rejected");
}

#[test]
fn one_of_several_files_is_left_out_and_not_read_again() {
    let folder = Folder::new();
    let (slips, other) = (folder.file("slips.csv", SLIPS), folder.file("optics.csv", OPTICS));
    let mut app = app();
    ask(&mut app, Command::Open(vec![slips, other.clone()]));
    assert!(is_asking(&app), "rows of one file cannot be read");
    click(&mut app, "Leave out");
    assert!(is_asking(&app) && !says(&app, "Leave out"), "one file is left, and nothing to leave");
    click(&mut app, "Load 1 row");
    app.get_by_label("Opened optics.csv");
}

#[test]
fn the_currency_of_amounts_that_name_none_is_the_users_to_say() {
    let text = "Organization Name,Money Raised,Announced Date\n\
                Acme,\"5,000,000\",15/02/2026\nBeta,\"1,000,000\",15/02/2026\n\
                Gamma,\"2,000,000\",16/02/2026\nDelta,much,16/02/2026\n";
    let (_folder, _path, mut app) = looking_at(text);
    click(&mut app, "Columns");
    app.get_by_label("Money Raised is read as: number").click();
    app.run();
    // The list is longer than what is seen of it at once.
    app.get_by_label("money, EUR").focus();
    press(&mut app, Modifiers::NONE, Key::Enter);
    app.run();
    app.get_by_label("Money Raised is read as: money, EUR");
    click(&mut app, "Load 3 rows");
    assert!(title(&app).contains("€8M"), "{}", title(&app));
}

/// A workbook with a sheet of two rounds and one of a single other; the amount of one cannot be read.
fn workbook(path: &Path) {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [
        ("Early", vec![["Acme", "5000000"], ["Beta", "x"], ["Gamma", "1000000"]]),
        ("Late", vec![["Delta", "9000000"]]),
    ] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in (0..).zip([["company", "amount (USD)"]].iter().chain(&rows)) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

#[test]
fn another_sheet_of_a_workbook_is_chosen_and_read_at_once() {
    let folder = Folder::new();
    let path = folder.0.path().join("rounds.xlsx");
    workbook(&path);
    let mut app = app();
    open(&mut app, &path);
    assert!(is_asking(&app), "an amount cannot be read");
    app.get_by_label("3 read = 2 drawn + 1 rejected");
    choose(&mut app, "Sheet: sheet Early", "sheet Late");
    click(&mut app, "Load 1 row");
    show(&mut app, "funding");
    assert!(title(&app).contains("$9M"), "{}", title(&app));
}

#[test]
fn of_two_files_each_has_its_own_order_of_day_and_month() {
    let folder = Folder::new();
    let rows = |other: &str| {
        format!(
            "Organization Name,Money Raised (in USD),Announced Date\n\
             Acme,\"$5,000,000\",{other}\nBeta,\"$7,000,000\",05/07/2018\n"
        )
    };
    let day_first = folder.file("a.csv", &rows("13/02/2025"));
    let month_first = folder.file("b.csv", &rows("02/13/2025"));
    let mut app = app();
    ask(&mut app, Command::Open(vec![day_first, month_first]));
    if is_asking(&app) {
        click(&mut app, "Load 4 rows");
    }
    show(&mut app, "funding");
    let tab = &app.state().current_tab().unwrap().tab;
    let said = tab.marks().iter().flat_map(Mark::statements);
    let dates: std::collections::BTreeSet<String> =
        said.filter_map(|said| Some(said.date()?.text())).collect();
    let wanted = ["13 Feb 2025", "5 Jul 2018", "7 May 2018"];
    assert!(wanted.iter().all(|date| dates.contains(*date)), "{dates:?}");
}
