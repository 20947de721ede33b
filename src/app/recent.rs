//! The data opened last: the list, and its buttons in the dialog that opens data.

use std::path::{Path, PathBuf};

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::{opening, widgets};
use crate::command::Command;
use crate::style::{Palette, Role};

/// Entries kept.
pub const MOST_KEPT: usize = 12;
/// Height of the list, in points; the rest is scrolled to.
const HIGHEST: f32 = 200.0;

/// Paths that were opened together, the last ones first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recent(Vec<Vec<PathBuf>>);

impl Recent {
    /// The list as it was kept.
    pub fn of(entries: impl IntoIterator<Item = Vec<PathBuf>>) -> Self {
        let entries = entries.into_iter().filter(|paths| !paths.is_empty());
        Self(entries.take(MOST_KEPT).collect())
    }

    /// Each entry.
    pub fn entries(&self) -> &[Vec<PathBuf>] {
        &self.0
    }

    /// Puts what was opened first.
    pub fn put(&mut self, paths: &[PathBuf]) {
        if paths.is_empty() {
            // What was pasted cannot be opened again.
            return;
        }
        self.drop(paths);
        self.0.insert(0, paths.to_vec());
        self.0.truncate(MOST_KEPT);
    }

    /// Takes an entry out; returns whether it was there.
    pub fn drop(&mut self, paths: &[PathBuf]) -> bool {
        let before = self.0.len();
        self.0.retain(|entry| entry != paths);
        self.0.len() < before
    }
}

/// An entry in words: its names, and the folder of the first.
pub fn words(paths: &[PathBuf]) -> (String, String) {
    let folder = paths.first().and_then(|path| path.parent()).unwrap_or_else(|| Path::new(""));
    (opening::name_of(paths), folder.display().to_string())
}

/// Draws a button for each entry.
pub fn show(recent: &Recent, palette: &Palette, ui: &mut Ui, commands: &mut Vec<Command>) {
    if recent.entries().is_empty() {
        return;
    }
    widgets::key("Opened lately", palette, ui);
    ScrollArea::vertical().max_height(HIGHEST).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for paths in recent.entries() {
            let (name, folder) = words(paths);
            let folder = RichText::new(folder).font(Role::Caption.font()).color(palette.muted);
            let button = egui::Button::new((name, folder)).truncate().frame_when_inactive(false);
            let line = Layout::top_down_justified(Align::Min);
            let response = ui.with_layout(line, |ui| ui.add(button)).inner;
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                commands.push(Command::Open(paths.clone()));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_opened_last_stands_first_and_once() {
        let mut recent = Recent::default();
        for name in ["a", "b", "a"] {
            recent.put(&[PathBuf::from(name)]);
        }
        assert_eq!(recent.entries(), [vec![PathBuf::from("a")], vec![PathBuf::from("b")]]);
        assert!(recent.drop(&[PathBuf::from("a")]));
        assert!(!recent.drop(&[PathBuf::from("a")]), "it is gone");
    }

    #[test]
    fn the_thirteenth_is_forgotten() {
        let mut recent = Recent::default();
        for number in 0..=MOST_KEPT {
            recent.put(&[PathBuf::from(number.to_string())]);
        }
        assert_eq!(recent.entries().len(), MOST_KEPT);
        assert_eq!(recent.entries().last(), Some(&vec![PathBuf::from("1")]));
    }
}
