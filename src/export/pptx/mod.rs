//! Pages as slides that can be edited: native charts, shapes, text boxes, notes.

mod axis;
mod chart;
mod frame;
mod look;
mod package;
mod shape;
mod sheet;
mod text;
mod theme;
mod tree;

use egui::{Rect, vec2};

use super::deck::Leaf;
use super::facts::SOFTWARE;
use super::xml::{HEAD, escape};
use crate::paint::What;
use crate::style::Palette;
use look::Look;
use package::Package;
pub use sheet::properties as properties_of_workbook;
use theme::{SPACES, TREE};

/// Rows of a title that a layout has room for.
const TITLE_ROWS: f32 = 2.0;
const TITLE_ROW: f32 = 30.5;
/// The widest slide in English metric units: 56 inches.
const WIDEST: i64 = 51_206_400;
/// The narrowest.
const NARROWEST: i64 = 914_400;

/// Why there is no presentation.
#[derive(Debug, thiserror::Error)]
pub enum SlideError {
    /// Too wide or too narrow for its height.
    #[error(
        "a slide of this shape cannot be made: it would be {0} inches wide at 7.5 inches high, \
         and slides are 1 to 56 inches wide"
    )]
    Shape(i64),
    /// The workbook of a chart could not be made.
    #[error("the workbook of a chart could not be made: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The archive could not be made.
    #[error("the archive could not be made: {0}")]
    Archive(#[from] zip::result::ZipError),
}

/// The pages as a presentation. The same pages give the same bytes.
pub fn document(
    pages: &[Leaf<'_>],
    palette: &'static Palette,
    facts: (&str, &str),
) -> Result<Vec<u8>, SlideError> {
    let size = pages.first().map_or(vec2(960.0, 540.0), |page| page.sheet.size);
    let look = Look::new(size.y, palette);
    let (width, height) = (look.length(size.x), look.length(size.y));
    if !(NARROWEST..=WIDEST).contains(&width) {
        return Err(SlideError::Shape(width / NARROWEST));
    }
    let mut package = Package::default();
    theme::add(&mut package, &look, title_room(pages));
    let mut charts = 0;
    let mut pictures = 0;
    for (index, page) in pages.iter().enumerate() {
        slide(&mut package, (index + 1, page), look, (&mut charts, &mut pictures))?;
    }
    presentation(&mut package, pages.len(), (width, height));
    properties(&mut package, facts);
    Ok(package.finish()?)
}

/// Where a page has its title.
fn title_room(pages: &[Leaf<'_>]) -> Rect {
    let mut parts = pages.iter().flat_map(|page| &page.sheet.pieces);
    let title = parts.find(|part| part.what == What::Title);
    let room = title.map_or(Rect::ZERO, |part| part.room.whole);
    Rect::from_min_size(room.min, vec2(room.width(), TITLE_ROWS * TITLE_ROW))
}

/// Adds a slide with its charts, pictures and notes. Charts and pictures are numbered through.
fn slide(
    package: &mut Package,
    (number, page): (usize, &Leaf<'_>),
    look: Look,
    (charts, pictures): (&mut usize, &mut usize),
) -> Result<(), SlideError> {
    let frames = frame::frames(&page.natives, &page.sheet.pieces, &page.sheet.shapes);
    let source = tree::Source {
        sheet: &page.sheet,
        frames: &frames,
        marks: page.marks,
        title: &page.words.title,
        look,
    };
    let tree = tree::write(&source);
    let mut links = vec![
        ("slideLayout", "../slideLayouts/slideLayout1.xml".to_owned()),
        ("notesSlide", format!("../notesSlides/notesSlide{number}.xml")),
    ];
    for frame in &frames {
        *charts += 1;
        let book = format!("embeddings/Microsoft_Excel_Sheet{charts}.xlsx");
        package.add_file(&format!("ppt/{book}"), sheet::workbook(&frame.chart)?);
        let name = format!("ppt/charts/chart{charts}.xml");
        let to_book = [("package", format!("../{book}"))];
        package.add(&name, "drawingml.chart", chart::document(frame, &look), &to_book);
        links.push(("chart", format!("../charts/chart{charts}.xml")));
    }
    for picture in tree.pictures {
        *pictures += 1;
        package.add_file(&format!("ppt/media/image{pictures}.png"), picture);
        links.push(("image", format!("../media/image{pictures}.png")));
    }
    let xml = format!(
        "{HEAD}<p:sld {SPACES}><p:cSld><p:spTree>{TREE}{}</p:spTree></p:cSld><p:clrMapOvr>\
         <a:masterClrMapping/></p:clrMapOvr></p:sld>",
        tree.elements
    );
    let name = format!("ppt/slides/slide{number}.xml");
    package.add(&name, "presentationml.slide", xml, &links);
    notes(package, number, &page.notes);
    Ok(())
}

fn notes(package: &mut Package, number: usize, words: &[String]) {
    let paragraph = |words: &String| {
        format!("<a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>{}</a:t></a:r></a:p>", escape(words))
    };
    let mut text: String = words.iter().map(paragraph).collect();
    if text.is_empty() {
        "<a:p><a:endParaRPr lang=\"en-GB\"/></a:p>".clone_into(&mut text);
    }
    let xml = format!(
        "{HEAD}<p:notes {SPACES}><p:cSld><p:spTree>{TREE}<p:sp><p:nvSpPr>\
         <p:cNvPr id=\"2\" name=\"Slide\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" \
         noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr>\
         </p:nvSpPr><p:spPr/></p:sp><p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr>\
         <a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" sz=\"quarter\" idx=\"3\"/>\
         </p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{text}</p:txBody></p:sp>\
         </p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    );
    let links = [
        ("notesMaster", "../notesMasters/notesMaster1.xml".to_owned()),
        ("slide", format!("../slides/slide{number}.xml")),
    ];
    let name = format!("ppt/notesSlides/notesSlide{number}.xml");
    package.add(&name, "presentationml.notesSlide", xml, &links);
}

fn presentation(package: &mut Package, slides: usize, (width, height): (i64, i64)) {
    let mut links = vec![
        ("slideMaster", "slideMasters/slideMaster1.xml".to_owned()),
        ("notesMaster", "notesMasters/notesMaster1.xml".to_owned()),
        ("theme", "theme/theme1.xml".to_owned()),
    ];
    // Without these PowerPoint offers to repair the file.
    let empty = |element: &str| format!("{HEAD}<p:{element} {SPACES}/>");
    package.add("ppt/presProps.xml", "presentationml.presProps", empty("presentationPr"), &[]);
    package.add("ppt/viewProps.xml", "presentationml.viewProps", empty("viewPr"), &[]);
    let styles = format!(
        "{HEAD}<a:tblStyleLst xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         def=\"{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}\"/>"
    );
    package.add("ppt/tableStyles.xml", "presentationml.tableStyles", styles, &[]);
    let mut ids = String::new();
    for number in 1..=slides {
        links.push(("slide", format!("slides/slide{number}.xml")));
        let id = format!("<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 255 + number, 3 + number);
        ids += &id;
    }
    for part in ["presProps", "viewProps", "tableStyles"] {
        links.push((part, format!("{part}.xml")));
    }
    let xml = format!(
        "{HEAD}<p:presentation {SPACES} saveSubsetFonts=\"1\"><p:sldMasterIdLst>\
         <p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst><p:notesMasterIdLst>\
         <p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst>\
         <p:sldSz cx=\"{width}\" cy=\"{height}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/>\
         </p:presentation>"
    );
    package.add("ppt/presentation.xml", "presentationml.presentation.main", xml, &links);
}

/// What does not change from day to day or from machine to machine.
fn properties(package: &mut Package, (title, subject): (&str, &str)) {
    let core = format!(
        "{HEAD}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
         <dc:subject>{}</dc:subject><dc:creator>Sovereign Stack</dc:creator>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">2000-01-01T00:00:00Z</dcterms:created>\
         </cp:coreProperties>",
        escape(title),
        escape(subject)
    );
    package.add("docProps/core.xml", "core", core, &[]);
    let app = format!(
        "{HEAD}<Properties \
         xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>{SOFTWARE}</Application></Properties>"
    );
    package.add("docProps/app.xml", "extended-properties", app, &[]);
}
