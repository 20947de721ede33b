//! Whether the decimals of a column stand behind a point or a comma.

use super::facts::cell;
use crate::load::sheet::Sheet;
use crate::model::number::counted;

/// What the numbers of a column say of the sign before their decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DecimalSign {
    /// Numbers with a decimal point, or with commas between groups.
    pub points: usize,
    /// Numbers with a decimal comma, or with points between groups.
    pub commas: usize,
    /// Numbers such as `1.234`, whose point may stand before decimals or between groups.
    pub open_points: usize,
    /// Numbers such as `1,234`.
    pub open_commas: usize,
}

/// Looks at the numbers of these rows.
pub fn decimal_sign(
    sheet: &Sheet,
    column: usize,
    rows: impl Iterator<Item = usize>,
) -> DecimalSign {
    let mut seen = DecimalSign::default();
    for row in rows {
        let text = cell(sheet, row, column);
        if text.bytes().any(|byte| matches!(byte, b'.' | b',')) {
            for run in text.split(|sign: char| !(sign.is_ascii_digit() || ".,".contains(sign))) {
                seen.look_at(run.trim_matches(['.', ',']));
            }
        }
    }
    seen
}

impl DecimalSign {
    /// With those of other rows.
    pub fn and(self, other: Self) -> Self {
        Self {
            points: self.points + other.points,
            commas: self.commas + other.commas,
            open_points: self.open_points + other.open_points,
            open_commas: self.open_commas + other.open_commas,
        }
    }

    /// Whether a comma stands before the decimals.
    pub fn is_comma(self) -> bool {
        self.commas > self.points
    }

    /// What is doubtful, in words; `is_semicolon` tells that semicolons stand between the cells of
    /// the file, as where decimals stand behind commas.
    pub fn doubt(self, is_semicolon: bool) -> Option<String> {
        let (read, other) =
            if self.is_comma() { ("commas", "points") } else { ("points", "commas") };
        if self.points > 0 && self.commas > 0 {
            return Some(format!(
                "{} decimal points and {} decimal commas; decimals are taken to stand behind \
                 {read}, and those behind {other} are left out",
                has(self.points),
                has(self.commas)
            ));
        }
        if self.points > 0 || self.commas > 0 {
            return None;
        }
        let (open, like, taken) = match (self.open_points, self.open_commas, is_semicolon) {
            (0, open, true) if open > 0 => (open, "1,234", "the comma is taken to part thousands"),
            (open, _, _) if open > 0 => {
                (open, "1.234", "the point is taken to stand before decimals")
            }
            _ => return None,
        };
        Some(format!(
            "{} like {like} could be thousands or decimals; {taken}",
            counted(open, "number")
        ))
    }

    fn look_at(&mut self, run: &str) {
        let points = run.bytes().filter(|byte| *byte == b'.').count();
        let commas = run.bytes().filter(|byte| *byte == b',').count();
        match (points, commas, run.rfind('.') > run.rfind(',')) {
            (0, 0, _) => {}
            (1, 0, _) if is_open(run, '.') => self.open_points += 1,
            (0, 1, _) if is_open(run, ',') => self.open_commas += 1,
            // Of a comma and points, the one behind the others stands before the decimals.
            (_, 1, false) => self.commas += 1,
            (1, _, true) | (0, _, _) => self.points += 1,
            (_, 0, _) if run.split('.').skip(1).all(|group| group.len() == 3) => self.commas += 1,
            _ => {}
        }
    }
}

/// Whether three digits follow the sign, as in a group, and a group may stand before it.
fn is_open(run: &str, sign: char) -> bool {
    run.split_once(sign).is_some_and(|(before, after)| {
        after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0')
    })
}

fn has(count: usize) -> String {
    let verb = if count == 1 { "has" } else { "have" };
    format!("{} {verb}", counted(count, "number"))
}
