//! `sovereign-stack export`: figures as files.

use std::path::{Path, PathBuf};

use clap::Args;
use egui::Theme;

use super::reading::Data;
use super::{Status, complain, print, status_of};
use crate::desk::{Desk, Loaded, Shown};
use crate::export::manifest::{Written, manifest};
use crate::export::preset::{Format, Page, Text, check_scale};
use crate::export::{self, Request};
use crate::figure::{Part, Parts};
use crate::model::choice::nearest;
use crate::model::{Choice as _, Form, Setting};

/// What to export, and as what.
#[derive(Debug, Args)]
#[command(after_help = after_help())]
pub struct Arguments {
    #[command(flatten)]
    data: Data,
    /// Where to write: a folder for TAB.FORMAT files (made if need be), or a file for one tab; a
    /// PPTX or PDF of several tabs is a whole briefing, with its sources, claims and caveats
    #[arg(long, value_name = "FILE|FOLDER")]
    out: PathBuf,
    /// A tab to export, by name; all tabs where none is named
    #[arg(long = "tab", value_name = "NAME")]
    tabs: Vec<String>,
    /// png, svg, pdf or pptx for figures; csv, xlsx or json for the records behind them; by the
    /// name of the file where absent, png where that tells nothing
    #[arg(long)]
    format: Option<String>,
    /// slide (1920x1080), slide-4x3 (1600x1200), square (1200x1200), a4 (1754x1240), or a
    /// width and a height in points like 1280x720
    #[arg(long, default_value = "slide")]
    size: String,
    /// Pixels to a point in a PNG, from 1 to 4
    #[arg(long, default_value_t = 2)]
    scale: u32,
    /// light or dark
    #[arg(long, default_value = "light")]
    theme: String,
    /// Leave the background out; a slide takes that of its deck
    #[arg(long)]
    transparent: bool,
    /// Text of an SVG: as outlines, which look the same everywhere, or embedded as text with the
    /// glyphs used
    #[arg(long, default_value = "outlines")]
    text: String,
    /// Write a file besides that says what was made of what: version, data, options and SHA-256 of
    /// each file; beside them where no FILE is named
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    #[expect(clippy::option_option, reason = "not asked for, asked for, and asked for by name")]
    manifest: Option<Option<PathBuf>>,
    /// Leave parts of the figures out: title (the finding), source (the source line), checks (the
    /// signs of caveats)
    #[arg(long, value_name = "PART", value_delimiter = ',')]
    without: Vec<String>,
    /// Choose an option of the figures, as in the window; TAB.KEY=VALUE for one tab alone
    #[arg(long = "option", value_name = "KEY=VALUE")]
    options: Vec<String>,
}

/// The options of every tab with their choices on the bundled data.
fn after_help() -> String {
    // Every start passes here, and reading the data takes longer than all the rest of it.
    let is_asked = |argument: &std::ffi::OsString| {
        ["--help", "-h", "help"].iter().any(|word| argument == word)
    };
    if !std::env::args_os().any(|argument| is_asked(&argument)) {
        return String::new();
    }
    let Ok(desk) = Desk::bundled() else { return String::new() };
    let mut help =
        vec!["Options of the tabs, for --option (words of filters as in your data):".to_owned()];
    for shown in &desk.tabs {
        help.extend(options_of(shown));
    }
    help.push("Where a chart over time can be zoomed, what is in sight of its axes:".to_owned());
    for form in Form::ALL {
        help.push(format!("  {}=all|{}", form.key(), form.hint()));
    }
    help.join("\n")
}

/// The options of a tab, those that it has in one view only with that view.
fn options_of(shown: &Shown) -> Vec<String> {
    let name = shown.tab.name();
    let line = |setting: &Setting, view: &str| {
        let words: Vec<&str> = setting.choices.iter().map(|(key, _)| key.as_str()).collect();
        format!("  {name}: {}={}{view}", setting.key, words.join("|"))
    };
    let first = shown.tab.settings();
    let mut lines: Vec<String> = first.iter().map(|setting| line(setting, "")).collect();
    let mut known: Vec<&str> = first.iter().map(|setting| setting.key).collect();
    let views = first.iter().find(|setting| setting.key == "view").map(|view| &view.choices);
    for (view, _) in views.into_iter().flatten() {
        let mut tab = shown.tab.share();
        tab.set("view", view).ok();
        for setting in tab.settings().iter().filter(|setting| setting.form.is_none()) {
            if !known.contains(&setting.key) {
                known.push(setting.key);
                lines.push(line(setting, &format!(" (with view={view})")));
            }
        }
    }
    lines
}

/// Wrong usage, in words.
struct Usage(String);

/// Writes the figures; prints the path of each file written.
pub fn run(arguments: &Arguments) -> Status {
    let plan = Plan::new(arguments);
    let plan = match plan {
        Ok(plan) => plan,
        Err(Usage(words)) => {
            complain(&format!("sovereign-stack export: {words}"));
            return Status::WrongUsage;
        }
    };
    let Loaded { mut desk, problems, .. } = match arguments.data.open() {
        Ok(loaded) => loaded,
        Err(status) => return status,
    };
    for problem in problems.notes().iter().chain(&problems) {
        complain(&problem.to_string());
    }
    if problems.has_errors() {
        return status_of(&problems);
    }
    if let Err(Usage(words)) = choose(&mut desk, &plan.tabs, &arguments.options) {
        complain(&format!("sovereign-stack export: {words}"));
        return Status::WrongUsage;
    }
    match write_all(&desk, &plan) {
        // The files are written, and what is odd about the data has been told.
        Status::Done => status_of(&problems),
        status => status,
    }
}

/// What to write, checked before any data is read.
struct Plan {
    /// Names of tabs, in the order of the window.
    tabs: Vec<&'static str>,
    target: Target,
    request: Request,
    /// What the files are made as, in words for the manifest.
    made: Vec<(&'static str, String)>,
    manifest: Option<PathBuf>,
}

enum Target {
    File(PathBuf),
    Folder(PathBuf),
}

impl Plan {
    fn new(arguments: &Arguments) -> Result<Self, Usage> {
        let tabs = tabs(&arguments.tabs)?;
        let (target, format) = target(arguments, tabs.len())?;
        let words = |error: &dyn std::fmt::Display| Usage(error.to_string());
        let mut page = Page::parse(&arguments.size).map_err(|error| words(&error))?;
        match format {
            Format::Png => page.pixels(arguments.scale).map(drop),
            // A large page of vectors is no large file.
            _ => check_scale(arguments.scale),
        }
        .map_err(|error| words(&error))?;
        page.theme = match arguments.theme.to_lowercase().as_str() {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            other => return Err(Usage(format!("the theme {other:?} is not known: light or dark"))),
        };
        page.is_transparent = arguments.transparent;
        page.parts = parts(&arguments.without)?;
        let text = Text::from_key(&arguments.text).ok_or_else(|| {
            Usage(format!("--text is {}, not {:?}", Text::keys(), arguments.text))
        })?;
        let request = Request { page, format, scale: arguments.scale, text };
        let made = vec![
            ("format", format.key().to_owned()),
            ("size", arguments.size.clone()),
            ("theme", arguments.theme.to_lowercase()),
            ("scale", arguments.scale.to_string()),
            ("transparent", arguments.transparent.to_string()),
            ("text", text.key().to_owned()),
        ];
        let manifest = arguments.manifest.as_ref().map(|named| beside(named.as_ref(), &target));
        Ok(Self { tabs, target, request, made, manifest })
    }
}

/// Where the manifest is written: as named, or beside what it tells of.
fn beside(named: Option<&PathBuf>, target: &Target) -> PathBuf {
    match (named, target) {
        (Some(path), _) => path.clone(),
        (None, Target::File(file)) => file.with_extension("manifest.json"),
        (None, Target::Folder(folder)) => folder.join("manifest.json"),
    }
}

/// All parts but these.
fn parts(without: &[String]) -> Result<Parts, Usage> {
    let mut parts = Parts::default();
    for word in without {
        let part = Part::from_key(word)
            .ok_or_else(|| Usage(format!("--without takes {}, not {word:?}", Part::keys())))?;
        parts.set(part, false);
    }
    Ok(parts)
}

/// The tabs asked for, in the order of the window; all of them where none is.
fn tabs(names: &[String]) -> Result<Vec<&'static str>, Usage> {
    let desk = Desk::empty();
    let known: Vec<&'static str> = desk.tabs.iter().map(|shown| shown.tab.name()).collect();
    for name in names {
        if desk.position(name).is_none() {
            let near = nearest(name, known.iter().copied());
            let near = near.map_or(String::new(), |near| format!(" Did you mean {near}?"));
            let words = format!("there is no tab {name:?}: it is {}.{near}", desk.tab_names());
            return Err(Usage(words));
        }
    }
    let is_wanted =
        |tab: &&str| names.is_empty() || names.iter().any(|n| n.eq_ignore_ascii_case(tab));
    Ok(known.into_iter().filter(is_wanted).collect())
}

/// Where to write, and what kind of file.
fn target(arguments: &Arguments, tabs: usize) -> Result<(Target, Format), Usage> {
    let out = &arguments.out;
    let known = |word: &str| {
        Format::from_key(word).ok_or_else(|| {
            Usage(format!("the format {word:?} cannot be written: it is {}", Format::keys()))
        })
    };
    let named = arguments.format.as_deref().map(known).transpose()?;
    let extension = out.extension().map(|extension| extension.to_string_lossy().into_owned());
    let is_folder = out.is_dir() || extension.is_none() || ends_with_separator(out);
    if is_folder {
        return Ok((Target::Folder(out.clone()), named.unwrap_or_default()));
    }
    let format = match named {
        Some(format) => format,
        None => known(extension.as_deref().unwrap_or_default())?,
    };
    if tabs > 1 && !format.holds_several() {
        return Err(Usage(format!(
            "{} is one file and there are {tabs} tabs: name a folder, or one tab with --tab, or a \
             PPTX or PDF, which holds several",
            out.display()
        )));
    }
    Ok((Target::File(out.clone()), format))
}

fn ends_with_separator(path: &Path) -> bool {
    path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// Sets each option on every exported tab that has it.
fn choose(desk: &mut Desk, tabs: &[&str], options: &[String]) -> Result<(), Usage> {
    let mut pairs = Vec::new();
    for option in options {
        let Some(pair) = option.split_once('=') else {
            return Err(Usage(format!("--option {option:?} is not of the form KEY=VALUE")));
        };
        pairs.push(pair);
    }
    // Some options are there only in one view, so the view is chosen first; what is in sight of the
    // axes is chosen last, because it belongs to what is drawn.
    let place = |key: &str| {
        let key = key.rsplit('.').next().unwrap_or(key);
        let is_sight = Form::ALL.iter().any(|form| form.key() == key);
        (is_sight, key != "view")
    };
    pairs.sort_by_key(|(key, _)| place(key));
    for (key, value) in pairs {
        let (only, option) = key.split_once('.').map_or((None, key), |(tab, key)| (Some(tab), key));
        let is_meant = |name: &str| only.is_none_or(|only| only.eq_ignore_ascii_case(name));
        let mut is_set = false;
        let mut refusal = None;
        let wanted = desk.tabs.iter_mut().filter(|shown| tabs.contains(&shown.tab.name()));
        for shown in wanted.filter(|shown| is_meant(shown.tab.name())) {
            match shown.tab.set(option, value) {
                Ok(()) => is_set = true,
                Err(error) => refusal = Some(error.to_string()),
            }
        }
        if !is_set {
            let words = format!("--option {key:?} names a tab that is not exported");
            return Err(Usage(refusal.unwrap_or(words)));
        }
    }
    Ok(())
}

/// Draws the figures side by side and writes them one after the other, or all into one briefing.
fn write_all(desk: &Desk, plan: &Plan) -> Status {
    if let Target::Folder(folder) = &plan.target
        && let Err(error) = export::make_folder(folder)
    {
        complain(&error.to_string());
        return Status::CannotReadOrWrite;
    }
    let wanted: Vec<&Shown> =
        desk.tabs.iter().filter(|shown| plan.tabs.contains(&shown.tab.name())).collect();
    for shown in &wanted {
        if let Some(words) = export::undrawable(shown) {
            complain(&format!("note: {}: {words}", shown.tab.name()));
        }
    }
    let mut status = Status::Done;
    let data = export::files_of(&desk.tabs);
    let mut files = Vec::new();
    for (path, drawn) in drawn(&wanted, plan) {
        match write_one(&path, drawn, &data) {
            Ok((file, printed)) => {
                files.push(file);
                status = status.max(printed);
            }
            Err(failed) => status = status.max(failed),
        }
    }
    match &plan.manifest {
        // Of files that are not all there it would tell a half.
        Some(path) if status == Status::Done => {
            let bytes = manifest(&wanted, &plan.made, &files);
            write_one(path, Ok(bytes), &data).map_or_else(|failed| failed, |(_, printed)| printed)
        }
        _ => status,
    }
}

/// Each file to be written, with its bytes or why there are none.
fn drawn(wanted: &[&Shown], plan: &Plan) -> Vec<(PathBuf, Result<Vec<u8>, String>)> {
    let request = &plan.request;
    let words = |error: export::ExportError| error.to_string();
    match &plan.target {
        Target::File(file) if wanted.len() > 1 => {
            vec![(file.clone(), export::briefing(wanted, request).map_err(words))]
        }
        target => std::thread::scope(|scope| {
            let threads: Vec<_> = wanted
                .iter()
                .map(|shown| scope.spawn(|| export::bytes(shown, request).map_err(words)))
                .collect();
            let path = |shown: &Shown| match target {
                Target::File(file) => file.clone(),
                Target::Folder(folder) => {
                    folder.join(format!("{}.{}", shown.tab.name(), request.format.key()))
                }
            };
            let lost = |_| Err("the figure could not be drawn".to_owned());
            let drawn = threads.into_iter().map(|thread| thread.join().unwrap_or_else(lost));
            wanted.iter().map(|shown| path(shown)).zip(drawn).collect()
        }),
    }
}

/// Writes a file and prints its path, or says why there is none.
fn write_one(
    path: &Path,
    drawn: Result<Vec<u8>, String>,
    data: &[PathBuf],
) -> Result<(Written, Status), Status> {
    let written = match drawn {
        Ok(bytes) => export::write_apart(path, &bytes, data)
            .map(|()| {
                let name = path.file_name().unwrap_or_default();
                Written::new(name.to_string_lossy(), &bytes)
            })
            .map_err(|error| error.to_string()),
        Err(words) => Err(format!("{}: {words}", path.display())),
    };
    match written {
        Ok(file) => Ok((file, print(&path.display().to_string()))),
        Err(words) => {
            complain(&words);
            Err(Status::CannotReadOrWrite)
        }
    }
}
