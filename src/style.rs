//! The only place that names a colour, a size or a font.

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke,
    TextStyle, Theme, Visuals,
};

use crate::model::native::Colour;

/// The grid that every distance is a multiple of, in points.
pub const GRID: f32 = 8.0;
/// Height of the top bar.
pub const TOP_BAR: f32 = 52.0;
/// Height of the status bar.
pub const STATUS_BAR: f32 = 28.0;
/// Margin round the figure in the window.
pub const MARGIN: f32 = 32.0;
/// Width of the inspector.
pub const INSPECTOR: f32 = 320.0;
/// The inspector gives way below this width of the window.
pub const INSPECTOR_NEEDS: f32 = 1100.0;
/// Corner radius of controls.
pub const CONTROL_CORNER: u8 = 6;
/// Corner radius of cards and dialogs.
pub const CARD_CORNER: u8 = 10;
/// The smallest thing to click.
pub const HIT: f32 = 28.0;

/// A screen that shows nothing.
pub const BLANK: Color32 = Color32::BLACK;

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind figures.
    pub canvas: Color32,
    /// Behind the inspector and the bars.
    pub panel: Color32,
    /// Text.
    pub ink: Color32,
    /// Text of less weight.
    pub muted: Color32,
    /// Text of least weight: axes, absent values.
    pub faint: Color32,
    /// Lines between things.
    pub hairline: Color32,
    /// The subject of a figure.
    pub accent: Color32,
    /// Behind what is selected.
    pub wash: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// What the subject is compared with.
    pub comparator: Color32,
    /// Text on the comparator.
    pub on_comparator: Color32,
    /// A control that works.
    pub effective: Color32,
    /// A control partially got round.
    pub partial: Color32,
    /// The same as text.
    pub partial_text: Color32,
    /// A control fully got round.
    pub full: Color32,
    /// The same as text.
    pub full_text: Color32,
    /// No control applies.
    pub none: Color32,
    /// The same as text.
    pub none_text: Color32,
    /// A control that works, as text.
    pub effective_text: Color32,
    /// Text and background of what holds.
    pub good: (Color32, Color32),
    /// Text and background of what is to be read with care.
    pub care: (Color32, Color32),
    /// Text and background of what does not hold.
    pub bad: (Color32, Color32),
    /// Whether this is the dark theme.
    pub is_dark: bool,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// The light theme.
pub static LIGHT: Palette = Palette {
    canvas: rgb(0x00FF_FFFF),
    panel: rgb(0x00F6_F7F8),
    ink: rgb(0x001A_1E23),
    muted: rgb(0x005A_6470),
    faint: rgb(0x0066_6F79),
    hairline: rgb(0x00E2_E5E9),
    accent: rgb(0x000B_6BB0),
    wash: rgb(0x00E8_F1F8),
    on_accent: rgb(0x00FF_FFFF),
    comparator: rgb(0x008A_939D),
    on_comparator: rgb(0x000E_1114),
    effective: rgb(0x0000_9E73),
    effective_text: rgb(0x0000_7A58),
    partial: rgb(0x00BF_8200),
    partial_text: rgb(0x008A_5F00),
    full: rgb(0x00B9_4700),
    full_text: rgb(0x00A8_4A00),
    none: rgb(0x008A_929C),
    none_text: rgb(0x0066_6E78),
    good: (rgb(0x0000_674B), rgb(0x00DF_F3EC)),
    care: (rgb(0x007A_5200), rgb(0x00FD_F1DA)),
    bad: (rgb(0x009A_4200), rgb(0x00FB_E4D8)),
    is_dark: false,
};

/// The dark theme.
pub static DARK: Palette = Palette {
    canvas: rgb(0x0014_171B),
    panel: rgb(0x001B_1F25),
    ink: rgb(0x00E8_EAED),
    muted: rgb(0x00A3_ACB8),
    faint: rgb(0x008A_94A0),
    hairline: rgb(0x002C_323A),
    accent: rgb(0x005A_A9E6),
    wash: rgb(0x0016_293A),
    on_accent: rgb(0x000B_1218),
    comparator: rgb(0x0076_8290),
    on_comparator: rgb(0x000B_0E11),
    effective: rgb(0x002F_BF95),
    effective_text: rgb(0x002F_BF95),
    partial: rgb(0x00F0_B43C),
    partial_text: rgb(0x00F0_B43C),
    full: rgb(0x00E8_7434),
    full_text: rgb(0x00F0_8A4B),
    none: rgb(0x008A_929C),
    none_text: rgb(0x009A_A2AC),
    good: (rgb(0x006F_D6B6), rgb(0x0012_3A2F)),
    care: (rgb(0x00F0_C46A), rgb(0x003B_2E10)),
    bad: (rgb(0x00F3_A67C), rgb(0x0042_2415)),
    is_dark: true,
};

/// The colours of a theme.
pub fn palette(theme: Theme) -> &'static Palette {
    match theme {
        Theme::Light => &LIGHT,
        Theme::Dark => &DARK,
    }
}

impl Palette {
    /// What fills something, and the text on it. What is open is hatched besides.
    pub fn of(&self, colour: Colour) -> (Color32, Color32) {
        match colour {
            Colour::Subject => (self.accent, self.on_accent),
            Colour::Comparator => (self.comparator, self.on_comparator),
            Colour::Series(place) => (self.series(place), self.on_comparator),
            Colour::Faint => (self.faint, self.canvas),
            Colour::Others => (self.hairline, self.ink),
            Colour::Open => (self.panel, self.muted),
            Colour::Effective => (self.effective, self.canvas),
            Colour::Partial => (self.partial, self.canvas),
            Colour::Full => (self.full, self.canvas),
            Colour::NoControl => (self.none, self.canvas),
        }
    }

    /// The Okabe–Ito set in its order, for series after the subject and the comparator.
    pub fn series(&self, index: usize) -> Color32 {
        const ORDER: [u32; 7] = [
            0x0000_72B2,
            0x00E6_9F00,
            0x0000_9E73,
            0x00CC_79A7,
            0x0056_B4E9,
            0x00D5_5E00,
            0x00A3_9A00,
        ];
        if index == 0 {
            return self.accent;
        }
        ORDER.get(index % ORDER.len()).map_or(self.comparator, |hex| rgb(*hex))
    }
}

/// What a text is for; it decides size, weight and spacing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The finding.
    Title,
    /// Under the title.
    Subtitle,
    /// A heading within a figure or the inspector.
    Heading,
    /// Running text.
    Body,
    /// On or beside a mark.
    Label,
    /// The name of a mark.
    Strong,
    /// Captions, axes, the source line.
    Caption,
    /// Heads of columns.
    Head,
    /// Heads of columns where there is little room.
    Tight,
    /// Letter-spaced capitals over a section.
    Key,
    /// A number to be read first.
    Big,
}

impl Role {
    /// Size in points.
    pub fn size(self) -> f32 {
        match self {
            Self::Title => 25.0,
            Self::Subtitle | Self::Body => 14.0,
            Self::Heading => 16.0,
            Self::Label | Self::Strong => 13.5,
            Self::Caption | Self::Head => 12.0,
            Self::Key => 11.0,
            Self::Tight => 9.5,
            Self::Big => 30.0,
        }
    }

    /// Font and size.
    pub fn font(self) -> FontId {
        let family = match self {
            Self::Title
            | Self::Heading
            | Self::Strong
            | Self::Key
            | Self::Big
            | Self::Head
            | Self::Tight => semibold(),
            Self::Label => medium(),
            Self::Subtitle | Self::Body | Self::Caption => FontFamily::Proportional,
        };
        FontId::new(self.size(), family)
    }

    /// Extra space between letters, in points.
    pub fn letter_spacing(self) -> f32 {
        if self == Self::Key { 0.6 } else { 0.0 }
    }
}

/// The medium weight.
pub fn medium() -> FontFamily {
    FontFamily::Name(Arc::from("medium"))
}

/// The semi-bold weight.
pub fn semibold() -> FontFamily {
    FontFamily::Name(Arc::from("semibold"))
}

/// A bundled font file.
pub struct Face {
    /// Family name inside the file, for other programs.
    pub family: &'static str,
    /// CSS weight.
    pub weight: u16,
    /// The file.
    pub bytes: &'static [u8],
}

/// Inter in the three weights used, then the fallback for Han, Kana and Hangul.
pub const FACES: [Face; 4] = [
    Face {
        family: "Inter",
        weight: 400,
        bytes: include_bytes!("../assets/fonts/Inter-Regular.otf"),
    },
    Face {
        family: "Inter",
        weight: 500,
        bytes: include_bytes!("../assets/fonts/Inter-Medium.otf"),
    },
    Face {
        family: "Inter",
        weight: 600,
        bytes: include_bytes!("../assets/fonts/Inter-SemiBold.otf"),
    },
    Face {
        family: "WenQuanYi Micro Hei",
        weight: 400,
        bytes: include_bytes!("../assets/fonts/wqy-microhei.ttc"),
    },
];

/// Index into [`FACES`] of the face that a family starts with.
pub fn face_of(family: &FontFamily) -> usize {
    match family {
        FontFamily::Name(name) if name.as_ref() == "medium" => 1,
        FontFamily::Name(name) if name.as_ref() == "semibold" => 2,
        _ => 0,
    }
}

/// Index into [`FACES`] of the face for what Inter lacks.
pub const FALLBACK_FACE: usize = 3;

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (index, face) in FACES.iter().enumerate() {
        let data = FontData::from_static(face.bytes);
        fonts.font_data.insert(index.to_string(), Arc::new(data));
    }
    let chain = |first: usize| vec![first.to_string(), FALLBACK_FACE.to_string()];
    fonts.families.insert(FontFamily::Proportional, chain(0));
    fonts.families.insert(FontFamily::Monospace, chain(0));
    fonts.families.insert(medium(), chain(1));
    fonts.families.insert(semibold(), chain(2));
    fonts
}

/// Gives a context our fonts, sizes and colours in both themes.
pub fn apply(context: &Context) {
    context.set_fonts(fonts());
    // Where the system does not say.
    context.options_mut(|options| options.fallback_theme = Theme::Light);
    for theme in [Theme::Light, Theme::Dark] {
        let palette = palette(theme);
        context.style_mut_of(theme, |style| {
            style.text_styles = [
                (TextStyle::Heading, Role::Heading.font()),
                (TextStyle::Body, Role::Body.font()),
                (TextStyle::Button, FontId::new(13.5, medium())),
                (TextStyle::Small, Role::Caption.font()),
                (TextStyle::Monospace, FontId::new(13.0, FontFamily::Monospace)),
            ]
            .into();
            style.spacing.item_spacing = egui::vec2(GRID, GRID);
            style.spacing.button_padding = egui::vec2(12.0, 6.0);
            style.spacing.interact_size.y = HIT;
            // Nothing moves for longer than a glance, and exports do not move at all.
            style.animation_time = 0.1;
            style.visuals = visuals(palette);
        });
    }
}

fn visuals(palette: &Palette) -> Visuals {
    let mut visuals = if palette.is_dark { Visuals::dark() } else { Visuals::light() };
    visuals.panel_fill = palette.canvas;
    visuals.window_fill = palette.canvas;
    visuals.window_stroke = Stroke::new(1.0, palette.hairline);
    visuals.window_corner_radius = CornerRadius::same(CARD_CORNER);
    visuals.menu_corner_radius = CornerRadius::same(CARD_CORNER);
    visuals.extreme_bg_color = palette.canvas;
    visuals.faint_bg_color = palette.panel;
    visuals.hyperlink_color = palette.accent;
    visuals.selection.bg_fill = palette.wash;
    visuals.selection.stroke = Stroke::new(1.0, palette.accent);
    let corner = CornerRadius::same(CONTROL_CORNER);
    let widgets = &mut visuals.widgets;
    for (state, fill, line, text) in [
        (&mut widgets.noninteractive, palette.canvas, palette.hairline, palette.ink),
        (&mut widgets.inactive, palette.canvas, palette.hairline, palette.ink),
        (&mut widgets.hovered, palette.panel, palette.comparator, palette.ink),
        (&mut widgets.active, palette.wash, palette.accent, palette.accent),
        (&mut widgets.open, palette.wash, palette.accent, palette.accent),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, line);
        state.fg_stroke = Stroke::new(1.0, text);
        state.corner_radius = corner;
        state.expansion = 0.0;
    }
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, WCAG 2.2.
    fn luminance(color: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_stands_out_from_its_background_by_four_and_a_half() {
        for p in [&LIGHT, &DARK] {
            let texts = [
                ("ink", p.ink, p.canvas),
                ("ink on panel", p.ink, p.panel),
                ("ink on wash", p.ink, p.wash),
                ("muted", p.muted, p.canvas),
                ("muted on panel", p.muted, p.panel),
                ("muted on wash", p.muted, p.wash),
                ("faint", p.faint, p.canvas),
                ("faint on panel", p.faint, p.panel),
                ("accent on wash", p.accent, p.wash),
                ("on accent", p.on_accent, p.accent),
                ("on comparator", p.on_comparator, p.comparator),
                ("effective", p.effective_text, p.canvas),
                ("partial", p.partial_text, p.canvas),
                ("full", p.full_text, p.canvas),
                ("none", p.none_text, p.canvas),
                ("good", p.good.0, p.good.1),
                ("care", p.care.0, p.care.1),
                ("bad", p.bad.0, p.bad.1),
            ];
            for (name, text, behind) in texts {
                let ratio = contrast(text, behind);
                assert!(ratio >= 4.5, "{name}, dark {}: {ratio:.2}", p.is_dark);
            }
        }
    }

    #[test]
    fn marks_stand_out_from_the_canvas_by_three() {
        for p in [&LIGHT, &DARK] {
            for (name, mark) in [
                ("accent", p.accent),
                ("comparator", p.comparator),
                ("effective", p.effective),
                ("partial", p.partial),
                ("full", p.full),
                ("none", p.none),
            ] {
                let ratio = contrast(mark, p.canvas);
                assert!(ratio >= 3.0, "{name}, dark {}: {ratio:.2}", p.is_dark);
            }
        }
    }

    /// CIE Lab under D65, from sRGB.
    #[expect(clippy::many_single_char_names, reason = "the letters of the standard")]
    fn lab(linear: [f64; 3]) -> [f64; 3] {
        let [r, g, b] = linear;
        let x = (0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / 0.950_47;
        let y = 0.212_672_9 * r + 0.715_152_2 * g + 0.072_175 * b;
        let z = (0.019_333_9 * r + 0.119_192 * g + 0.950_304_1 * b) / 1.088_83;
        let f = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
        [116.0 * f(y) - 16.0, 500.0 * (f(x) - f(y)), 200.0 * (f(y) - f(z))]
    }

    fn linear(color: Color32) -> [f64; 3] {
        [color.r(), color.g(), color.b()].map(|value| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// What a reader with a full deficiency sees: Machado, Oliveira and Fernandes (2009).
    fn seen(matrix: [[f64; 3]; 3], color: Color32) -> [f64; 3] {
        let [r, g, b] = linear(color);
        matrix.map(|[x, y, z]| (x * r + y * g + z * b).clamp(0.0, 1.0))
    }

    /// CIEDE2000: Sharma, Wu and Dalal (2005).
    #[expect(clippy::many_single_char_names, reason = "the letters of the paper")]
    fn delta_e(a: [f64; 3], b: [f64; 3]) -> f64 {
        let chroma = |[_, a, b]: [f64; 3]| a.hypot(b);
        let mean = f64::midpoint(chroma(a), chroma(b)).powi(7);
        let g = 0.5 * (1.0 - (mean / (mean + 25_f64.powi(7))).sqrt());
        let polar = |[l, x, y]: [f64; 3]| {
            let x = x * (1.0 + g);
            (l, x.hypot(y), y.atan2(x).to_degrees().rem_euclid(360.0))
        };
        let ((l1, c1, h1), (l2, c2, h2)) = (polar(a), polar(b));
        let mut turn = if c1 * c2 == 0.0 { 0.0 } else { h2 - h1 };
        if turn.abs() > 180.0 {
            turn -= 360.0 * turn.signum();
        }
        let dh = 2.0 * (c1 * c2).sqrt() * (turn.to_radians() / 2.0).sin();
        let (l, c) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
        let h = h1 + turn / 2.0;
        let cos = |degrees: f64| degrees.to_radians().cos();
        let t = 1.0 - 0.17 * cos(h - 30.0) + 0.24 * cos(2.0 * h) + 0.32 * cos(3.0 * h + 6.0)
            - 0.20 * cos(4.0 * h - 63.0);
        let sl = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
        let (sc, sh) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
        let rc = 2.0 * (c.powi(7) / (c.powi(7) + 25_f64.powi(7))).sqrt();
        let bend = 60.0 * (-((h.rem_euclid(360.0) - 275.0) / 25.0).powi(2)).exp();
        let rt = -rc * bend.to_radians().sin();
        let (dl, dc, dh) = ((l2 - l1) / sl, (c2 - c1) / sc, dh / sh);
        (dl * dl + dc * dc + dh * dh + rt * dc * dh).sqrt()
    }

    #[test]
    fn the_measure_of_difference_is_the_published_one() {
        // Two pairs of the test data of Sharma, Wu and Dalal.
        let near = |a, b, wanted: f64| {
            let found = delta_e(a, b);
            assert!((found - wanted).abs() < 1e-3, "{found}");
        };
        near([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425);
        near([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492);
    }

    #[test]
    fn status_colours_stay_apart_for_colour_blind_readers() {
        const EVERYBODY: [(&str, [[f64; 3]; 3]); 4] = [
            ("full sight", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
            (
                "protanopia",
                [
                    [0.152_286, 1.052_583, -0.204_868],
                    [0.114_503, 0.786_281, 0.099_216],
                    [-0.003_882, -0.048_116, 1.051_998],
                ],
            ),
            (
                "deuteranopia",
                [
                    [0.367_322, 0.860_646, -0.227_968],
                    [0.280_085, 0.672_501, 0.047_413],
                    [-0.011_820, 0.042_940, 0.968_881],
                ],
            ),
            (
                "tritanopia",
                [
                    [1.255_528, -0.076_749, -0.178_779],
                    [-0.078_411, 0.930_809, 0.147_602],
                    [0.004_733, 0.691_367, 0.303_900],
                ],
            ),
        ];
        for p in [&LIGHT, &DARK] {
            let colors = [
                ("effective", p.effective),
                ("partial", p.partial),
                ("full", p.full),
                ("none", p.none),
            ];
            for (who, matrix) in EVERYBODY {
                for (index, (one, a)) in colors.iter().enumerate() {
                    for (other, b) in &colors[index + 1..] {
                        let apart = delta_e(lab(seen(matrix, *a)), lab(seen(matrix, *b)));
                        assert!(
                            apart >= 10.0,
                            "{one} and {other}, {who}, dark {}: {apart:.1}",
                            p.is_dark
                        );
                    }
                }
            }
        }
    }
}
