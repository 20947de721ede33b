//! A chart as the XML of one that office programs draw.

use egui::{Color32, Rect, Stroke};

use super::axis;
use super::frame::Frame;
use super::look::Look;
use super::sheet;
use crate::export::xml::{HEAD, escape, escape_lines};
use crate::model::native::{Colour, Form, Native, Point, Series, format_of};
use crate::style::Role;

/// Diameter of a dot, and width of a line and of a stem, in points.
const DOT: (f32, f32) = (14.0, 9.0);
const LINE: f32 = 2.5;
const STEM: f32 = 3.0;
/// The place of the label of a dot.
const RIGHT_OF_DOT: &str = "right of a dot";

/// The chart of this frame.
pub fn document(frame: &Frame, look: &Look) -> String {
    let body = match frame.chart.form {
        Form::Bars | Form::Stacked => bars(frame, look),
        Form::Dots { has_stem } => dots(frame, has_stem, look),
        Form::Lines => lines(frame, look),
        Form::Steps => steps(frame, look),
    };
    // An unbroken run is a series, whose days have rows of other series between them.
    let blanks = if frame.chart.form == Form::Lines { "span" } else { "gap" };
    let role = Role::Caption;
    let letters = look.letters("defRPr", (role.size(), false), look.palette.muted);
    format!(
        "{HEAD}<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <c:date1904 val=\"0\"/><c:roundedCorners val=\"0\"/><c:chart>\
         <c:autoTitleDeleted val=\"1\"/><c:plotArea>{}{body}<c:spPr><a:noFill/></c:spPr>\
         </c:plotArea><c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"{blanks}\"/></c:chart>\
         <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p>\
         <a:pPr>{letters}</a:pPr><a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr>\
         <c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
        layout(frame.plot, frame.rect)
    )
}

/// Where in its frame the values are drawn.
fn layout(plot: Rect, frame: Rect) -> String {
    let share = |part: f32, whole: f32| f64::from((part / whole.max(1.0)).clamp(0.0, 1.0));
    let x = share(plot.left() - frame.left(), frame.width());
    let y = share(plot.top() - frame.top(), frame.height());
    let (width, height) =
        (share(plot.width(), frame.width()), share(plot.height(), frame.height()));
    format!(
        "<c:layout><c:manualLayout><c:layoutTarget val=\"inner\"/><c:xMode val=\"edge\"/>\
         <c:yMode val=\"edge\"/><c:x val=\"{x:.5}\"/><c:y val=\"{y:.5}\"/><c:w val=\"{width:.5}\"/>\
         <c:h val=\"{height:.5}\"/></c:manualLayout></c:layout>"
    )
}

fn bars(frame: &Frame, look: &Look) -> String {
    let chart = &frame.chart;
    let is_stacked = chart.form == Form::Stacked;
    let (grouping, label) =
        if is_stacked { ("percentStacked", "inBase") } else { ("clustered", "outEnd") };
    let series = each(chart, |index, series| {
        let points = points_of(series, |_, point| {
            let colour = point.colour?;
            Some(format!(
                "<c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/>{}",
                bar(colour, is_stacked, look)
            ))
        });
        let text = |point: &Point| match (is_stacked, point.colour.unwrap_or(series.colour)) {
            (true, colour) => look.palette.of(colour).1,
            (false, _) => look.palette.ink,
        };
        format!(
            "{}<c:invertIfNegative val=\"0\"/>{points}{}{}{}",
            bar(series.colour, is_stacked, look),
            labels(series, (label, &text), look),
            names(chart),
            numbers("val", index, chart.rows.len(), values(series))
        )
    });
    let gap = ((1.0 / frame.thickness - 1.0) * 100.0).clamp(0.0, 500.0).round();
    format!(
        "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"{grouping}\"/>\
         <c:varyColors val=\"0\"/>{series}<c:gapWidth val=\"{gap}\"/><c:overlap val=\"100\"/>\
         <c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>{}{}",
        axis::names(frame, look),
        axis::level_values(frame, look)
    )
}

/// Fill and edge of a bar. Parts of one bar are kept apart by a line of the background.
fn bar(colour: Colour, is_stacked: bool, look: &Look) -> String {
    let p = look.palette;
    let edge = match colour {
        Colour::Others => look.line(Stroke::new(1.0, p.comparator), ""),
        Colour::Open if !is_stacked => look.line(Stroke::new(1.0, p.comparator), ""),
        _ if is_stacked => look.line(Stroke::new(1.0, p.canvas), ""),
        _ => look.line(Stroke::NONE, ""),
    };
    format!("<c:spPr>{}{edge}</c:spPr>", look.role_fill(colour))
}

fn dots(frame: &Frame, has_stem: bool, look: &Look) -> String {
    let chart = &frame.chart;
    let rows = chart.rows.len();
    let place = chart.series.len() + 1;
    let series = each(chart, |index, series| {
        let points = points_of(series, |_, point| {
            Some(format!("{}<c:bubble3D val=\"0\"/>", marker(point.colour?, DOT.0, look)))
        });
        let stems = if has_stem { stems(series, look) } else { String::new() };
        format!(
            "<c:spPr><a:ln w=\"19050\"><a:noFill/></a:ln></c:spPr>{}{points}{}{stems}{}{}\
             <c:smooth val=\"0\"/>",
            marker(series.colour, DOT.0, look),
            labels(series, (RIGHT_OF_DOT, &|_| look.palette.ink), look),
            numbers("xVal", index, rows, values(series)),
            numbers("yVal", place, rows, (0..rows).map(|row| Some(sheet::position(row))))
        )
    });
    format!(
        "<c:scatterChart><c:scatterStyle val=\"lineMarker\"/><c:varyColors val=\"0\"/>{series}\
         <c:axId val=\"1\"/><c:axId val=\"2\"/></c:scatterChart>{}{}",
        axis::level_values(frame, look),
        axis::positions(frame)
    )
}

/// Stems from the beginning of the axis, as bars of error of all of the number, which the axis cuts
/// off: they follow the number when that is changed. One colour for all of a series.
fn stems(series: &Series, look: &Look) -> String {
    let colour = look.palette.of(series.colour).0;
    format!(
        "<c:errBars><c:errDir val=\"x\"/><c:errBarType val=\"minus\"/>\
         <c:errValType val=\"percentage\"/><c:noEndCap val=\"1\"/><c:val val=\"100\"/>\
         <c:spPr>{}</c:spPr></c:errBars>",
        look.line(Stroke::new(STEM, colour), "")
    )
}

fn lines(frame: &Frame, look: &Look) -> String {
    let chart = &frame.chart;
    let series = each(chart, |index, series| {
        let color = look.palette.of(series.colour).0;
        format!(
            "<c:spPr>{}</c:spPr>{}{}{}<c:smooth val=\"0\"/>",
            look.line(Stroke::new(LINE, color), ""),
            marker(series.colour, DOT.1, look),
            numbers("xVal", 0, chart.rows.len(), days(chart)),
            numbers("yVal", index, chart.rows.len(), values(series))
        )
    });
    over_days(frame, &series, look)
}

/// Series over days, between their axes.
fn over_days(frame: &Frame, series: &str, look: &Look) -> String {
    format!(
        "<c:scatterChart><c:scatterStyle val=\"lineMarker\"/><c:varyColors val=\"0\"/>{series}\
         <c:axId val=\"1\"/><c:axId val=\"2\"/></c:scatterChart>{}{}",
        axis::days(frame, look),
        axis::upright_values(frame, ("2", "1", "midCat"), look)
    )
}

fn steps(frame: &Frame, look: &Look) -> String {
    let chart = &frame.chart;
    let series = each(chart, |index, series| {
        let color = look.palette.of(series.colour).0;
        // The first series is the line, the second its dots.
        let (line, marker) = if index == 1 {
            let line = look.line(Stroke::new(2.0, color), "");
            (line, "<c:marker><c:symbol val=\"none\"/></c:marker>".to_owned())
        } else {
            (look.line(Stroke::NONE, ""), marker(series.colour, DOT.1, look))
        };
        format!(
            "<c:spPr>{line}</c:spPr>{marker}{}{}{}<c:smooth val=\"0\"/>",
            labels(series, ("l", &|_| look.palette.ink), look),
            numbers("xVal", 0, chart.rows.len(), days(chart)),
            numbers("yVal", index, chart.rows.len(), values(series))
        )
    });
    over_days(frame, &series, look)
}

/// Each series with its number, place and name.
fn each(chart: &Native, mut body: impl FnMut(usize, &Series) -> String) -> String {
    let series = chart.series.iter().enumerate().map(|(index, series)| {
        let (formula, name) = (sheet::heading(index + 1), escape(&series.name));
        format!(
            "<c:ser><c:idx val=\"{index}\"/><c:order val=\"{index}\"/><c:tx><c:strRef>\
             <c:f>{formula}</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{name}</c:v>\
             </c:pt></c:strCache></c:strRef></c:tx>{}</c:ser>",
            body(index + 1, series)
        )
    });
    series.collect()
}

/// What is said of single points.
fn points_of(series: &Series, say: impl Fn(usize, &Point) -> Option<String>) -> String {
    let points = series.points.iter().enumerate().filter_map(|(index, point)| {
        let said = say(index, point.as_ref()?)?;
        Some(format!("<c:dPt><c:idx val=\"{index}\"/>{said}</c:dPt>"))
    });
    points.collect()
}

fn marker(colour: Colour, size: f32, look: &Look) -> String {
    let size = (size * look.zoom).round().clamp(2.0, 72.0);
    format!(
        "<c:marker><c:symbol val=\"circle\"/><c:size val=\"{size}\"/><c:spPr>{}\
         <a:ln><a:noFill/></a:ln></c:spPr></c:marker>",
        look.role_fill(colour)
    )
}

/// The labels of a series. Each is its number in a format that writes the label, so that it follows
/// the number when that is changed; only what is no such number is written as words.
fn labels(
    series: &Series,
    (place, color): (&str, &dyn Fn(&Point) -> Color32),
    look: &Look,
) -> String {
    let flags = |is_shown: bool| {
        let shown = u8::from(is_shown);
        format!(
            "<c:showLegendKey val=\"0\"/><c:showVal val=\"{shown}\"/><c:showCatName val=\"0\"/>\
             <c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>"
        )
    };
    let label = |(index, point): (usize, &Option<Point>)| {
        let point = point.as_ref()?;
        let label = point.labels.first().filter(|label| !label.is_empty());
        let Some(label) = label else {
            return Some(format!("<c:dLbl><c:idx val=\"{index}\"/><c:delete val=\"1\"/></c:dLbl>"));
        };
        let size = (Role::Strong.size(), true);
        let letters = look.letters("defRPr", size, color(point));
        // The number of a dot is its place from above, not what it stands for.
        let is_dot = place == RIGHT_OF_DOT;
        let text = match format_of(point.value, label).filter(|_| !is_dot) {
            Some(format) => {
                format!("<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/>", escape(&format))
            }
            None => format!(
                "<c:tx><c:rich><a:bodyPr wrap=\"none\"/><a:lstStyle/><a:p><a:r>{}<a:t>{}</a:t></a:r></a:p></c:rich>\
                 </c:tx>",
                look.letters("rPr", size, color(point)),
                escape(label)
            ),
        };
        Some(format!(
            "<c:dLbl><c:idx val=\"{index}\"/>{text}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>\
             <c:txPr><a:bodyPr wrap=\"none\"/><a:lstStyle/><a:p><a:pPr>{letters}</a:pPr>\
             <a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr><c:dLblPos val=\"{}\"/>{}</c:dLbl>",
            if is_dot { "r" } else { place },
            flags(true)
        ))
    };
    let single: String = series.points.iter().enumerate().filter_map(label).collect();
    format!("<c:dLbls>{single}{}</c:dLbls>", flags(false))
}

fn values(series: &Series) -> impl Iterator<Item = Option<f64>> {
    series.points.iter().map(|point| point.as_ref().map(|point| point.value))
}

fn days(chart: &Native) -> impl Iterator<Item = Option<f64>> {
    chart.rows.iter().map(|row| row.day.map(sheet::serial))
}

/// The names of the rows.
fn names(chart: &Native) -> String {
    let count = chart.rows.len();
    let points: Vec<String> = chart
        .rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let label = escape_lines(&row.label());
            format!("<c:pt idx=\"{index}\"><c:v>{label}</c:v></c:pt>")
        })
        .collect();
    let points = points.concat();
    format!(
        "<c:cat><c:strRef><c:f>{}</c:f><c:strCache><c:ptCount val=\"{count}\"/>{points}\
         </c:strCache></c:strRef></c:cat>",
        sheet::column(0, count)
    )
}

/// The numbers of a column of the sheet; an absent one has no cell.
fn numbers(
    tag: &str,
    column: usize,
    count: usize,
    values: impl Iterator<Item = Option<f64>>,
) -> String {
    let points: Vec<String> = values
        .enumerate()
        .filter_map(|(index, value)| Some((index, value?)))
        .map(|(index, value)| format!("<c:pt idx=\"{index}\"><c:v>{value}</c:v></c:pt>"))
        .collect();
    let points = points.concat();
    format!(
        "<c:{tag}><c:numRef><c:f>{}</c:f><c:numCache><c:formatCode>General</c:formatCode>\
         <c:ptCount val=\"{count}\"/>{points}</c:numCache></c:numRef></c:{tag}>",
        sheet::column(column, count)
    )
}
