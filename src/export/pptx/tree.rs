//! What a page is made of as the elements of a slide: title, charts, groups, shapes.

use egui::epaint::ClippedShape;
use egui::{Pos2, Rect, Shape, Stroke};

use super::frame::Frame;
use super::look::Look;
use super::{shape, text};
use crate::export::canvas::Sheet;
use crate::export::png;
use crate::export::xml::escape;
use crate::model::Mark;
use crate::paint::{Piece, What, dash, hatch};

/// A mark's own shapes stand within this of the room it takes, in points.
const NEAR: f32 = 12.0;
/// Dashes of one line, at the least.
const DASHES: usize = 3;
/// Letters of the name of a text.
const NAME: usize = 40;
/// Pixels to an inch that a picture says of itself; a slide tells its size.
const DENSITY: u32 = 96;
/// Links of a slide before those to its charts: layout and notes.
const LINKS: usize = 2;

/// What is drawn, as a slide has it.
enum Drawn<'a> {
    Title,
    Chart(usize),
    Shape(&'a Shape),
    Dashes(Vec<Pos2>, Stroke),
    Hatch(Rect),
}

/// Something drawn, and the shape of the page that it begins with.
struct Item<'a> {
    what: Drawn<'a>,
    at: usize,
    bounds: Rect,
}

/// The elements of a slide.
pub struct Tree {
    /// As XML.
    pub elements: String,
    /// Pictures that they show, in the order of their links.
    pub pictures: Vec<Vec<u8>>,
}

/// What the elements of one slide are made from.
pub struct Source<'a> {
    pub sheet: &'a Sheet,
    pub frames: &'a [Frame],
    pub marks: &'a [Mark],
    pub title: &'a str,
    pub look: Look,
}

/// Writes the elements.
pub fn write(source: &Source<'_>) -> Tree {
    let mut writer = Writer { source, next: 2, pictures: Vec::new(), out: String::new() };
    let items = items(source);
    let groups = groups(source, &items);
    let mut index = 0;
    while let Some(item) = items.get(index) {
        let group = groups.iter().find(|group| group.from == index);
        if let Some(group) = group {
            let members = items.get(group.from..group.to).unwrap_or_default();
            writer.group(members, group.mark);
            index = group.to.max(index + 1);
        } else {
            writer.item(item, None);
            index += 1;
        }
    }
    Tree { elements: writer.out, pictures: writer.pictures }
}

/// Shapes that stand for one mark.
struct Group<'a> {
    from: usize,
    to: usize,
    mark: &'a Mark,
}

/// Where each mark begins, and the run of shapes behind that which stand where it does.
fn groups<'a>(source: &Source<'a>, items: &[Item<'_>]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let marks: Vec<(&Piece, &str)> = source
        .sheet
        .pieces
        .iter()
        .filter_map(|part| match &part.what {
            What::Mark(key) => Some((part, key.as_str())),
            _ => None,
        })
        .collect();
    for (index, (part, key)) in marks.iter().enumerate() {
        let Some(mark) = source.marks.iter().find(|mark| mark.key == *key) else { continue };
        let end = marks.get(index + 1).map_or(usize::MAX, |(next, _)| next.shapes.start);
        let from = items.partition_point(|item| item.at < part.shapes.start);
        let room = part.room.whole.expand(NEAR);
        let is_own = |item: &&Item<'_>| {
            item.at < end
                && room.contains_rect(item.bounds)
                && !matches!(item.what, Drawn::Chart(_) | Drawn::Title)
        };
        let count = items.iter().skip(from).take_while(is_own).count();
        let is_free = groups.last().is_none_or(|last| last.to <= from);
        if count > 0 && is_free {
            groups.push(Group { from, to: from + count, mark });
        }
    }
    groups
}

/// Everything drawn behind the background, in its order.
fn items<'a>(source: &Source<'a>) -> Vec<Item<'a>> {
    let sheet = source.sheet;
    let title = sheet.pieces.iter().find(|piece| piece.what == What::Title);
    // The canvas comes first; a slide has its own.
    let first = title.map_or(1, |piece| piece.shapes.start);
    let title = title.map_or(0..0, |piece| piece.shapes.clone());
    let whole = Rect::from_min_size(Pos2::ZERO, sheet.size);
    let mut items = Vec::new();
    for (at, clipped) in sheet.shapes.iter().enumerate().skip(first) {
        if title.contains(&at) && at == first {
            items.push(Item { what: Drawn::Title, at, bounds: whole });
        }
        for (index, frame) in source.frames.iter().enumerate() {
            if frame.shapes.first().is_some_and(|range| range.start == at) {
                items.push(Item { what: Drawn::Chart(index), at, bounds: frame.rect });
            }
        }
        let is_replaced = title.contains(&at)
            || source.frames.iter().flat_map(|frame| &frame.shapes).any(|r| r.contains(&at));
        if !is_replaced {
            flatten(clipped, &clipped.shape, at, whole, &mut items);
        }
    }
    let items = hatches(items, source.look);
    dashes(items)
}

fn flatten<'a>(
    clipped: &ClippedShape,
    shape: &'a Shape,
    at: usize,
    whole: Rect,
    items: &mut Vec<Item<'a>>,
) {
    if let Shape::Vec(shapes) = shape {
        for shape in shapes {
            flatten(clipped, shape, at, whole, items);
        }
        return;
    }
    let bounds = match shape {
        Shape::Text(text) => text::rect(text),
        shape => shape.visual_bounding_rect(),
    };
    let clip = clipped.clip_rect.intersect(whole);
    if matches!(shape, Shape::Noop) || !clip.is_positive() || !clip.intersects(bounds) {
        return;
    }
    items.push(Item { what: Drawn::Shape(shape), at, bounds });
}

/// A rectangle with the lines of a hatch on it becomes one shape, filled with a pattern.
fn hatches(items: Vec<Item<'_>>, look: Look) -> Vec<Item<'_>> {
    let line = hatch::line(look.palette);
    let mut merged: Vec<Item<'_>> = Vec::new();
    for item in items {
        if let Drawn::Shape(Shape::LineSegment { stroke, .. }) = item.what
            && *stroke == line
            && let Some(last) = merged.last_mut()
            && last.bounds.expand(1.0).contains_rect(item.bounds)
        {
            match &last.what {
                Drawn::Hatch(_) => continue,
                Drawn::Shape(Shape::Rect(rect)) if rect.fill == look.palette.panel => {
                    last.what = Drawn::Hatch(rect.rect);
                    continue;
                }
                _ => {}
            }
        }
        merged.push(item);
    }
    merged
}

/// The dashes of one line become one line.
fn dashes(items: Vec<Item<'_>>) -> Vec<Item<'_>> {
    let mut merged: Vec<Item<'_>> = Vec::new();
    let mut run: Vec<Item<'_>> = Vec::new();
    for item in items {
        if !follows(run.last(), &item) {
            finish(&mut run, &mut merged);
        }
        run.push(item);
    }
    finish(&mut run, &mut merged);
    merged
}

fn segment<'a>(item: &Item<'a>) -> Option<(&'a [Pos2; 2], Stroke)> {
    match item.what {
        Drawn::Shape(Shape::LineSegment { points, stroke }) => Some((points, *stroke)),
        _ => None,
    }
}

/// Whether it is the next dash of the same line.
fn follows(last: Option<&Item<'_>>, next: &Item<'_>) -> bool {
    let (Some(last), Some(next)) = (last.and_then(segment), segment(next)) else { return false };
    let gap = last.0[1].distance(next.0[0]);
    let is_short = |points: &[Pos2; 2]| points[0].distance(points[1]) <= dash::DASH + 0.1;
    last.1 == next.1 && gap <= dash::GAP + 0.1 && is_short(last.0) && is_short(next.0)
}

fn finish<'a>(run: &mut Vec<Item<'a>>, merged: &mut Vec<Item<'a>>) {
    let segments: Vec<(&[Pos2; 2], Stroke)> = run.iter().filter_map(segment).collect();
    let (Some(first), Some((_, stroke))) = (run.first(), segments.first()) else {
        merged.append(run);
        return;
    };
    if segments.len() < DASHES {
        merged.append(run);
        return;
    }
    let mut points: Vec<Pos2> = segments.iter().map(|(points, _)| points[0]).collect();
    points.extend(segments.last().map(|(points, _)| points[1]));
    let bounds = run.iter().fold(first.bounds, |all, item| all.union(item.bounds));
    merged.push(Item { what: Drawn::Dashes(points, *stroke), at: first.at, bounds });
    run.clear();
}

struct Writer<'a> {
    source: &'a Source<'a>,
    /// The number of the next element; 1 is the whole tree.
    next: usize,
    pictures: Vec<Vec<u8>>,
    out: String,
}

impl Writer<'_> {
    /// The head of an element: number, name, and words for readers who do not see it.
    fn head(&mut self, name: &str, words: Option<&str>) -> String {
        let id = self.next;
        self.next += 1;
        let name = escape(name);
        match words {
            Some(words) => {
                format!("<p:cNvPr id=\"{id}\" name=\"{name}\" descr=\"{}\"/>", escape(words))
            }
            None => format!("<p:cNvPr id=\"{id}\" name=\"{name}\"/>"),
        }
    }

    /// The head of what says nothing by itself.
    fn silent_head(&mut self, name: &str) -> String {
        let id = self.next;
        self.next += 1;
        format!(
            "<p:cNvPr id=\"{id}\" name=\"{}\"><a:extLst><a:ext \
             uri=\"{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}\"><adec:decorative \
             xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/>\
             </a:ext></a:extLst></p:cNvPr>",
            escape(name)
        )
    }

    fn group(&mut self, items: &[Item<'_>], mark: &Mark) {
        let spoken = mark.spoken();
        let [first, .., _] = items else {
            for item in items {
                self.item(item, Some(mark));
            }
            return;
        };
        let rect = items.iter().fold(first.bounds, |all, item| all.union(item.bounds));
        let head = self.head(&mark.label, Some(&spoken));
        let look = self.source.look;
        let place = look.place("a", rect);
        let inner = place.split_once("<a:off").map_or("", |(_, rest)| rest);
        let inner = inner.replace("</a:xfrm>", "");
        let child =
            format!("<a:off{inner}").replace("a:off", "a:chOff").replace("a:ext", "a:chExt");
        let outer = place.replace("</a:xfrm>", "");
        let open = format!(
            "<p:grpSp><p:nvGrpSpPr>{head}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
             <p:grpSpPr>{outer}{child}</a:xfrm></p:grpSpPr>"
        );
        self.out += &open;
        for item in items {
            self.item(item, None);
        }
        self.out += "</p:grpSp>";
    }

    /// An element. One that stands alone for a mark says what the mark says.
    fn item(&mut self, item: &Item<'_>, mark: Option<&Mark>) {
        let look = self.source.look;
        let element = match &item.what {
            Drawn::Title => self.title(),
            Drawn::Chart(index) => self.chart(*index),
            Drawn::Dashes(points, stroke) => {
                let head = self.head_of("Dashed line", mark);
                look.dashes(points, *stroke, &head)
            }
            Drawn::Hatch(rect) => {
                let head = self.head_of("Hatched", mark);
                look.hatched(*rect, Stroke::NONE, &head)
            }
            Drawn::Shape(shape) => {
                let head = match shape {
                    Shape::Text(text) => {
                        let words: String = text::words(&text.galley).chars().take(NAME).collect();
                        self.head(&words, mark.map(Mark::spoken).as_deref())
                    }
                    _ => self.head_of(name(shape), mark),
                };
                let title = self.source.sheet.pieces.iter().find(|part| part.what == What::Title);
                let left = title.map_or(0.0, |part| part.room.whole.left());
                let right = self.source.sheet.size.x - left;
                shape::element(shape, &head, &look, right)
                    .unwrap_or_else(|| self.picture(shape, mark))
            }
        };
        self.out += &element;
    }

    fn head_of(&mut self, name: &str, mark: Option<&Mark>) -> String {
        match mark {
            Some(mark) => self.head(&mark.label, Some(&mark.spoken())),
            None => self.silent_head(name),
        }
    }

    fn title(&mut self) -> String {
        let head = self.head("Title", None);
        format!(
            "<p:sp><p:nvSpPr>{head}<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>\
             <p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>\
             <a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>",
            escape(self.source.title)
        )
    }

    fn chart(&mut self, index: usize) -> String {
        let Some(frame) = self.source.frames.get(index) else { return String::new() };
        let head = self.head(&frame.chart.name, Some(&frame.words()));
        let link = LINKS + index + 1;
        format!(
            "<p:graphicFrame><p:nvGraphicFramePr>{head}<p:cNvGraphicFramePr>\
             <a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/>\
             </p:nvGraphicFramePr>{}<a:graphic><a:graphicData \
             uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart \
             xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"rId{link}\"/>\
             </a:graphicData></a:graphic></p:graphicFrame>",
            self.source.look.place("p", frame.rect)
        )
    }

    /// What slides have no shape for, as pixels.
    fn picture(&mut self, shape: &Shape, mark: Option<&Mark>) -> String {
        let Some((picture, rect)) = self.source.sheet.picture_of(shape) else {
            return String::new();
        };
        let Ok(bytes) = png::encode(&picture, DENSITY, Vec::new()) else { return String::new() };
        self.pictures.push(bytes);
        let link = LINKS + self.source.frames.len() + self.pictures.len();
        let spoken = mark.map_or_else(|| self.source.title.to_owned(), Mark::spoken);
        let head = self.head("Picture", Some(&spoken));
        format!(
            "<p:pic><p:nvPicPr>{head}<p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>\
             <a:blip r:embed=\"rId{link}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>\
             <p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
            self.source.look.place("a", rect)
        )
    }
}

fn name(shape: &Shape) -> &'static str {
    match shape {
        Shape::Circle(_) | Shape::Ellipse(_) => "Dot",
        Shape::LineSegment { .. } => "Line",
        Shape::Rect(_) => "Box",
        _ => "Shape",
    }
}
