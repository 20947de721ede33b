//! What the talent figure shows: which events and head-counts, and the words round them.

use super::chart_moves::{self, Moves};
use super::chart_teams::{self, HeadCounts};
use super::chart_timeline::{self, Timeline};
use super::chart_title;
use super::data::{Event, Kind, Talent};
use crate::model::calendar::{Period, present};
use crate::model::figure::not_drawn;
use crate::model::number::counted;
use crate::model::{Choice, Counts, Figure, Mark, Setting};

/// The most periods that the zoom offers.
const MOST_PERIODS: usize = 12;
/// The filter's word for events whose kind no cell gives.
pub const KIND_NOT_STATED: &str = "not stated";

/// Ways to look at the events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ViewOf {
    /// When what happened.
    #[default]
    Timeline,
    /// Who went from where to where.
    Moves,
}

impl Choice for ViewOf {
    const ALL: &'static [Self] = &[Self::Timeline, Self::Moves];

    fn key(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Moves => "moves",
        }
    }
}

/// What the lanes of the timeline stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LanesBy {
    #[default]
    Organisation,
    Kind,
}

impl Choice for LanesBy {
    const ALL: &'static [Self] = &[Self::Organisation, Self::Kind];

    fn key(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Kind => "kind",
        }
    }

    fn label(self) -> String {
        format!("By {}", self.key())
    }
}

/// What the user chose.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub view: ViewOf,
    pub lanes: LanesBy,
    /// Only events of this kind.
    pub kind: Option<String>,
    /// Only dates that touch the period with this key.
    pub range: Option<String>,
    /// Only dates that touch this part of that period.
    pub part: Option<String>,
}

/// Kinds that are drawn alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    Departure,
    /// Hires and reorganisations.
    Arrival,
    /// Access and releases.
    Product,
    /// The kind is not stated.
    Unstated,
}

impl From<Option<Kind>> for Family {
    fn from(kind: Option<Kind>) -> Self {
        match kind {
            Some(Kind::Departure) => Self::Departure,
            Some(Kind::Hire | Kind::Reorganisation) => Self::Arrival,
            Some(Kind::Access | Kind::Release) => Self::Product,
            None => Self::Unstated,
        }
    }
}

/// What to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    pub events: Events,
    /// `None` where the data states none.
    pub teams: Option<HeadCounts>,
}

/// The upper part of the figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Events {
    Timeline(Timeline),
    Moves(Moves),
    /// Nothing to draw, and why.
    Empty(&'static str),
    /// The data has head-counts and no events.
    HeadCountsOnly,
}

/// Chooses what to show.
pub fn build(talent: &Talent, options: &Options) -> Figure<Chart> {
    let period = period(talent, options);
    let all = &talent.events.items;
    let mut shown: Vec<&Event> = all
        .iter()
        .filter(|event| is_of_kind(event, options.kind.as_deref()))
        .filter(|event| period.is_none_or(|period| touches(event, period)))
        .collect();
    let of_both_views = shown.len();
    if options.view == ViewOf::Moves {
        shown.retain(|event| chart_moves::is_move(event));
    }
    let unmoved = of_both_views - shown.len();
    let counts = Counts {
        // Events that this view does not list count as shown: the subtitle counts them in words.
        shown: of_both_views + talent.teams.items.len(),
        filtered: all.len() - of_both_views,
        rejected: 0,
    };
    let mut marks: Vec<Mark> = Vec::new();
    let events = if all.is_empty() && !talent.teams.items.is_empty() {
        Events::HeadCountsOnly
    } else if shown.is_empty() {
        Events::Empty(why_empty(all.len(), of_both_views, options))
    } else if options.view == ViewOf::Moves {
        Events::Moves(chart_moves::build(&shown, unmoved, &mut marks))
    } else {
        Events::Timeline(chart_timeline::build(&shown, (options.lanes, period), &mut marks))
    };
    let teams = chart_teams::build(&talent.teams.items, &mut marks);
    let title = if events == Events::HeadCountsOnly {
        chart_teams::title(&talent.teams.items)
    } else {
        chart_title::title(&shown)
    };
    let subtitle = subtitle(&events, options, (period, &shown, unmoved));
    Figure { title, subtitle, marks: marks.into(), counts, chart: Chart { events, teams } }
}

fn why_empty(read: usize, left: usize, options: &Options) -> &'static str {
    if read == 0 {
        "The data has no talent table. Open one with a column for the date and one for the title."
    } else if left == 0 && (options.kind.is_some() || options.range.is_some()) {
        "No event is left: choose “All kinds” and “All dates”."
    } else {
        "No event that is left tells who went where: choose “Timeline”."
    }
}

fn is_of_kind(event: &Event, kind: Option<&str>) -> bool {
    kind.is_none_or(|kind| kind_word(event.kind).eq_ignore_ascii_case(kind))
}

/// The kind's word, or the words for its absence.
pub fn kind_word(kind: Option<Kind>) -> &'static str {
    kind.map_or(KIND_NOT_STATED, Choice::key)
}

/// What has no date cannot be told to lie outside a period, so it stays.
fn touches(event: &Event, period: Period) -> bool {
    event.said.date().is_none_or(|date| date.first <= period.last && date.last >= period.first)
}

/// The periods that the zoom offers, and the parts of the one chosen.
fn periods(talent: &Talent, options: &Options) -> [Vec<Period>; 2] {
    let dates = || talent.events.items.iter().filter_map(|event| event.said.date());
    let whole = present(dates(), MOST_PERIODS);
    let Some(chosen) = with_key(&whole, options.range.as_ref()) else { return [whole, Vec::new()] };
    let inner = dates().filter(|date| chosen.first <= date.first && date.last <= chosen.last);
    let parts = present(inner, MOST_PERIODS);
    [whole, if parts.len() > 1 { parts } else { Vec::new() }]
}

fn with_key(periods: &[Period], key: Option<&String>) -> Option<Period> {
    periods.iter().copied().find(|period| key.is_some_and(|key| period.key() == *key))
}

/// The period that is zoomed to.
fn period(talent: &Talent, options: &Options) -> Option<Period> {
    options.range.as_ref()?;
    let [whole, parts] = periods(talent, options);
    with_key(&parts, options.part.as_ref()).or_else(|| with_key(&whole, options.range.as_ref()))
}

/// `Mar 2026 only`, and how many events without a date stay beside those.
fn only(period: Period, shown: &[&Event]) -> String {
    let undated = shown.iter().filter(|event| event.said.date().is_none()).count();
    match undated {
        0 => format!("{} only", period.text()),
        some => format!("{} only, and {} without a date", period.text(), counted(some, "event")),
    }
}

fn subtitle(
    events: &Events,
    options: &Options,
    (period, shown, unmoved): (Option<Period>, &[&Event], usize),
) -> String {
    let mut parts = Vec::new();
    match events {
        Events::Timeline(timeline) => match timeline.reading() {
            Some(reading) => {
                parts.push(reading);
                parts.push(format!("lanes by {}", options.lanes.key()));
            }
            None => parts.push("No event is dated, so none stands on an axis".to_owned()),
        },
        Events::Moves(moves) => {
            parts.push("Who went from where to where".to_owned());
            if moves.unmoved > 0 {
                let others = counted(moves.unmoved, "other event");
                let verb = if moves.unmoved == 1 { "is no move" } else { "are no moves" };
                parts.push(format!("{others} {verb}, so not listed"));
            }
        }
        Events::Empty(_) => return not_drawn(&[(unmoved, "event")]).unwrap_or_default(),
        Events::HeadCountsOnly => parts.push("People in each team, as stated".to_owned()),
    }
    parts.extend(options.kind.as_ref().map(|kind| match kind.as_str() {
        KIND_NOT_STATED => "kind not stated".to_owned(),
        kind => format!("kind: {kind}"),
    }));
    parts.extend(period.map(|period| only(period, shown)));
    parts.join(" · ")
}

/// What can be chosen, and what is.
pub fn settings(talent: &Talent, options: &Options) -> Vec<Setting> {
    let events = &talent.events.items;
    let kinds = Kind::ALL
        .iter()
        .map(|kind| Some(*kind))
        .chain([None])
        .filter(|kind| events.iter().any(|event| event.kind == *kind))
        .map(|kind| kind_word(kind).to_owned());
    let dates = |key, label, all: &str, (periods, current): (&[Period], &Option<String>)| {
        let mut choices = vec![("all".to_owned(), all.to_owned())];
        choices.extend(periods.iter().map(|period| (period.key(), period.text())));
        let current = with_key(periods, current.as_ref());
        let current = current.map_or_else(|| "all".to_owned(), Period::key);
        Setting::over(key, label, choices, current)
    };
    let [whole, parts] = periods(talent, options);
    let mut settings = vec![Setting::of("view", "View", options.view)];
    settings.push(Setting::of("lanes", "Lanes", options.lanes));
    settings.push(Setting::filter("kind", "Kind", "All kinds", kinds, options.kind.as_deref()));
    settings.push(dates("range", "Dates", "All dates", (&whole, &options.range)));
    if let Some(chosen) = with_key(&whole, options.range.as_ref()).filter(|_| !parts.is_empty()) {
        let all = format!("All of {}", chosen.text());
        settings.push(dates("part", "Part of these dates", &all, (&parts, &options.part)));
    }
    settings
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::chart_timeline::Content;
    use super::super::data::{Post, State, Team};
    use super::*;
    use crate::load::table::Records;
    use crate::model::statement::Value;
    use crate::model::{Basis, DateRange, Known, Qualifier, Quantity, Said, Statement, Unit};

    /// An event from `date, title, kind, organisation`.
    fn event((date, title, kind, organisation): (&str, &str, &str, &str)) -> Event {
        Event {
            said: said(&title.replace(' ', "_"), title, date),
            kind: Kind::from_key(kind),
            is_of_person: false,
            post: Arc::new(Post { role: Arc::default(), organisation: organisation.into() }),
            way: Arc::default(),
            state: State::Happened,
        }
    }

    fn said(record: &str, title: &str, date: &str) -> Said {
        let words = Value::Words(title.into());
        let said = Statement::sample(record, ("", "event"), words);
        Said::new(said.dated(DateRange::parse(date).into()))
    }

    fn talent(events: &[(&str, &str, &str, &str)]) -> Talent {
        let items = events.iter().copied().map(event).collect();
        Talent { events: Records { items, rejected: 0 }, teams: Records::default() }
    }

    const QWEN: [(&str, &str, &str, &str); 7] = [
        ("early Feb 2026", "Yu Bowen leaves", "departure", "Alibaba (Qwen)"),
        ("early Feb 2026", "Hui Binyuan leaves", "departure", "Alibaba (Qwen)"),
        ("late Feb 2026", "Early access to V4", "access", "DeepSeek"),
        ("early Mar 2026", "Lin Junyang resigns", "departure", "Alibaba (Qwen)"),
        ("2026-03-05", "Eddie Wu forms the task force", "reorganisation", "Alibaba (Qwen)"),
        ("2026-03-05", "Zhou Hao joins", "hire", "Alibaba (Qwen)"),
        ("", "Wu Zeming joins the task force", "reorganisation", "Alibaba (Qwen)"),
    ];

    fn title(events: &[(&str, &str, &str, &str)]) -> String {
        build(&talent(events), &Options::default()).title
    }

    #[test]
    fn the_title_tells_who_left_how_fast_and_what_changed() {
        assert_eq!(
            title(&QWEN),
            "Three departures from Alibaba (Qwen) within about five weeks; Eddie Wu forms the task \
             force on 5 Mar 2026"
        );
        let mixed = [
            ("2026-03-01", "a", "departure", "A"),
            ("2026-03-04", "b", "departure", "A"),
            ("", "c", "departure", "B"),
        ];
        assert_eq!(
            title(&mixed),
            "Three departures, two of them from A, within four days, one not dated"
        );
        let tied = [("", "a", "departure", "A"), ("", "b", "departure", "B")];
        assert_eq!(title(&tied), "Two departures from two organisations, none of them dated");
        let leading = [tied[0], tied[1], ("", "c", "departure", "B")];
        assert_eq!(title(&leading), "Three departures, two of them from B, none of them dated");
        assert_eq!(title(&mixed[..1]), "One departure from A on 1 Mar 2026");
    }

    #[test]
    fn the_title_reads_well_without_departures() {
        assert_eq!(title(&[]), "No event to show");
        assert_eq!(title(&[("2026-Q1", "V4 is out", "release", "")]), "V4 is out in Q1 2026");
        assert_eq!(title(&[("", "V4 is out.", "", "")]), "V4 is out, not dated");
        let events = [("2011", "a", "hire", ""), ("2025-03-01", "b", "", ""), ("", "c", "", "")];
        assert_eq!(title(&events), "Three events between 2011 and 2025, one not dated");
        let releases = [("2026-02", "a", "release", ""), ("2026-03-01", "b", "release", "")];
        assert_eq!(title(&releases), "Two releases between Feb and Mar 2026");
    }

    #[test]
    fn every_row_read_is_shown_or_filtered() {
        let talent = talent(&QWEN);
        for (view, kind, range, shown) in [
            (ViewOf::Timeline, None, None, 7),
            (ViewOf::Timeline, Some("departure"), None, 3),
            (ViewOf::Timeline, None, Some("2026-02"), 4),
            (ViewOf::Timeline, None, Some("1999"), 7),
            (ViewOf::Timeline, Some("release"), None, 0),
            (ViewOf::Moves, None, None, 7),
        ] {
            let (kind, range) = (kind.map(str::to_owned), range.map(str::to_owned));
            let options = Options { view, kind, range, ..Options::default() };
            let figure = build(&talent, &options);
            assert_eq!(figure.counts, Counts { shown, filtered: 7 - shown, rejected: 0 });
            let records: usize = figure.marks.iter().map(|mark| mark.statements().len()).sum();
            let in_words = if view == ViewOf::Moves { 3 } else { 0 };
            assert_eq!(records + in_words, shown, "{options:?}");
        }
        let kind = Some("access".to_owned());
        let options = Options { view: ViewOf::Moves, kind, ..Options::default() };
        let figure = build(&talent, &options);
        assert_eq!(figure.counts, Counts { shown: 1, filtered: 6, rejected: 0 });
        assert_eq!(figure.subtitle, "1 event not drawn in this view");
    }

    #[test]
    fn an_event_without_a_date_is_named_and_never_placed() {
        let figure = build(&talent(&QWEN), &Options::default());
        let Events::Timeline(timeline) = &figure.chart.events else { panic!("a timeline") };
        let placed: usize =
            timeline.lanes.iter().map(super::super::chart_timeline::Lane::events).sum();
        assert_eq!((placed, timeline.undated.len()), (6, 1));
        let mark = figure.mark("Wu_Zeming_joins_the_task_force").map(|mark| mark.value.as_str());
        assert_eq!(mark, Some("reorganisation · not dated"));
        let undated = build(&talent(&QWEN[6..]), &Options::default());
        let Events::Timeline(timeline) = &undated.chart.events else { panic!("a timeline") };
        assert_eq!(timeline.span, None);
    }

    #[test]
    fn lanes_follow_the_organisations_or_the_kinds() {
        let names = |lanes| -> Vec<String> {
            let figure = build(&talent(&QWEN), &Options { lanes, ..Options::default() });
            let Events::Timeline(timeline) = figure.chart.events else { panic!("a timeline") };
            timeline.lanes.into_iter().map(|lane| lane.name).collect()
        };
        assert_eq!(names(LanesBy::Organisation), ["Alibaba (Qwen)", "DeepSeek"]);
        assert_eq!(names(LanesBy::Kind), ["Departure", "Hire", "Reorganisation", "Access"]);
    }

    #[test]
    fn a_crowd_is_counted_and_keeps_every_record() {
        let mut crowd = talent(&[]);
        crowd.events.items = (0..20_000)
            .map(|index| {
                let date = format!("{}-0{}-1{}", 2011 + index % 14, 1 + index % 9, index % 10);
                let organisation = format!("Organisation {}", index % 900);
                let of = event((&date, "x", "hire", &organisation));
                Event { said: said(&index.to_string(), "x", &date), ..of }
            })
            .collect();
        let figure = build(&crowd, &Options::default());
        assert!(figure.marks.len() <= 2000, "{} marks", figure.marks.len());
        let records: usize = figure.marks.iter().map(|mark| mark.statements().len()).sum();
        assert_eq!((records, figure.counts.shown), (20_000, 20_000));
        let keys: std::collections::BTreeSet<&str> =
            figure.marks.iter().map(|mark| mark.key.as_str()).collect();
        assert_eq!(keys.len(), figure.marks.len(), "keys are unique");
        let counted = figure.marks.iter().find(|mark| mark.statements().len() > 1);
        assert_eq!(counted.map(Mark::basis), Some(Basis::Derived));
        let Events::Timeline(timeline) = &figure.chart.events else { panic!("a timeline") };
        assert!(timeline.lanes.iter().all(|lane| matches!(lane.content, Content::Columns(_))));
        assert_eq!(timeline.lanes.len(), 24);
    }

    #[test]
    fn the_zoom_goes_two_steps_down() {
        let months: Vec<String> = (0..24)
            .map(|month| format!("{}-{:02}-05", 2024 + month / 12, 1 + month % 12))
            .collect();
        let events: Vec<(&str, &str, &str, &str)> =
            months.iter().map(|date| (date.as_str(), date.as_str(), "hire", "")).collect();
        let talent = talent(&events);
        let choices = |options: &Options, key: &str| -> Vec<String> {
            let settings = settings(&talent, options).into_iter();
            let setting = settings.filter(|setting| setting.key == key);
            setting.flat_map(|setting| setting.choices).map(|(key, _)| key).collect()
        };
        let mut options = Options::default();
        assert_eq!(choices(&options, "range").len(), 9, "all dates and eight quarters");
        assert_eq!(choices(&options, "part"), [""; 0]);
        options.range = Some("2025-Q2".to_owned());
        assert_eq!(build(&talent, &options).counts.shown, 3);
        assert_eq!(choices(&options, "part"), ["all", "2025-04", "2025-05", "2025-06"]);
        options.part = Some("2025-06".to_owned());
        let figure = build(&talent, &options);
        assert_eq!(figure.counts, Counts { shown: 1, filtered: 23, rejected: 0 });
        assert!(figure.subtitle.ends_with("Jun 2025 only"), "{}", figure.subtitle);
    }

    fn team(id: &str, organisation: &str, value: Option<f64>, qualifier: Qualifier) -> Team {
        let unit = Unit::Count("people".into());
        let number = Known::from(value).map(|value| Quantity { value, unit, qualifier });
        let of = (organisation, "head-count");
        Team { said: Said::new(Statement::sample(id, of, Value::Number(number))) }
    }

    #[test]
    fn several_statements_of_one_head_count_stand_in_one_row() {
        let mut talent = talent(&[]);
        talent.teams.items = vec![
            team("a", "Qwen", Some(100.0), Qualifier::JustOver),
            team("b", "ByteDance", None, Qualifier::Exact),
            team("c", "Qwen", Some(100.0), Qualifier::About),
            team("d", "ByteDance", Some(2000.0), Qualifier::Nearly),
        ];
        let figure = build(&talent, &Options::default());
        assert_eq!(figure.counts.shown, 4);
        let teams = figure.chart.teams.unwrap_or_else(|| panic!("head-counts"));
        let texts: Vec<(&str, Vec<&str>)> = teams
            .rows
            .iter()
            .map(|row| {
                let others = row.others.iter().map(|other| other.text.as_str()).collect();
                (row.statement.text.as_str(), others)
            })
            .collect();
        assert_eq!(texts, [("just over 100", vec!["~100"]), ("nearly 2,000", vec!["not stated"])]);
        assert_eq!(figure.marks.len(), 4);
        assert_eq!(chart_teams::people_per_dot(2000.0, 200), 10.0);
        assert_eq!(chart_teams::people_per_dot(2001.0, 200), 20.0);
        assert_eq!(chart_teams::people_per_dot(0.0, 0), 1.0);
    }

    #[test]
    fn an_approximate_day_is_not_drawn_as_that_day() {
        let events =
            [("2026-03-05~", "a", "departure", "A"), ("2026-03-05", "b", "departure", "A")];
        let figure = build(&talent(&events), &Options::default());
        assert_eq!(figure.title, "Two departures from A about 5 Mar 2026");
        let Events::Timeline(timeline) = &figure.chart.events else { panic!("a timeline") };
        let Content::Events(dated) = &timeline.lanes[0].content else { panic!("events") };
        assert_eq!([dated[0].is_approximate, dated[1].is_approximate], [true, false]);
        let words: Vec<&str> = timeline.legend.iter().map(|entry| entry.words.as_str()).collect();
        assert_eq!(words, ["departure", "about that day"]);
        assert!(figure.subtitle.starts_with("Each sign stands on its day, a pale one about there"));
        let drawn = figure.mark("a").map(|mark| mark.fields[1].value.as_str());
        assert_eq!(drawn, Some("about 5 Mar 2026"));
        assert_eq!(title(&events[..1]), "One departure from A about 5 Mar 2026");
    }

    #[test]
    fn a_column_names_its_lane_and_a_period_what_stays_beside_it() {
        let date = |index: usize| if index < 390 { "2026-03" } else { "" };
        let mut crowd = talent(&[]);
        crowd.events.items = (0..400)
            .map(|index| {
                let organisation = ["A", "B"][index % 2];
                let of = event((date(index), "x", "hire", organisation));
                Event { said: said(&index.to_string(), "x", date(index)), ..of }
            })
            .collect();
        let options = Options { range: Some("2026-03".to_owned()), ..Options::default() };
        let figure = build(&crowd, &options);
        let labels: Vec<&str> = figure
            .marks
            .iter()
            .filter(|mark| mark.statements().len() > 1)
            .map(|mark| mark.label.as_str())
            .collect();
        assert_eq!(labels, ["A: 195 events", "B: 195 events"]);
        assert!(
            figure.subtitle.ends_with("Mar 2026 only, and 10 events without a date"),
            "{}",
            figure.subtitle
        );
    }

    #[test]
    fn head_counts_that_differ_are_a_range_and_each_is_named() {
        let mut talent = talent(&[]);
        talent.teams.items = vec![
            team("a", "Qwen", Some(1000.0), Qualifier::Exact),
            team("b", "ByteDance", Some(2000.0), Qualifier::Nearly),
            team("c", "Qwen", Some(900.0), Qualifier::Exact),
        ];
        let figure = build(&talent, &Options::default());
        assert_eq!(figure.title, "Qwen: 900 – 1,000 people and ByteDance: nearly 2,000 people");
        let range = figure.mark("range: a").unwrap_or_else(|| panic!("a range"));
        assert_eq!(range.exactly, "900 people to 1,000 people, statements differ");
        assert_eq!((range.basis(), range.statements().len()), (Basis::Derived, 2));
        assert_eq!(figure.mark("c").map(|mark| mark.value.as_str()), Some("900 people"));
        let teams = figure.chart.teams.unwrap_or_else(|| panic!("head-counts"));
        let row = &teams.rows[0];
        assert_eq!((row.lowest, row.people), (Some(900.0), Some(1000.0)));
        let others: Vec<&str> = row.others.iter().map(|other| other.text.as_str()).collect();
        assert_eq!((row.dispute, others), ("statements differ", vec!["1,000", "900"]));
        assert_eq!(teams.rows[1].lowest, None);
    }

    #[test]
    fn a_title_of_head_counts_does_not_rewrite_names() {
        let mut talent = talent(&[]);
        talent.teams.items = vec![team("x", "xAI", Some(5.0), Qualifier::Exact)];
        assert_eq!(build(&talent, &Options::default()).title, "xAI: 5 people");
        let withheld = Value::Number(Known::Undisclosed);
        let said = Statement::sample("x", ("xAI", "head-count"), withheld);
        talent.teams.items = vec![Team { said: Said::new(said) }];
        assert_eq!(build(&talent, &Options::default()).title, "No head-count is known");
    }

    #[test]
    fn absent_ends_of_a_move_are_not_filled_in() {
        let options = Options { view: ViewOf::Moves, ..Options::default() };
        let figure = build(&talent(&QWEN), &options);
        let Events::Moves(moves) = &figure.chart.events else { panic!("moves") };
        assert!(moves.lines.iter().all(|line| line.from.is_none() && line.to.is_none()));
        assert!(figure.subtitle.contains("3 other events are no moves"), "{}", figure.subtitle);
    }
}
