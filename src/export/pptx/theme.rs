//! What all slides share: theme, master, layout, and the master of their notes.

use egui::{Rect, vec2};

use super::look::Look;
use super::package::Package;
use crate::export::xml::HEAD;
use crate::style::Role;

pub const SPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
/// The head of every tree of elements.
pub const TREE: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/>\
     </p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/>\
     <a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";
/// The font, and the widespread one whose build tells a program what to take where it is missing.
const FONT: &str = "<a:latin typeface=\"Inter\" panose=\"020B0604020202020204\" \
     pitchFamily=\"34\" charset=\"0\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";

/// Adds what slides share. `title` is where a page has its title.
pub fn add(package: &mut Package, look: &Look, title: Rect) {
    let theme = theme(look);
    package.add("ppt/theme/theme1.xml", "theme", theme.clone(), &[]);
    package.add("ppt/theme/theme2.xml", "theme", theme, &[]);
    let placed = format!(
        "<p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>",
        look.place("a", Rect::from_min_size(title.min, vec2(title.width(), title.height())))
    );
    let master = format!(
        "{HEAD}<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/>\
         </a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{TREE}{}</p:spTree></p:cSld>{}\
         <p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>\
         <p:txStyles><p:titleStyle>{}</p:titleStyle><p:bodyStyle>{}</p:bodyStyle><p:otherStyle>{}\
         </p:otherStyle></p:txStyles></p:sldMaster>",
        title_holder(&placed),
        colours(look),
        level(look, Role::Title, "+mj-lt"),
        level(look, Role::Body, "+mn-lt"),
        level(look, Role::Body, "+mn-lt"),
    );
    let links = [
        ("slideLayout", "../slideLayouts/slideLayout1.xml".to_owned()),
        ("theme", "../theme/theme1.xml".to_owned()),
    ];
    let name = "ppt/slideMasters/slideMaster1.xml";
    package.add(name, "presentationml.slideMaster", master, &links);
    let layout = format!(
        "{HEAD}<p:sldLayout {SPACES} type=\"titleOnly\" preserve=\"1\"><p:cSld name=\"Title only\">\
         <p:spTree>{TREE}{}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>\
         </p:sldLayout>",
        title_holder("<p:spPr/>")
    );
    let links = [("slideMaster", "../slideMasters/slideMaster1.xml".to_owned())];
    let name = "ppt/slideLayouts/slideLayout1.xml";
    package.add(name, "presentationml.slideLayout", layout, &links);
    notes_master(package);
}

fn title_holder(placed: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/>\
         </p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr>{placed}<p:txBody>\
         <a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\">\
         <a:normAutofit/></a:bodyPr><a:lstStyle/><a:p><a:r><a:rPr lang=\"en-GB\"/>\
         <a:t>Title</a:t></a:r></a:p></p:txBody></p:sp>"
    )
}

/// Text of a first level.
fn level(look: &Look, role: Role, font: &str) -> String {
    let size = look.type_size(role.size());
    let bold = u8::from(role == Role::Title);
    // The rows of a title as far apart as in the figure.
    let spacing = look.type_size(role.size() * 1.21);
    format!(
        "<a:lvl1pPr marL=\"0\" indent=\"0\" algn=\"l\"><a:lnSpc><a:spcPts val=\"{spacing}\"/>\
         </a:lnSpc><a:spcBef><a:spcPts val=\"0\"/></a:spcBef><a:buNone/>\
         <a:defRPr sz=\"{size}\" b=\"{bold}\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>\
         <a:latin typeface=\"{font}\"/></a:defRPr></a:lvl1pPr>"
    )
}

/// Every accent of the theme as itself.
fn accents() -> String {
    let named = (1..=6).map(|number| format!(" accent{number}=\"accent{number}\""));
    named.collect::<Vec<String>>().concat()
}

/// Which colours of the theme are background and text: a dark theme is light on dark.
fn colours(look: &Look) -> String {
    let (bg, tx) = if look.palette.is_dark { ("dk", "lt") } else { ("lt", "dk") };
    let accents = accents();
    format!(
        "<p:clrMap bg1=\"{bg}1\" tx1=\"{tx}1\" bg2=\"{bg}2\" tx2=\"{tx}2\"{accents} \
         hlink=\"hlink\" folHlink=\"folHlink\"/>"
    )
}

fn theme(look: &Look) -> String {
    let name = if look.palette.is_dark { "Sovereign Stack dark" } else { "Sovereign Stack" };
    let (bg, tx) = if look.palette.is_dark { ("dk", "lt") } else { ("lt", "dk") };
    let slots = look.slots();
    let of = |slot: &str| {
        let known = match slot.get(..2) {
            Some("hl" | "fo") => "accent1".to_owned(),
            Some(kind) if kind == bg => slot.replace(bg, "bg"),
            Some(kind) if kind == tx => slot.replace(tx, "tx"),
            _ => slot.to_owned(),
        };
        let found = slots.iter().find(|(slot, _)| *slot == known);
        let [r, g, b, _] = found.map_or([0; 4], |(_, color)| color.to_array());
        format!("<a:{slot}><a:srgbClr val=\"{r:02X}{g:02X}{b:02X}\"/></a:{slot}>")
    };
    let order = [
        "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5",
        "accent6", "hlink", "folHlink",
    ];
    let scheme: String = order.into_iter().map(of).collect();
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = |width: u32| format!("<a:ln w=\"{width}\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    let fills = fill.repeat(3);
    format!(
        "{HEAD}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         name=\"{name}\"><a:themeElements><a:clrScheme name=\"{name}\">{scheme}</a:clrScheme>\
         <a:fontScheme name=\"{name}\"><a:majorFont>{FONT}</a:majorFont><a:minorFont>{FONT}\
         </a:minorFont></a:fontScheme><a:fmtScheme name=\"{name}\"><a:fillStyleLst>{fills}\
         </a:fillStyleLst><a:lnStyleLst>{}{}{}</a:lnStyleLst><a:effectStyleLst>{effect}\
         </a:effectStyleLst><a:bgFillStyleLst>{fills}</a:bgFillStyleLst></a:fmtScheme>\
         </a:themeElements></a:theme>",
        line(6350),
        line(12_700),
        line(19_050)
    )
}

/// The master of the notes, printed on A4 or letter.
fn notes_master(package: &mut Package) {
    let holder = |id: u32, name: &str, kind: &str, (y, height): (u32, u32), body: &str| {
        format!(
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr>\
             <a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>\
             <a:xfrm><a:off x=\"685800\" y=\"{y}\"/><a:ext cx=\"5486400\" cy=\"{height}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>{body}</p:sp>"
        )
    };
    let text =
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang=\"en-GB\"/></a:p></p:txBody>";
    let picture = holder(2, "Slide", "type=\"sldImg\" idx=\"2\"", (1_143_000, 3_086_100), "");
    let kind = "type=\"body\" sz=\"quarter\" idx=\"3\"";
    let notes = holder(3, "Notes", kind, (4_400_550, 4_300_000), text);
    let accents = accents();
    let master = format!(
        "{HEAD}<p:notesMaster {SPACES}><p:cSld><p:bg><p:bgPr><a:solidFill>\
         <a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{TREE}\
         {picture}{notes}</p:spTree></p:cSld><p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" \
         tx2=\"dk2\"{accents} hlink=\"hlink\" folHlink=\"folHlink\"/><p:notesStyle><a:lvl1pPr>\
         <a:spcBef><a:spcPts val=\"300\"/></a:spcBef><a:defRPr sz=\"1100\"/></a:lvl1pPr>\
         </p:notesStyle></p:notesMaster>"
    );
    let links = [("theme", "../theme/theme2.xml".to_owned())];
    package.add("ppt/notesMasters/notesMaster1.xml", "presentationml.notesMaster", master, &links);
}
