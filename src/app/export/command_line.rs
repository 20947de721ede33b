//! The command line that writes the same as the window.

use std::path::{Path, PathBuf};

use egui::Theme;

use super::Wish;
use crate::app::opening::Openings;
use crate::desk::{Desk, Shown};
use crate::model::Choice as _;

const PASTED: &str = "Data that was pasted is in no file, so no command can name it.";

/// The line for these tabs, by position. Tabs with data of different openings have a line each:
/// opened together, their data would have another name. `Err` where there is no page, in words.
pub fn of(
    (desk, openings): (&Desk, &Openings),
    tabs: &[usize],
    (wish, window, out): (&Wish, Theme, &Path),
) -> Result<String, String> {
    let request = wish.request(window)?;
    let mut groups: Vec<(Vec<PathBuf>, Vec<&Shown>)> = Vec::new();
    for tab in tabs {
        let Some(shown) = desk.tabs.get(*tab) else { continue };
        let opening = openings.of(*tab);
        if opening.is_some_and(|opening| opening.paths.is_empty()) {
            return Err(PASTED.to_owned());
        }
        let paths = opening.map(|opening| opening.paths.clone()).unwrap_or_default();
        match groups.iter_mut().find(|(known, _)| *known == paths) {
            Some((_, group)) => group.push(shown),
            None => groups.push((paths, vec![shown])),
        }
    }
    if wish.is_deck && wish.is_one_file() {
        // One file is written by one command.
        let paths = openings.all().iter().flat_map(|opening| opening.paths.clone()).collect();
        let all = groups.into_iter().flat_map(|(_, group)| group).collect();
        groups = vec![(paths, all)];
    }
    let lines = groups.into_iter().map(|(paths, group)| {
        let mut words: Vec<String> = vec!["sovereign-stack".to_owned(), "export".to_owned()];
        words.extend(paths.iter().map(|path| path.display().to_string()));
        if group.len() < desk.tabs.len() {
            for shown in &group {
                words.extend(["--tab".to_owned(), shown.tab.name().to_owned()]);
            }
        }
        let mut flag = |name: &str, value: String| words.extend([format!("--{name}"), value]);
        flag("out", place(wish, out));
        flag("format", wish.format.key().to_owned());
        flag("size", wish.size());
        flag("scale", wish.scale.to_string());
        let theme = if request.page.theme == Theme::Dark { "dark" } else { "light" };
        flag("theme", theme.to_owned());
        if wish.format.has_text() {
            flag("text", wish.text.key().to_owned());
        }
        let without: Vec<&str> = wish.parts.left_out().map(crate::figure::Part::key).collect();
        if !without.is_empty() {
            flag("without", without.join(","));
        }
        for shown in &group {
            // An option of one tab may be a word of another too.
            let scope = if wish.is_deck { format!("{}.", shown.tab.name()) } else { String::new() };
            for (key, value) in shown.tab.chosen() {
                flag("option", format!("{scope}{key}={value}"));
            }
        }
        if wish.is_transparent {
            words.push("--transparent".to_owned());
        }
        words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ")
    });
    Ok(lines.collect::<Vec<_>>().join(" && "))
}

/// The file, or the folder with the sign that it is one.
fn place(wish: &Wish, out: &Path) -> String {
    let text = out.display().to_string();
    let is_marked = text.ends_with(['/', std::path::MAIN_SEPARATOR]);
    if wish.is_one_file() || is_marked { text } else { format!("{text}/") }
}

/// A word as the shell of the system takes it.
fn quoted(word: &str) -> String {
    if cfg!(target_os = "windows") {
        let is_plain = |letter: char| letter.is_alphanumeric() || "-_./\\:=,".contains(letter);
        return if word.chars().all(is_plain) && !word.is_empty() {
            word.to_owned()
        } else {
            format!("\"{}\"", word.replace('"', "\\\""))
        };
    }
    // No path or option holds a zero byte, which alone cannot be quoted.
    shlex::try_quote(word).map_or_else(|_| word.to_owned(), std::borrow::Cow::into_owned)
}
