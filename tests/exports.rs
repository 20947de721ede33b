//! What exported files say of themselves, and that nothing but the figure decides what is in them.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support {
    pub mod open;
}

use std::collections::BTreeSet;

use egui::Theme;
use resvg::usvg::roxmltree::Document;
use sovereign_stack::desk::{Desk, Shown};
use sovereign_stack::export::facts::Facts;
use sovereign_stack::export::preset::{Format, Page, Text};
use sovereign_stack::export::{self, Request};

fn request(format: Format, size: &str) -> Request {
    Request { page: Page::parse(size).unwrap(), format, scale: 1, text: Text::Outlines }
}

fn svg(shown: &Shown, text: Text) -> String {
    let request = Request { text, ..request(Format::Svg, "slide") };
    String::from_utf8(export::bytes(shown, &request).unwrap()).unwrap()
}

#[test]
fn a_png_says_what_it_shows_and_what_it_was_made_of() {
    let desk = Desk::bundled().unwrap();
    for shown in &desk.tabs {
        let png = export::bytes(shown, &request(Format::Png, "640x360")).unwrap();
        let reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let texts: Vec<(&str, String)> = reader
            .info()
            .utf8_text
            .iter()
            .map(|chunk| (chunk.keyword.as_str(), chunk.get_text().unwrap()))
            .collect();
        let said = |wanted: &str| {
            texts.iter().find(|(keyword, _)| *keyword == wanted).map_or("", |(_, text)| text)
        };
        assert_eq!(said("Title"), shown.tab.title());
        assert!(said("Description").starts_with(shown.tab.subtitle()));
        assert_eq!(said("Source"), shown.origin.evidence.source_line(shown.tab.cited()));
        assert_eq!(said("Software"), format!("sovereign-stack {}", env!("CARGO_PKG_VERSION")));
        assert!(said("Data").starts_with("Bundled data, sha-256 "), "{}", said("Data"));
        assert!(said("Options").starts_with(&format!("tab={}", shown.tab.name())));
        for setting in shown.tab.settings() {
            let option = format!(" {}={}", setting.key, setting.current);
            assert!(said("Options").contains(&option), "{option} is not in {}", said("Options"));
        }
    }
}

#[test]
fn a_picture_has_the_density_of_the_paper_or_slide_it_is_called_after() {
    let desk = Desk::bundled().unwrap();
    for (size, scale, per_inch) in
        [("slide", 1, 144.0), ("slide", 2, 288.0), ("a4", 1, 150.0), ("slide-4x3", 1, 160.0)]
    {
        let request = Request { scale, ..request(Format::Png, size) };
        let png = export::bytes(&desk.tabs[0], &request).unwrap();
        let reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let density = reader.info().pixel_dims.unwrap();
        assert_eq!(density.unit, png::Unit::Meter);
        let found = f64::from(density.xppu) * 0.0254;
        assert!((found - per_inch).abs() < 0.1, "{size} at {scale}×: {found}");
    }
}

#[test]
fn the_same_cells_have_the_same_hash_and_others_another() {
    let digest = |csv: &str| {
        let desk = support::open::csv(csv).unwrap();
        let shown = desk.tabs.iter().find(|shown| shown.tab.name() == "coverage").unwrap();
        Facts::of(shown).digest
    };
    let one = digest("dimension,status\nOptics,effective\n");
    assert_eq!(one.len(), 64, "{one}");
    assert!(one.chars().all(|letter| letter.is_ascii_hexdigit()), "{one}");
    assert_eq!(one, digest("dimension;status\r\nOptics;\"effective\"\r\n"), "only the cells count");
    assert_ne!(one, digest("dimension,status\nOptics,not applicable\n"));
    assert_ne!(
        digest("dimension,status\nab,effective\nc,effective\n"),
        digest("dimension,status\na,effective\nbc,effective\n"),
        "cells do not run together"
    );
}

#[test]
fn an_svg_of_outlines_uses_nothing_that_a_slide_program_drops() {
    const ELEMENTS: [&str; 8] =
        ["svg", "title", "desc", "metadata", "path", "rect", "circle", "ellipse"];
    const ATTRIBUTES: [&str; 24] = [
        "aria-labelledby",
        "cx",
        "cy",
        "d",
        "fill",
        "fill-opacity",
        "height",
        "id",
        "r",
        "role",
        "rx",
        "ry",
        "stroke",
        "stroke-linejoin",
        "stroke-opacity",
        "stroke-width",
        "transform",
        "viewBox",
        "width",
        "x",
        "x1",
        "x2",
        "y",
        "y1",
    ];
    let desk = Desk::bundled().unwrap();
    for shown in &desk.tabs {
        let svg = svg(shown, Text::Outlines);
        let document = Document::parse(&svg).unwrap();
        let nodes: Vec<_> =
            document.descendants().filter(resvg::usvg::roxmltree::Node::is_element).collect();
        let elements: BTreeSet<&str> = nodes.iter().map(|node| node.tag_name().name()).collect();
        for element in elements {
            assert!(ELEMENTS.contains(&element), "{}: <{element}>", shown.tab.name());
        }
        for attribute in nodes.iter().flat_map(resvg::usvg::roxmltree::Node::attributes) {
            let name = attribute.name();
            assert!(ATTRIBUTES.contains(&name), "{}: {name}", shown.tab.name());
        }
    }
}

#[test]
fn an_svg_says_what_it_was_made_of() {
    let desk = Desk::bundled().unwrap();
    for shown in &desk.tabs {
        for text in [Text::Outlines, Text::Embedded] {
            let svg = svg(shown, text);
            let document = Document::parse(&svg).unwrap();
            let metadata = document.descendants().find(|node| node.has_tag_name("metadata"));
            let said = metadata.unwrap().text().unwrap();
            let facts = Facts::of(shown);
            for line in [
                format!("Software: sovereign-stack {}", env!("CARGO_PKG_VERSION")),
                format!("Data: Bundled data, sha-256 {}", facts.digest),
                format!("Options: tab={}", shown.tab.name()),
            ] {
                assert!(said.contains(&line), "{line:?} is not in {said:?}");
            }
        }
    }
}

#[test]
fn what_was_exported_before_changes_nothing() {
    let desk = Desk::bundled().unwrap();
    let requests = [
        (Format::Svg, "slide", Theme::Light),
        (Format::Svg, "a4", Theme::Dark),
        (Format::Pdf, "slide", Theme::Light),
        (Format::Pdf, "a4", Theme::Dark),
        (Format::Png, "640x360", Theme::Light),
    ]
    .map(|(format, size, theme)| {
        let request = request(format, size);
        Request { page: Page { theme, ..request.page }, ..request }
    });
    let forth = |shown: &Shown| -> Vec<Vec<u8>> {
        requests.iter().map(|request| export::bytes(shown, request).unwrap()).collect()
    };
    let back = |shown: &Shown| -> Vec<Vec<u8>> {
        let mut all: Vec<Vec<u8>> =
            requests.iter().rev().map(|request| export::bytes(shown, request).unwrap()).collect();
        all.reverse();
        all
    };
    let one: Vec<_> = desk.tabs.iter().map(forth).collect();
    let mut other: Vec<_> = desk.tabs.iter().rev().map(back).collect();
    other.reverse();
    for (shown, (one, other)) in desk.tabs.iter().zip(one.iter().zip(&other)) {
        for (request, (one, other)) in requests.iter().zip(one.iter().zip(other)) {
            assert!(one == other, "{} as {request:?} differs", shown.tab.name());
        }
    }
}
