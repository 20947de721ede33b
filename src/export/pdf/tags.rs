//! Which part of a page is what, for readers that listen: a heading, a paragraph, a figure with its
//! alt text, the source line.

use std::num::NonZeroU16;

use egui::{Rect, Shape};
use krilla::geom::Rect as PageRect;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, Identifier, Node, SpanTag, Tag, TagGroup, TagKind,
};

use crate::export::words::{Words, plain};

/// What a shape belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The canvas.
    Background,
    /// The finding.
    Title,
    /// What is under it.
    Subtitle,
    /// The source line.
    Source,
    /// Everything else.
    Figure,
}

impl Kind {
    /// Of a shape on a sheet that says these words.
    pub fn of(shape: &Shape, sheet: Rect, words: &Words) -> Self {
        match shape {
            Shape::Rect(rect) if rect.rect == sheet => Self::Background,
            Shape::Text(text) => match text.galley.text() {
                "" => Self::Figure,
                said if said == words.title => Self::Title,
                said if said == words.subtitle => Self::Subtitle,
                said if said == words.source => Self::Source,
                _ => Self::Figure,
            },
            _ => Self::Figure,
        }
    }
}

/// What has been written of each part of a page.
#[derive(Default)]
pub struct Parts {
    current: Option<Kind>,
    title: Vec<Identifier>,
    subtitle: Vec<Identifier>,
    figure: Vec<Identifier>,
    source: Vec<Identifier>,
}

impl Parts {
    /// Says that what is written next belongs to this part.
    pub fn turn_to(&mut self, kind: Kind, surface: &mut Surface<'_>) {
        if self.current == Some(kind) {
            return;
        }
        self.end(surface);
        self.current = Some(kind);
        match kind {
            Kind::Background => {
                // It is no part of what is read, so nothing refers to it.
                let artifact = Artifact::with_kind(ArtifactType::Layout);
                surface.start_tagged(ContentTag::Artifact(artifact));
            }
            Kind::Title => self.title.push(words(surface)),
            Kind::Subtitle => self.subtitle.push(words(surface)),
            Kind::Source => self.source.push(words(surface)),
            Kind::Figure => self.figure.push(surface.start_tagged(ContentTag::Other)),
        }
    }

    /// Says that the part is at its end.
    pub fn end(&mut self, surface: &mut Surface<'_>) {
        if self.current.take().is_some() {
            surface.end_tagged();
        }
    }

    /// The page as a section, in the order in which it is read.
    pub fn section(self, page: usize, (width, height): (f32, f32), words: &Words) -> Node {
        let title = Tag::Hn(NonZeroU16::MIN, Some(plain(&words.title)));
        let bounds = PageRect::from_xywh(0.0, 0.0, width, height);
        let figure = Tag::Figure(Some(plain(&words.description)))
            .with_bbox(bounds.map(|bounds| BBox::new(page, bounds)));
        let parts = [
            group(title, self.title),
            group(Tag::P, self.subtitle),
            group(figure, self.figure),
            group(Tag::P, self.source),
        ];
        TagGroup::with_children(Tag::Section, parts.into_iter().flatten().collect()).into()
    }
}

fn words(surface: &mut Surface<'_>) -> Identifier {
    surface.start_tagged(ContentTag::Span(SpanTag::empty()))
}

/// A part with what was written of it; `None` where that is nothing.
fn group(tag: impl Into<TagKind>, written: Vec<Identifier>) -> Option<Node> {
    let written: Vec<Node> = written.into_iter().map(Node::from).collect();
    (!written.is_empty()).then(|| TagGroup::with_children(tag, written).into())
}
