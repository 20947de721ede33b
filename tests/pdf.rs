//! The documents that the app writes: what they hold, and what somebody else's reader finds in them.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]
#![expect(clippy::print_stdout, reason = "a skipped test says so")]
#![expect(clippy::disallowed_methods, reason = "it hands files to another program")]

mod support {
    pub mod hard;
    pub mod open;
    pub mod pictures;
}

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use egui::Theme;
use sovereign_stack::desk::{Desk, Shown};
use sovereign_stack::export::preset::{Format, Page, Text};
use sovereign_stack::export::{self, Request};
use support::pictures::{decoded, difference};

const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

fn page(size: &str, theme: Theme) -> Page {
    Page { theme, ..Page::parse(size).unwrap() }
}

fn pdf(shown: &Shown, page: Page) -> Vec<u8> {
    let request = Request { page, format: Format::Pdf, scale: 2, text: Text::Outlines };
    export::bytes(shown, &request).unwrap()
}

/// The document with its streams unpacked, as one text.
fn unpacked(pdf: &[u8]) -> String {
    let text: Vec<u8> = pdf.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect();
    let find = |from: usize, word: &[u8]| {
        text[from..].windows(word.len()).position(|window| window == word).map(|at| from + at)
    };
    let (mut out, mut from) = (String::new(), 0);
    while let Some(start) = find(from, b"stream\n") {
        let start = start + b"stream\n".len();
        let end = find(start, b"endstream").unwrap();
        out.push_str(&String::from_utf8_lossy(&text[from..start]));
        let mut inner = Vec::new();
        // What is not packed stays as it is.
        if flate2::read::ZlibDecoder::new(&pdf[start..end]).read_to_end(&mut inner).is_err() {
            inner = pdf[start..end].to_vec();
        }
        out.push_str(&String::from_utf8_lossy(&inner));
        from = end + b"endstream".len();
    }
    out + &String::from_utf8_lossy(&text[from..])
}

/// Text as the strings of a document hold it where it is not plain ASCII.
fn hexadecimal(text: &str) -> String {
    let units = text.encode_utf16().map(|unit| format!("{unit:04X}"));
    format!("<FEFF{}", units.collect::<String>())
}

#[test]
fn a_pdf_of_every_tab_and_theme_is_made_and_is_the_same_each_time() {
    let desk = Desk::bundled().unwrap();
    for shown in &desk.tabs {
        for theme in THEMES {
            let one = pdf(shown, page("slide", theme));
            assert!(one.starts_with(b"%PDF-1."), "{} is a PDF", shown.tab.name());
            let other = pdf(shown, page("slide", theme));
            assert!(one == other, "{} differs from run to run", shown.tab.name());
        }
    }
}

#[test]
fn a_page_is_as_large_as_the_paper_or_slide_it_is_called_after() {
    let desk = Desk::bundled().unwrap();
    for (size, bounds) in [
        ("slide", "/MediaBox[0 0 960 540]"),
        ("slide-4x3", "/MediaBox[0 0 720 540]"),
        ("a4", "/MediaBox[0 0 841.92 595.2]"),
        ("1280x720", "/MediaBox[0 0 640 360]"),
    ] {
        let document = unpacked(&pdf(&desk.tabs[0], page(size, Theme::Light)));
        assert!(document.contains(bounds), "{size}: {}", near(&document, "/MediaBox"));
    }
}

/// What follows a word, for a message.
fn near<'a>(document: &'a str, word: &str) -> &'a str {
    let from = document.find(word).unwrap_or(0);
    document.get(from..from + 80).unwrap_or_default()
}

#[test]
fn a_pdf_embeds_the_parts_of_fonts_it_uses_and_says_what_their_glyphs_mean() {
    let desk = Desk::bundled().unwrap();
    for shown in &desk.tabs {
        let bytes = pdf(shown, page("slide", Theme::Light));
        assert!(bytes.len() < 150_000, "{}: {} bytes", shown.tab.name(), bytes.len());
        let document = unpacked(&bytes);
        assert!(document.contains("+Inter-Regular"), "a part of Inter, named as such");
        assert!(document.contains("/FontFile3") && document.contains("/ToUnicode"));
        assert!(!document.contains("/Subtype/Image"), "everything is vectors");
    }
}

#[test]
fn a_pdf_says_what_it_is_to_readers_that_listen_and_nothing_of_when_and_who() {
    let desk = Desk::bundled().unwrap();
    for shown in &desk.tabs {
        let bytes = pdf(shown, page("slide", Theme::Light));
        let document = unpacked(&bytes);
        for word in ["/Lang(en)", "/MarkInfo", "/S/Figure", "/S/H1", "/Outlines"] {
            assert!(document.contains(word), "{}: no {word}", shown.tab.name());
        }
        assert!(document.contains(shown.tab.title()), "the title of the document");
        let alt = format!("/Alt{}", hexadecimal(shown.tab.subtitle()));
        assert!(document.contains(&alt), "{}: no alt text", shown.tab.name());
        for word in ["/CreationDate", "/ModDate", "CreateDate", "ModifyDate", "/Author"] {
            assert!(!document.contains(word), "{}: {word}", shown.tab.name());
        }
        let version = env!("CARGO_PKG_VERSION");
        assert!(document.contains(&format!("sovereign-stack {version}")), "the program");
        assert!(document.contains(&format!("tab={}", shown.tab.name())), "the options");
    }
}

#[test]
fn several_figures_are_one_document_with_a_bookmark_each() {
    let desk = Desk::bundled().unwrap();
    let all: Vec<&Shown> = desk.tabs.iter().collect();
    let bytes = export::document(&all, &page("slide", Theme::Light)).unwrap();
    let document = unpacked(&bytes);
    let count = |word: &str| document.matches(word).count();
    assert_eq!(count("/Type/Page/"), all.len(), "a page each");
    assert_eq!(count("/S/Figure"), all.len(), "a figure each");
    assert!(document.contains("Bundled data: 7 figures"), "the title of the whole");
    assert!(bytes == export::document(&all, &page("slide", Theme::Light)).unwrap());
}

#[test]
fn letters_that_no_file_may_hold_do_not_break_it() {
    let words = "Op\u{1}t\u{7f}i\u{fffe}cs \u{202e}\u{feff}<&\"'> 芯片 \u{1f600} e\u{301} ﷺ";
    let csv = format!("dimension,status\n{words},effective\n");
    let desk = support::open::csv(&csv).unwrap();
    let coverage = &desk.tabs[desk.position("coverage").unwrap()];
    let bytes = pdf(coverage, page("slide", Theme::Light));
    assert!(unpacked(&bytes).contains("+WenQuanYi"), "the font for Han is in the file");
    let Some(text) = read(&bytes, "pdftotext", &["-raw"], &["-"]) else { return };
    assert!(text.contains("芯片"), "{text}");
    for text in [Text::Outlines, Text::Embedded] {
        let request =
            Request { page: page("slide", Theme::Light), format: Format::Svg, scale: 1, text };
        let svg = String::from_utf8(export::bytes(coverage, &request).unwrap()).unwrap();
        resvg::usvg::roxmltree::Document::parse(&svg).unwrap();
    }
}

#[test]
fn hard_data_gives_documents_too() {
    for spec in Desk::empty().tabs.iter().map(|shown| shown.tab.tables()[0]) {
        for hard in support::hard::hard(spec) {
            let desk = support::open::csv(&hard.csv).unwrap();
            for shown in desk.tabs.iter().filter(|shown| shown.tab.tables()[0].name == spec.name) {
                let bytes = pdf(shown, page("a4", Theme::Dark));
                assert!(bytes.starts_with(b"%PDF"), "{} {}", spec.name, hard.name);
            }
        }
    }
}

/// What another program makes of the document, which stands between these arguments; `None`, with a
/// word, where there is no such program.
fn read(pdf: &[u8], program: &str, before: &[&str], after: &[&str]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("figure.pdf");
    std::fs::write(&file, pdf).unwrap();
    let Ok(output) = Command::new(program).args(before).arg(&file).args(after).output() else {
        println!("skipped: there is no {program} (poppler-utils) on this machine");
        return None;
    };
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && complaints.is_empty(), "{program}: {complaints}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// The words of a figure, as the SVG for comparing figures has them.
fn words(shown: &Shown) -> BTreeSet<String> {
    let page = page("slide", Theme::Light);
    let request = Request { page, format: Format::Svg, scale: 1, text: Text::Named };
    let svg = String::from_utf8(export::bytes(shown, &request).unwrap()).unwrap();
    let document = resvg::usvg::roxmltree::Document::parse(&svg).unwrap();
    let spans = document.descendants().filter(|node| node.has_tag_name("tspan"));
    spans.filter_map(|span| span.text()).map(|word| word.trim().to_owned()).collect()
}

#[test]
fn another_reader_finds_every_word_and_the_title_first() {
    for shown in &Desk::bundled().unwrap().tabs {
        let bytes = pdf(shown, page("slide", Theme::Light));
        let Some(text) = read(&bytes, "pdftotext", &["-raw"], &["-"]) else { return };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = shown.tab.title();
        assert!(text.starts_with(title), "{title:?} is read first: {text:.200}");
        assert!(text.contains(shown.tab.subtitle()), "{}: {text}", shown.tab.subtitle());
        for word in words(shown) {
            assert!(text.contains(&word), "{}: {word:?} is not in {text}", shown.tab.name());
        }
        let fonts = read(&bytes, "pdffonts", &[], &[]).unwrap();
        for font in fonts.lines().skip(2) {
            assert!(font.contains("yes yes yes"), "embedded, in part, with letters: {font}");
        }
    }
}

#[test]
fn another_reader_sees_in_the_pdf_what_the_png_shows() {
    let desk = Desk::bundled().unwrap();
    // Dark differs in colour only; one tab of it shows that colours are right there too.
    let light = desk.tabs.iter().map(|shown| (shown, Theme::Light));
    let dark = desk.tabs.iter().take(1).map(|shown| (shown, Theme::Dark));
    for (shown, theme) in light.chain(dark) {
        let page = page("1024x640", theme);
        let folder = tempfile::tempdir().unwrap();
        let picture = folder.path().join("figure");
        // As many dots to the inch as the PNG has at twice the size.
        let dense = ["-r", "288", "-png", "-singlefile"];
        let picture = picture.to_str().unwrap();
        if read(&pdf(shown, page), "pdftocairo", &dense, &[picture]).is_none() {
            return;
        }
        let seen = decoded(&std::fs::read(Path::new(picture).with_extension("png")).unwrap());
        let request = Request { page, format: Format::Png, scale: 2, text: Text::Outlines };
        let png = decoded(&export::bytes(shown, &request).unwrap());
        assert_eq!(seen.len(), png.len(), "the page has the size of the picture");
        let (mean, far) = difference(seen.chunks(3), png.chunks(3));
        let name = shown.tab.name();
        // The page is small, so that more of it is the edges of letters, which each draws its way.
        assert!(mean < 2.5, "{name}, {theme:?}: mean difference {mean:.3}");
        assert!(far < 0.02, "{name}, {theme:?}: {far:.4} of the pixels are far off");
    }
}
