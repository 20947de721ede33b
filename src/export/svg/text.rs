//! Text as outlines or as text, each run where the layout put it.

use egui::epaint::TextShape;

use super::{Writer, number, outline, paint, shape};
use crate::export::preset::Text;
use crate::export::runs::{Run, runs, underlines};
use crate::export::xml::escape;
use crate::style::FACES;

impl Writer<'_> {
    pub(super) fn text(&mut self, text: &TextShape) {
        let opacity = match text.opacity_factor {
            factor if factor < 1.0 => format!(" opacity=\"{}\"", number(factor)),
            _ => String::new(),
        };
        let turn = match text.angle {
            0.0 => String::new(),
            angle => {
                let (x, y) = (number(text.pos.x), number(text.pos.y));
                format!(" transform=\"rotate({} {x} {y})\"", number(angle.to_degrees()))
            }
        };
        let is_grouped = !opacity.is_empty() || !turn.is_empty();
        if is_grouped {
            self.put(format_args!("<g{turn}{opacity}>"));
        }
        for run in runs(text) {
            self.run(&run);
        }
        for [from, to] in underlines(text) {
            let (left, right, y) = (number(from.x), number(to.x), number(from.y));
            let look = shape::line(text.underline);
            self.put(format_args!("<path d=\"M{left} {y}L{right} {y}\"{look}/>"));
        }
        if is_grouped {
            self.body.push_str("</g>");
        }
    }

    fn run(&mut self, run: &Run) {
        if run.is_blank() {
            return;
        }
        let fill = paint("fill", run.color);
        if self.text == Text::Outlines {
            let path = outline::path((run.face, run.size), &run.letters, run.baseline);
            if !path.is_empty() {
                self.put(format_args!("<path d=\"{path}\"{fill}/>"));
            }
            return;
        }
        let Some(face) = FACES.get(run.face) else { return };
        let letters = run.letters.iter().map(|(_, letter)| *letter);
        self.letters.entry(run.face).or_default().extend(letters);
        let weight = match face.weight {
            400 => String::new(),
            weight => format!(" font-weight=\"{weight}\""),
        };
        let style = if run.is_italic { " font-style=\"italic\"" } else { "" };
        self.put(format_args!(
            "<text xml:space=\"preserve\" y=\"{}\" font-family=\"{}\" font-size=\"{}\"{weight}{style}{fill}>",
            number(run.baseline),
            face.family,
            number(run.size),
        ));
        for word in words(&run.letters) {
            // A position for each word keeps the layout where the whole font is at hand, for the
            // reader's kerning is ours. The embedded part has no kerning: each letter has its place.
            let placed = if self.text == Text::Embedded { word.len() } else { 1 };
            let x: Vec<String> = word.iter().take(placed).map(|(x, _)| number(*x)).collect();
            let letters: String = word.iter().map(|(_, letter)| *letter).collect();
            self.put(format_args!("<tspan x=\"{}\">{}</tspan>", x.join(" "), escape(&letters)));
        }
        self.body.push_str("</text>");
    }
}

/// Words with the spaces behind them.
fn words(letters: &[(f32, char)]) -> Vec<&[(f32, char)]> {
    letters.chunk_by(|(_, a), (_, b)| !a.is_whitespace() || b.is_whitespace()).collect()
}
