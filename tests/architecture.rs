//! The rules of ARCHITECTURE.md that the compiler cannot check.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::disallowed_methods, reason = "it reads the sources")]

use std::fs;
use std::path::{Path, PathBuf};

/// A file whose path contains the first may not mention the others.
const FORBIDDEN: &[(&str, &[&str])] = &[
    (
        "src/model/",
        &["egui", "std::fs", "crate::load", "crate::tabs", "crate::export", "crate::app"],
    ),
    ("src/load/", &["egui", "crate::tabs", "crate::export", "crate::app", "crate::paint"]),
    ("/data", &["egui", "std::fs", "super::chart", "super::draw", "crate::export", "crate::paint"]),
    ("/chart", &["egui", "std::fs", "crate::load", "super::draw", "crate::export", "crate::paint"]),
    (
        "/draw",
        &["super::data", "std::fs", "crate::load", "crate::export", "crate::app", "crate::tab::"],
    ),
    ("src/paint/", &["std::fs", "crate::load", "crate::tabs", "crate::export", "crate::app"]),
    ("src/tabs/", &["crate::export", "crate::app", "crate::desk", "rfd", "std::fs"]),
    ("src/export/", &["crate::app", "crate::tabs", "rfd"]),
    ("src/app/", &["std::fs", "crate::tabs"]),
];

/// What only these files may mention.
const ONLY: &[(&str, &[&str])] = &[
    ("std::fs", &["src/load/source.rs", "src/export/file.rs"]),
    ("rfd::", &["src/app/jobs.rs"]),
    ("Color32::from_rgb", &["src/style.rs", "src/export/raster/triangle.rs"]),
    ("FontId::new", &["src/style.rs"]),
    ("SystemTime", &[]),
    ("Instant::now", &[]),
    // Words are looked up there by the million, and nothing goes through them in their order.
    ("HashMap", &["src/load/shared.rs", "src/model/asked.rs"]),
    ("HashSet", &["src/load/shared.rs"]),
    ("unsafe", &[]),
    ("#[allow", &[]),
];

/// Lines of code, tests apart, past which a file is two things.
const LONGEST_FILE: usize = 400;

#[test]
fn no_module_reaches_backwards() {
    for (path, text) in sources("src") {
        // Only the tabs have stages named by file.
        let is_stage = |part: &str| !part.starts_with('/') || path.starts_with("src/tabs/");
        // A tab's own tests drive it from outside, as the window does.
        if is_test(&path) {
            continue;
        }
        for (part, words) in
            FORBIDDEN.iter().filter(|(part, _)| path.contains(part) && is_stage(part))
        {
            // A test may build what the code may not see.
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for word in *words {
                assert!(!code.contains(word), "{path} matches {part:?} and may not use `{word}`");
            }
        }
    }
}

#[test]
fn what_one_file_is_for_no_other_does() {
    for (path, text) in sources("src") {
        for (word, places) in ONLY {
            assert!(
                !text.contains(word) || places.contains(&path.as_str()),
                "{path} may not use `{word}`: {places:?} may"
            );
        }
    }
}

#[test]
fn tabs_never_see_each_other() {
    let tabs: Vec<String> = folders("src/tabs");
    assert!(tabs.len() >= 4, "the tabs are folders: {tabs:?}");
    for (path, text) in sources("src/tabs") {
        for tab in &tabs {
            let is_own = path.starts_with(&format!("src/tabs/{tab}/")) || path == "src/tabs/mod.rs";
            let mentions = text.contains(&format!("tabs::{tab}"));
            assert!(is_own || !mentions, "{path} may not use the tab {tab}");
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (path, text) in sources("src").into_iter().chain(sources("tests")) {
        assert!(text.starts_with("//! "), "{path} should open with a `//!` line");
    }
}

#[test]
fn no_file_grows_too_long() {
    for (path, text) in sources("src") {
        let whole = is_test(&path).then_some(text.as_str());
        let code = whole.or_else(|| text.split("#[cfg(test)]").next()).unwrap_or_default();
        let lines = code.lines().count();
        assert!(lines <= LONGEST_FILE, "{path} has {lines} lines; split it");
    }
}

/// Whether the file holds tests and nothing else.
fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

#[test]
fn nothing_is_left_to_do_later() {
    for (path, text) in sources("src").into_iter().chain(sources("tests")) {
        if path == "tests/architecture.rs" {
            continue;
        }
        for word in ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!(", "dbg!("] {
            assert!(!text.contains(word), "{path} says {word}");
        }
    }
}

#[test]
fn every_bundled_file_is_embedded_and_described() {
    let loader = fs::read_to_string("src/load/source.rs").unwrap();
    let descriptor = fs::read_to_string("data/datapackage.json").unwrap();
    for entry in fs::read_dir("data").unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        if Path::new(&name).extension().is_some_and(|extension| extension == "csv") {
            assert!(loader.contains(&format!("data/{name}")), "{name} is not embedded");
            assert!(descriptor.contains(&format!("\"{name}\"")), "{name} is not described");
        }
    }
}

fn folders(of: &str) -> Vec<String> {
    fs::read_dir(of)
        .unwrap()
        .map(Result::unwrap)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

fn sources(root: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(Path::new(root), &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            (path.display().to_string().replace('\\', "/"), fs::read_to_string(&path).unwrap())
        })
        .collect()
}
