//! How high the sections of the share view are, and what a page that is too low leaves out.

/// Heights at their lowest and their tallest, in points.
const BAR: (f32, f32) = (42.0, 74.0);
const REACH: (f32, f32) = (52.0, 74.0);
const HEAD: (f32, f32) = (38.0, 48.0);
const SCORE: (f32, f32) = (20.0, 46.0);
const GAP: (f32, f32) = (14.0, 36.0);
/// Labels of an axis, a line of notes, and the line that says what is left out.
const AXIS: f32 = 20.0;
pub const NOTE: f32 = 18.0;
const MORE: f32 = 18.0;
/// A second line of a caption.
const CAPTION: f32 = 15.0;

/// How much there is to show.
pub struct Wants {
    pub bars: usize,
    /// Lines of notes under each bar.
    pub noted: Vec<usize>,
    /// Lines of big numbers.
    pub reach: usize,
    /// Whether a caption under them needs a second line.
    pub has_long_caption: bool,
    /// Rows of each group of scores.
    pub scores: Vec<usize>,
}

/// How much of it is shown, and how high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    pub bars: usize,
    pub reach: usize,
    /// Height of the second lines of captions.
    caption: f32,
    /// Rows over all groups.
    pub scores: usize,
    /// From 0, everything at its lowest, to 1, at its tallest.
    pub ease: f32,
    /// Of all sections.
    pub height: f32,
}

impl Plan {
    /// Height of a bar with its margin.
    pub fn bar(&self) -> f32 {
        between(BAR, self.ease)
    }

    /// Height of a line of big numbers.
    pub fn reach(&self) -> f32 {
        between(REACH, self.ease) + self.caption
    }

    /// Height of the sentence and caption over scores.
    pub fn head(&self) -> f32 {
        between(HEAD, self.ease)
    }

    /// Height of a score.
    pub fn score(&self) -> f32 {
        between(SCORE, self.ease)
    }

    /// Height between two sections.
    pub fn gap(&self) -> f32 {
        between(GAP, self.ease)
    }

    /// Height of the labels of an axis.
    pub fn axis() -> f32 {
        AXIS
    }

    fn measured(mut self, wants: &Wants, ease: f32) -> Self {
        self.ease = ease;
        let mut heights = Vec::new();
        if wants.bars > 0 {
            let notes: usize = wants.noted.iter().take(self.bars).sum();
            let rows = self.bar() * self.bars as f32 + NOTE * notes as f32;
            let axis = if self.bars > 0 { AXIS } else { 0.0 };
            heights.push(rows + axis + more(self.bars < wants.bars));
        }
        if wants.reach > 0 {
            let lines = self.reach() * self.reach as f32;
            heights.push(lines + more(self.reach < wants.reach));
        }
        if !wants.scores.is_empty() {
            let mut left = self.scores;
            let mut height = more(left < wants.scores.iter().sum());
            for rows in &wants.scores {
                let shown = left.min(*rows);
                if shown > 0 {
                    height += self.head() + AXIS + self.score() * shown as f32;
                }
                left -= shown;
            }
            heights.push(height);
        }
        let gaps = heights.len().saturating_sub(1) as f32 * self.gap();
        self.height = heights.iter().sum::<f32>() + gaps;
        self
    }
}

fn between((low, high): (f32, f32), ease: f32) -> f32 {
    low + (high - low) * ease
}

fn more(is_cut: bool) -> f32 {
    if is_cut { MORE } else { 0.0 }
}

/// Fits everything into `room`: first with less air, then, on a page, with fewer rows.
pub fn plan(wants: &Wants, room: f32, is_page: bool) -> Plan {
    let all = Plan {
        bars: wants.bars,
        reach: wants.reach,
        caption: if wants.has_long_caption { CAPTION } else { 0.0 },
        scores: wants.scores.iter().sum(),
        ease: 0.0,
        height: 0.0,
    };
    let (low, high) = (all.measured(wants, 0.0), all.measured(wants, 1.0));
    if low.height <= room {
        let spare = (high.height - low.height).max(1.0);
        return all.measured(wants, ((room - low.height) / spare).clamp(0.0, 1.0));
    }
    if !is_page {
        return low;
    }
    let none = Plan { bars: all.bars.min(1), reach: 0, scores: 0, ..all };
    fill(wants, room, (none, all))
}

/// Adds a row here and there for as long as there is room: two bars, two scores, a line of reach,
/// then one of each in turn.
fn fill(wants: &Wants, room: f32, (mut plan, all): (Plan, Plan)) -> Plan {
    let try_more = |plan: &mut Plan, next: Plan| {
        let next = next.measured(wants, 0.0);
        let fits = next.height <= room
            && next.bars <= all.bars
            && next.reach <= all.reach
            && next.scores <= all.scores;
        if fits {
            *plan = next;
        }
        fits
    };
    plan = plan.measured(wants, 0.0);
    let (bars, scores) = (all.bars.min(2), all.scores.min(2));
    let start = Plan { bars, ..plan };
    try_more(&mut plan, start);
    let start = Plan { scores, ..plan };
    try_more(&mut plan, start);
    loop {
        let steps = [(0, 1, 0), (1, 0, 0), (0, 0, 1)];
        let mut has_grown = false;
        for (bars, reach, scores) in steps {
            let (bars, reach) = (plan.bars + bars, plan.reach + reach);
            // A first score alone compares nothing: its section starts with two, if at all.
            let scores = plan.scores + scores;
            let next = Plan { bars, reach, scores, ..plan };
            has_grown |= try_more(&mut plan, next);
        }
        if !has_grown {
            return plan;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants(bars: usize, reach: usize, scores: &[usize]) -> Wants {
        let noted = vec![0; bars];
        Wants { bars, noted, reach, has_long_caption: false, scores: scores.to_vec() }
    }

    #[test]
    fn bars_reach_and_scores_all_fit_on_a_slide() {
        let wants = wants(2, 1, &[2]);
        for room in [310.0, 330.0, 560.0, 1000.0] {
            let plan = plan(&wants, room, true);
            assert_eq!((plan.bars, plan.reach, plan.scores), (2, 1, 2), "{room}: {plan:?}");
            assert!(plan.height <= room + 0.1, "{room}: {plan:?}");
        }
    }

    #[test]
    fn a_page_that_is_too_low_shows_less_and_a_window_scrolls() {
        let wants = wants(40, 9, &[30, 12, 1]);
        for room in [180.0, 240.0, 330.0, 560.0, 1900.0] {
            let page = plan(&wants, room, true);
            assert!(page.height <= room, "{room}: {page:?}");
            assert!(page.bars >= 1, "{room}: {page:?}");
            let window = plan(&wants, room, false);
            assert_eq!((window.bars, window.reach, window.scores), (40, 9, 43));
            assert!(window.height > room, "{room}: {window:?}");
        }
    }

    #[test]
    fn an_absent_section_takes_no_room() {
        let only = plan(&wants(0, 0, &[2]), 330.0, true);
        assert_eq!((only.bars, only.reach, only.scores), (0, 0, 2));
        assert_eq!(plan(&wants(0, 0, &[]), 330.0, true).height, 0.0);
    }
}
