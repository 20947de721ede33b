//! Sizes, colours and text properties as slides write them.

use egui::{Color32, Pos2, Rect, Stroke};

use crate::model::native::Colour;
use crate::style::Palette;

/// English metric units to a point.
const EMU: f32 = 12_700.0;
/// Height of a slide in points: 7.5 inches, as slide programs have it.
const HEIGHT: f32 = 540.0;

/// What is written for lengths and colours on this sheet.
#[derive(Clone, Copy)]
pub struct Look {
    /// Points of the slide to a point of the sheet.
    pub zoom: f32,
    /// The colours of the sheet.
    pub palette: &'static Palette,
}

impl Look {
    /// For a sheet of this height.
    pub fn new(height: f32, palette: &'static Palette) -> Self {
        Self { zoom: HEIGHT / height, palette }
    }

    /// A length of the sheet, in English metric units.
    pub fn length(&self, points: f32) -> i64 {
        (points * self.zoom * EMU).round() as i64
    }

    /// A size of type, in hundredths of a point.
    pub fn type_size(&self, points: f32) -> i64 {
        (points * self.zoom * 100.0).round() as i64
    }

    /// A place and a size.
    pub fn place(&self, tag: &str, rect: Rect) -> String {
        self.placed(tag, rect, "")
    }

    /// The same with attributes: a turn, a flip.
    pub fn placed(&self, tag: &str, rect: Rect, attributes: &str) -> String {
        let (x, y) = (self.length(rect.left()), self.length(rect.top()));
        // Both edges are rounded, so that what touches on the sheet touches on the slide.
        let (width, height) = (self.length(rect.right()) - x, self.length(rect.bottom()) - y);
        format!(
            "<{tag}:xfrm{attributes}><a:off x=\"{x}\" y=\"{y}\"/>\
             <a:ext cx=\"{}\" cy=\"{}\"/></{tag}:xfrm>",
            width.max(0),
            height.max(0)
        )
    }

    /// A point of a path within its rectangle.
    pub fn point(&self, at: Pos2, from: Pos2) -> String {
        let (x, y) = (self.length(at.x - from.x), self.length(at.y - from.y));
        format!("<a:pt x=\"{x}\" y=\"{y}\"/>")
    }

    /// A colour: of the theme where it is one of the theme's, so that it changes with it.
    pub fn colour(&self, color: Color32) -> String {
        let slot = self.slots().into_iter().find(|(_, known)| *known == color);
        if let Some((slot, _)) = slot {
            return format!("<a:schemeClr val=\"{slot}\"/>");
        }
        let [r, g, b, a] = color.to_srgba_unmultiplied();
        if a == 255 {
            return format!("<a:srgbClr val=\"{r:02X}{g:02X}{b:02X}\"/>");
        }
        let opacity = (f64::from(a) / 255.0 * 100_000.0).round();
        format!("<a:srgbClr val=\"{r:02X}{g:02X}{b:02X}\"><a:alpha val=\"{opacity}\"/></a:srgbClr>")
    }

    /// The colours of the theme by the names that slides use.
    pub fn slots(&self) -> [(&'static str, Color32); 10] {
        let p = self.palette;
        [
            ("bg1", p.canvas),
            ("tx1", p.ink),
            ("bg2", p.panel),
            ("tx2", p.muted),
            ("accent1", p.accent),
            ("accent2", p.comparator),
            ("accent3", p.effective),
            ("accent4", p.partial),
            ("accent5", p.full),
            ("accent6", p.hairline),
        ]
    }

    /// A fill.
    pub fn fill(&self, color: Color32) -> String {
        if color.a() == 0 {
            return "<a:noFill/>".to_owned();
        }
        format!("<a:solidFill>{}</a:solidFill>", self.colour(color))
    }

    /// The hatch of what no source attributes.
    pub fn hatch(&self) -> String {
        format!(
            "<a:pattFill prst=\"wdUpDiag\"><a:fgClr>{}</a:fgClr><a:bgClr>{}</a:bgClr></a:pattFill>",
            self.colour(crate::paint::hatch::line(self.palette).color),
            self.colour(self.palette.panel)
        )
    }

    /// A line, with `dash` between its fill and its joins.
    pub fn line(&self, stroke: Stroke, dash: &str) -> String {
        if stroke.is_empty() {
            return "<a:ln><a:noFill/></a:ln>".to_owned();
        }
        format!(
            "<a:ln w=\"{}\">{}{dash}<a:round/></a:ln>",
            self.length(stroke.width),
            self.fill(stroke.color)
        )
    }

    /// What fills a shape of this role.
    pub fn role_fill(&self, colour: Colour) -> String {
        match colour {
            Colour::Open => self.hatch(),
            other => self.fill(self.palette.of(other).0),
        }
    }
}
