//! The axes of a chart, where the drawing has them.

use egui::{Color32, Stroke};

use super::frame::Frame;
use super::look::Look;
use super::sheet::serial;
use crate::export::xml::escape;
use crate::model::native::{Form, Native, format_of_ticks};
use crate::style::Role;

/// Days between two dates on an axis of time from which on the day itself is not named.
const MONTHS: f64 = 56.0;
/// Values that are named at the most.
const TICKS: usize = 6;
/// Dates on an axis of time.
const DATES: f64 = 5.0;

/// The names beside bars, the first on top.
pub fn names(frame: &Frame, look: &Look) -> String {
    let letters = letters((Role::Label, false), look.palette.ink, look);
    format!(
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling>\
         <c:delete val=\"{}\"/><c:axPos val=\"l\"/><c:numFmt formatCode=\"General\" \
         sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>\
         <c:tickLblPos val=\"low\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{letters}\
         <c:crossAx val=\"2\"/><c:crosses val=\"min\"/><c:auto val=\"0\"/>\
         <c:lblAlgn val=\"l\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>",
        u8::from(!frame.has_names)
    )
}

/// The values below level bars or dots.
pub fn level_values(frame: &Frame, look: &Look) -> String {
    let chart = &frame.chart;
    // A whole of 100 % is counted in parts of one.
    let (from, to) = match chart.form {
        Form::Stacked => (0.0, 1.0),
        _ => (chart.scale.from, chart.scale.to),
    };
    let format = match chart.form {
        Form::Stacked => "0%".to_owned(),
        _ => format_of_ticks(&chart.ticks),
    };
    let (id, other) = if matches!(chart.form, Form::Dots { .. }) { (1, 2) } else { (2, 1) };
    let is_plain = chart.form == Form::Stacked || chart.ticks.is_empty();
    let grid = if is_plain { String::new() } else { grid(look) };
    let step = match (chart.scale.is_log, chart.ticks.as_slice()) {
        (false, [(a, _), (b, _), ..]) => {
            let step = if chart.form == Form::Stacked { (b - a) / 100.0 } else { b - a };
            format!("<c:majorUnit val=\"{step}\"/>")
        }
        _ => String::new(),
    };
    format!(
        "<c:valAx><c:axId val=\"{id}\"/><c:scaling>{}<c:orientation val=\"minMax\"/>\
         <c:max val=\"{to}\"/><c:min val=\"{from}\"/></c:scaling><c:delete val=\"{}\"/>\
         <c:axPos val=\"b\"/>{grid}<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/>{}{}\
         <c:crossAx val=\"{other}\"/><c:crosses val=\"max\"/><c:crossBetween val=\"{}\"/>{step}\
         </c:valAx>",
        if chart.scale.is_log { "<c:logBase val=\"10\"/>" } else { "" },
        u8::from(chart.ticks.is_empty()),
        escape(&format),
        marks("nextTo"),
        letters((Role::Caption, false), look.palette.faint, look),
        if id == 1 { "midCat" } else { "between" },
    )
}

/// The rows of dots, which are not drawn: the first on top.
pub fn positions(frame: &Frame) -> String {
    let last = frame.chart.rows.len() as f64 + 0.5;
    format!(
        "<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"maxMin\"/>\
         <c:max val=\"{last}\"/><c:min val=\"0.5\"/></c:scaling><c:delete val=\"1\"/>\
         <c:axPos val=\"l\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>{}\
         <c:crossAx val=\"1\"/><c:crosses val=\"min\"/><c:crossBetween val=\"midCat\"/></c:valAx>",
        marks("none")
    )
}

/// The values left of lines. `ids` are its own and the other axis, and how it is crossed.
pub fn upright_values(frame: &Frame, ids: (&str, &str, &str), look: &Look) -> String {
    let chart = &frame.chart;
    let step = step_in_sight(chart)
        .map_or_else(String::new, |step| format!("<c:majorUnit val=\"{step}\"/>"));
    format!(
        "<c:valAx><c:axId val=\"{}\"/><c:scaling><c:orientation val=\"minMax\"/>\
         <c:max val=\"{}\"/><c:min val=\"{}\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"l\"/>{}<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/>{}{}\
         <c:crossAx val=\"{}\"/><c:crosses val=\"min\"/><c:crossBetween val=\"{}\"/>{step}</c:valAx>",
        ids.0,
        chart.scale.to,
        chart.scale.from,
        grid(look),
        escape(&with_decimals(format_of_ticks(&chart.ticks), step_in_sight(chart))),
        marks("low"),
        letters((Role::Caption, false), look.palette.faint, look),
        ids.1,
        ids.2
    )
}

/// Days below points.
pub fn days(frame: &Frame, look: &Look) -> String {
    let (from, to, step, format) = time(frame);
    format!(
        "<c:valAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"minMax\"/>\
         <c:max val=\"{to}\"/><c:min val=\"{from}\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"b\"/>{}<c:numFmt formatCode=\"{format}\" sourceLinked=\"0\"/>{}{}\
         <c:crossAx val=\"2\"/><c:crosses val=\"min\"/><c:crossBetween val=\"midCat\"/>\
         <c:majorUnit val=\"{step}\"/></c:valAx>",
        grid(look),
        marks("low"),
        letters((Role::Caption, false), look.palette.faint, look)
    )
}

/// First and last day, days between two that are named, and how they are.
fn time(frame: &Frame) -> (f64, f64, f64, &'static str) {
    let (from, to) = frame.chart.days.unwrap_or((0.0, 1.0));
    let (from, to) = (serial(from.floor()), serial(to.ceil()));
    let step = whole_months(((to - from) / DATES).ceil().max(1.0));
    (from, to, step, if step >= MONTHS { "mmm yyyy" } else { "d mmm yyyy" })
}

fn grid(look: &Look) -> String {
    let line = look.line(Stroke::new(1.0, look.palette.hairline), "");
    format!("<c:majorGridlines><c:spPr>{line}</c:spPr></c:majorGridlines>")
}

/// No tick marks and no line; labels at this place.
fn marks(place: &str) -> String {
    format!(
        "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>\
         <c:tickLblPos val=\"{place}\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
    )
}

fn letters((role, is_bold): (Role, bool), color: Color32, look: &Look) -> String {
    let letters = look.letters("defRPr", (role.size(), is_bold), color);
    format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{letters}</a:pPr>\
         <a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr>"
    )
}

/// The longest that so many months can be, in days: of dates that far apart no two are in one month.
const EVEN_MONTHS: [f64; 6] = [31.0, 62.0, 92.0, 123.0, 184.0, 366.0];

/// The same in whole months or years, where it is about as long.
fn whole_months(days: f64) -> f64 {
    if days < MONTHS / 2.0 {
        return days;
    }
    let even = EVEN_MONTHS.into_iter().find(|even| *even >= days);
    even.unwrap_or_else(|| (days / 366.0).ceil() * 366.0)
}

/// A format of whole numbers with as many decimals as a step needs.
fn with_decimals(format: String, step: Option<f64>) -> String {
    let decimals = match step {
        Some(step) if step < 0.1 => ".00",
        Some(step) if step < 1.0 => ".0",
        _ => return format,
    };
    match format.rfind('0') {
        Some(last) if !format.contains('.') => {
            let (before, after) = format.split_at(last + 1);
            format!("{before}{decimals}{after}")
        }
        _ => format,
    }
}

/// Values between two that are named, where only a part of the axis is in sight: as many as are drawn.
fn step_in_sight(chart: &Native) -> Option<f64> {
    let (from, to) = (chart.scale.from, chart.scale.to);
    let is_whole = chart.ticks.iter().all(|(tick, _)| (from..=to).contains(tick));
    let ticks = if is_whole {
        chart.ticks.iter().map(|(tick, _)| *tick).collect()
    } else {
        chart.scale.ticks(TICKS)
    };
    match ticks.as_slice() {
        [a, b, ..] => Some(b - a),
        _ => None,
    }
}
