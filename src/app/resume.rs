//! Takes up the session kept from the last run, and keeps the present one.

use std::path::PathBuf;
use std::time::Duration;

use egui::{Context, ThemePreference, ViewportInfo};

use super::State;
use super::export::Wish;
use super::opening::Opened;
use super::recent::Recent;
use super::session::{self, Place, Session, Theme};
use super::store::{self, Start, Store};
use crate::load::Problems;
use crate::model::choice::all_of;

/// What is kept from one run to the next, and of which run.
#[derive(Default)]
pub struct Keeping {
    /// `None` where no session is kept.
    store: Option<Store>,
    /// The session whose data is being read.
    resuming: Option<Session>,
    /// Whether data was named at the start, so that no more was taken up than recent data and the
    /// window's place.
    is_partial: bool,
    is_told_unkept: bool,
    /// Where the window stands.
    window: Option<Place>,
}

impl State {
    /// Takes up what was found at the start. Where the user has named data, that is shown, and only
    /// the list of recent data and the place of the window are taken up.
    pub fn resume(&mut self, start: Start, has_paths: bool, context: &Context) {
        self.told.extend(start.told);
        self.keeping.store = start.store;
        self.keeping.is_partial = has_paths;
        let Some(session) = start.session else { return };
        self.recent = Recent::of(session::paths(&session.recent));
        self.keeping.window = session.window;
        if has_paths {
            return;
        }
        for tab in 0..self.desk.tabs.len() {
            self.choose(tab, &session);
        }
        self.current = self.desk.position(&session.tab).unwrap_or(self.current);
        self.shows_table = session.shows_table;
        self.shows_inspector = session.shows_inspector;
        if let Some(theme) = session.theme {
            context.set_theme(egui::Theme::from(theme));
        }
        if let Some(export) = &session.export {
            self.export = Wish::of_kept(export);
        }
        if !session.open.is_empty() {
            let (paths, readings) = (session::paths(&session.open), session.readings.clone());
            self.jobs.resume(self.desk.share(), paths, readings);
            self.keeping.resuming = Some(session);
        }
    }

    /// Chooses the options that a tab had.
    fn choose(&mut self, tab: usize, session: &Session) {
        let Some(shown) = self.desk.tabs.get_mut(tab) else { return };
        let Some(options) = session.options.get(shown.tab.name()) else { return };
        for (key, value) in options {
            // A filter on a word that the data lacks stays at its default.
            shown.tab.set(key, value).ok();
        }
    }

    /// Shows the data that was open, where it can still be used.
    pub(super) fn resumed(&mut self, all: Vec<Opened>) {
        let Some(session) = self.keeping.resuming.take() else { return };
        let mut problems = Problems::default();
        let mut lost = Vec::new();
        // What the user has opened since is what they want to see.
        let is_free: Vec<bool> =
            (0..self.desk.tabs.len()).map(|tab| self.openings.of(tab).is_none()).collect();
        for opened in all {
            let Opened { opening, desk, is_fed, problems: found, review, .. } = opened;
            // What is wrong with a file that the user has accepted is told where it is reviewed.
            let is_accepted = desk.is_some() && !opening.accepted.is_empty() && review.is_some();
            if !is_accepted {
                problems.append(found);
            }
            let Some(desk) = desk else {
                lost.push(opening.name());
                continue;
            };
            let is_fed: Vec<bool> =
                is_fed.iter().zip(&is_free).map(|(fed, free)| *fed && *free).collect();
            let opening = self.numbered(opening);
            self.desk.take(desk, &is_fed);
            self.openings.put(Some(&opening), &is_fed);
            for (tab, _) in is_fed.iter().enumerate().filter(|(_, is_fed)| **is_fed) {
                self.choose(tab, &session);
            }
        }
        if !problems.is_empty() {
            self.tell(problems, None);
        }
        if !lost.is_empty() {
            let lost = all_of(&lost);
            self.told.push(format!(
                "What was open the last time cannot be shown now: {lost}. The bundled data is shown \
                 in its place."
            ));
        }
    }

    /// Notes that something of the session may have changed.
    pub(super) fn touch(&mut self) {
        if let Some(store) = &mut self.keeping.store {
            store.touch();
        }
    }

    /// To be called in each frame: writes the session where that is due.
    pub(super) fn keep(&mut self, context: &Context) {
        // Presenting fills the screen for a while, and enlarges what a point is.
        let window = match self.presenting {
            Some(_) => self.keeping.window,
            None => context.input(|input| place(input.viewport(), self.keeping.window)),
        };
        if window != self.keeping.window {
            self.keeping.window = window;
            self.touch();
        }
        let now = context.input(|input| input.time);
        let Some(wait) = self.keeping.store.as_ref().and_then(|store| store.wait(now)) else {
            return;
        };
        // Both wake the window when they are done.
        if self.keeping.resuming.is_some() || self.jobs.is_keeping() {
            return;
        }
        if wait > 0.0 {
            context.request_repaint_after(Duration::from_secs_f64(wait));
        } else if let Some((path, text)) = self.changed(context, now) {
            self.jobs.keep(path, text);
        }
    }

    /// Writes the session at the end, where it has changed.
    pub fn close(&mut self, context: &Context) {
        self.jobs.finish_keeping();
        // While the data is being read, the session that was kept is the better one.
        if self.keeping.resuming.is_none()
            && let Some((path, text)) = self.changed(context, 0.0)
        {
            // There is no window any more to tell a failure in.
            store::write(&path, &text).ok();
        }
    }

    /// The file of the session and what to write to it, where that is something else.
    fn changed(&mut self, context: &Context, now: f64) -> Option<(PathBuf, String)> {
        let session = self.session(context)?;
        let store = self.keeping.store.as_mut()?;
        match store.take(session, now)? {
            Ok(text) => Some((store.path().to_owned(), text)),
            Err(words) => {
                self.kept(Err(words));
                None
            }
        }
    }

    /// Takes the outcome of writing; a failure is told once.
    pub(super) fn kept(&mut self, result: Result<(), String>) {
        if let Err(words) = result
            && !self.keeping.is_told_unkept
        {
            self.keeping.is_told_unkept = true;
            self.notice = Some(words);
        }
    }

    /// The session as it is now; `None` where none is kept.
    fn session(&self, context: &Context) -> Option<Session> {
        let held = self.keeping.store.as_ref()?.held();
        let theme = match context.options(|options| options.theme_preference) {
            ThemePreference::Light => Some(Theme::Light),
            ThemePreference::Dark => Some(Theme::Dark),
            ThemePreference::System => None,
        };
        let export = self.export.kept();
        let mut open = self.openings.all();
        // What was pasted is in no file.
        open.retain(|opening| !opening.paths.is_empty());
        // What was not taken up and has not been chosen anew is kept as it was.
        let (old_theme, old_export) =
            if self.keeping.is_partial { (held.theme, held.export.clone()) } else { (None, None) };
        let options = self.desk.tabs.iter().map(|shown| {
            let settings = shown.tab.settings().iter();
            let options = settings.map(|setting| (setting.key.to_owned(), setting.current.clone()));
            (shown.tab.name().to_owned(), options.collect())
        });
        Some(Session {
            version: session::VERSION,
            open: session::kept(open.iter().map(|opening| &opening.paths)),
            readings: open.iter().flat_map(|opening| opening.accepted.clone()).collect(),
            tab: self.current_tab().map_or_else(String::new, |s| s.tab.name().to_owned()),
            options: options.collect(),
            shows_table: self.shows_table,
            shows_inspector: self.shows_inspector,
            theme: theme.or(old_theme),
            window: self.keeping.window,
            recent: session::kept(self.recent.entries()),
            export: export.or(old_export),
        })
    }
}

/// Where the window stands, by what the system says and where it stood before.
fn place(viewport: &ViewportInfo, before: Option<Place>) -> Option<Place> {
    if viewport.minimized == Some(true) {
        return before;
    }
    let is_maximized = viewport.maximized == Some(true);
    if is_maximized || viewport.fullscreen == Some(true) {
        // Where it goes back to when it no longer fills the screen.
        let usual = Place { corner: None, size: super::OPENS_AT, is_maximized };
        return Some(Place { is_maximized, ..before.unwrap_or(usual) });
    }
    let Some(inner) = viewport.inner_rect else { return before };
    let corner = viewport.outer_rect.map(|outer| [outer.left(), outer.top()]);
    Some(Place { corner, size: [inner.width(), inner.height()], is_maximized })
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2, vec2};

    use super::*;

    fn stands(x: f32, width: f32) -> ViewportInfo {
        let inner = Rect::from_min_size(pos2(x, 30.0), vec2(width, 700.0));
        let outer = inner.expand2(vec2(1.0, 20.0));
        let (inner_rect, outer_rect) = (Some(inner), Some(outer));
        ViewportInfo { inner_rect, outer_rect, ..ViewportInfo::default() }
    }

    #[test]
    fn a_window_that_fills_the_screen_knows_where_it_goes_back_to() {
        let before = place(&stands(100.0, 1200.0), None);
        let wanted =
            Place { corner: Some([99.0, 10.0]), size: [1200.0, 700.0], is_maximized: false };
        assert_eq!(before, Some(wanted));
        let large = ViewportInfo { maximized: Some(true), ..stands(0.0, 1920.0) };
        let now = place(&large, before);
        assert_eq!(now, Some(Place { is_maximized: true, ..wanted }));
        let small = ViewportInfo { minimized: Some(true), ..ViewportInfo::default() };
        assert_eq!(place(&small, now), now);
    }

    #[test]
    fn where_the_system_says_nothing_nothing_changes() {
        assert_eq!(place(&ViewportInfo::default(), None), None);
    }
}
