//! The only place that names a colour, a size or a font.

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke,
    TextStyle, Theme, Visuals,
};

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
    full: rgb(0x00D5_5E00),
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
    full: rgb(0x00F0_8A4B),
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
            Self::Big => 30.0,
        }
    }

    /// Font and size.
    pub fn font(self) -> FontId {
        let family = match self {
            Self::Title | Self::Heading | Self::Strong | Self::Key | Self::Big | Self::Head => {
                semibold()
            }
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
}
