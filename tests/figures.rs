//! Every registered tab draws in every theme, on the bundled data and on data that is hard to
//! draw, and draws the same picture each time.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support {
    pub mod hard;
    pub mod open;
}

use egui::Theme;
use sovereign_stack::desk::{Desk, Shown, TableRead};
use sovereign_stack::export::preset::{Format, Page, Text};
use sovereign_stack::export::{self, Request};
use sovereign_stack::model::figure::Setting;

fn request(format: Format, theme: Theme, size: &str) -> Request {
    let page = Page::parse(size).unwrap();
    Request { page: Page { theme, ..page }, format, scale: 1, text: Text::Named }
}

fn svg(shown: &Shown, theme: Theme, size: &str) -> String {
    String::from_utf8(export::bytes(shown, &request(Format::Svg, theme, size)).unwrap()).unwrap()
}

/// The tab with this name.
fn tab<'a>(desk: &'a Desk, name: &str) -> &'a Shown {
    desk.tabs.iter().find(|shown| shown.tab.name() == name).unwrap()
}

const THEMES: [(&str, Theme); 2] = [("light", Theme::Light), ("dark", Theme::Dark)];

#[test]
fn figures_match_their_snapshots() {
    let desk = Desk::bundled().unwrap();
    for shown in &desk.tabs {
        let name = shown.tab.name();
        for (theme_name, theme) in THEMES {
            insta::assert_snapshot!(format!("{name}-{theme_name}"), svg(shown, theme, "slide"));
        }
        let nothing = Desk::empty();
        for (theme_name, theme) in THEMES {
            let svg = svg(tab(&nothing, name), theme, "slide");
            insta::assert_snapshot!(format!("{name}-empty-{theme_name}"), svg);
        }
        let spec = shown.tab.tables()[0];
        for hard in support::hard::hard(spec) {
            let desk = match support::open::csv(&hard.csv) {
                Ok(desk) => desk,
                Err(problems) => {
                    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
                    panic!("{name}, {}: {told:#?}\n{}", hard.name, hard.csv)
                }
            };
            for (theme_name, theme) in THEMES {
                let svg = svg(tab(&desk, name), theme, "slide");
                insta::assert_snapshot!(format!("{name}-{}-{theme_name}", hard.name), svg);
            }
        }
    }
}

/// Every view of every tab, by its settings.
fn for_each_setting(desk: &mut Desk, mut check: impl FnMut(&Shown, &str)) {
    for shown in &mut desk.tabs {
        check(shown, shown.tab.name());
        let settings: Vec<Setting> = shown.tab.settings().to_vec();
        for setting in settings {
            for (value, _) in &setting.choices {
                shown.tab.set(setting.key, value).unwrap();
                check(shown, &format!("{} {}={value}", shown.tab.name(), setting.key));
            }
            shown.tab.set(setting.key, &setting.current).unwrap();
        }
    }
}

#[test]
fn every_option_draws_on_every_size_and_on_hard_data() {
    let sizes = ["1024x640", "square", "3000x500", "400x2000"];
    for_each_setting(&mut Desk::bundled().unwrap(), |shown, what| {
        for size in sizes {
            let svg = svg(shown, Theme::Light, size);
            assert!(svg.contains("<text"), "{what} at {size} has no words");
            // “inference” is a word, “inf” is none.
            let infinite = |rest: &str| !rest.starts_with(|letter: char| letter.is_lowercase());
            let is_finite = !svg.contains("NaN") && !svg.split("inf").skip(1).any(infinite);
            assert!(is_finite, "{what} at {size}: {svg}");
        }
    });
    let names: Vec<&str> = Desk::empty().tabs.iter().map(|shown| shown.tab.name()).collect();
    for (index, name) in names.iter().enumerate() {
        for spec in Desk::empty().tabs[index].tab.tables() {
            for hard in support::hard::hard(spec) {
                let Ok(mut desk) = support::open::csv(&hard.csv) else {
                    panic!("{} {} cannot be opened", spec.name, hard.name)
                };
                for_each_setting(&mut desk, |shown, what| {
                    if shown.tab.name() == *name {
                        let svg = svg(shown, Theme::Light, "slide");
                        assert!(!svg.contains("NaN"), "{what} on {} {}", spec.name, hard.name);
                    }
                });
            }
        }
    }
}

#[test]
fn rows_read_are_shown_filtered_or_rejected_under_every_option() {
    let mut read: Vec<(String, usize)> = Vec::new();
    for_each_setting(&mut Desk::bundled().unwrap(), |shown, what| {
        let (name, now) = (shown.tab.name().to_owned(), shown.tab.counts().read());
        match read.iter().find(|(known, _)| *known == name) {
            Some((_, before)) => assert_eq!(*before, now, "{what} loses rows"),
            None => read.push((name, now)),
        }
    });
    let rows = |table: &str| {
        let desk = Desk::bundled().unwrap();
        let read = &desk.tabs[0].origin.tables;
        read.iter().find(|read| read.name == table).map_or(0, TableRead::rows)
    };
    for shown in &Desk::bundled().unwrap().tabs {
        let all: usize = shown.tab.tables().iter().map(|spec| rows(spec.name)).sum();
        assert_eq!(shown.tab.counts().read(), all, "{} counts all its rows", shown.tab.name());
    }
}

#[test]
fn the_same_figure_gives_the_same_bytes() {
    let desk = Desk::bundled().unwrap();
    for shown in &desk.tabs {
        for format in [Format::Png, Format::Svg] {
            for (_, theme) in THEMES {
                let request = request(format, theme, "slide");
                let one = export::bytes(shown, &request).unwrap();
                let other = export::bytes(shown, &request).unwrap();
                assert!(one == other, "{} differs from run to run", shown.tab.name());
            }
        }
    }
}

#[test]
fn a_picture_has_the_pixels_asked_for() {
    let desk = Desk::bundled().unwrap();
    for (size, scale, width, height) in [
        ("slide", 1, 1920, 1080),
        ("slide", 2, 3840, 2160),
        ("a4", 1, 1754, 1240),
        ("801x607", 3, 2403, 1821),
    ] {
        let request = Request { scale, ..request(Format::Png, Theme::Light, size) };
        let bytes = export::bytes(&desk.tabs[0], &request).unwrap();
        let picture = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
        let info = picture.info();
        assert_eq!((info.width, info.height), (width, height), "{size} at {scale}×");
    }
}

#[test]
fn a_transparent_picture_has_no_background_and_the_same_ink() {
    let desk = Desk::bundled().unwrap();
    let request = request(Format::Png, Theme::Light, "slide");
    let page = Page { is_transparent: true, ..request.page };
    let bytes = export::bytes(&desk.tabs[0], &Request { page, ..request }).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    assert_eq!(pixels[3], 0, "the corner is transparent");
    assert!(pixels.chunks(4).any(|pixel| pixel[3] == 255), "there is ink");
}

#[test]
fn every_mark_of_the_bundled_data_says_where_it_comes_from() {
    for_each_setting(&mut Desk::bundled().unwrap(), |shown, what| {
        let marks = shown.tab.marks();
        for mark in marks {
            assert!(!mark.statements().is_empty(), "{what}: {} has no source", mark.key);
            for place in mark.places() {
                assert!(!place.sources.is_empty(), "{what}: {} names no source", mark.key);
                assert!(!place.section.is_empty(), "{what}: {} names no place", mark.key);
            }
            let same = marks.iter().filter(|other| other.key == mark.key).count();
            assert_eq!(same, 1, "{what}: the key {} stands twice", mark.key);
        }
    });
}

#[test]
fn an_svg_says_in_words_what_it_shows() {
    let csv = "dimension,status\nOptics <&\"'>\u{1},effective\n";
    let desk = support::open::csv(csv).unwrap();
    for shown in &desk.tabs {
        let svg = svg(shown, Theme::Light, "slide");
        let document = resvg::usvg::roxmltree::Document::parse(&svg).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        let named: Vec<(&str, &str)> = root
            .attribute("aria-labelledby")
            .unwrap()
            .split(' ')
            .map(|id| root.children().find(|node| node.attribute("id") == Some(id)).unwrap())
            .map(|node| (node.tag_name().name(), node.text().unwrap()))
            .collect();
        let [("title", title), ("desc", description)] = named.as_slice() else {
            panic!("a title and a description: {named:?}")
        };
        let plain = |text: &str| text.replace('\u{1}', " ");
        assert_eq!(*title, plain(shown.tab.title()));
        let source = shown.origin.evidence.source_line(shown.tab.cited());
        assert!(description.contains(&plain(shown.tab.subtitle())), "{description}");
        assert!(description.ends_with(&format!("{source}.")), "{description}");
        for mark in shown.tab.marks() {
            let words = format!("{}: {}", mark.label, mark.value);
            let words = plain(words.trim_end_matches(": "));
            assert!(description.contains(&words), "{words:?} is not in {description}");
        }
    }
}
