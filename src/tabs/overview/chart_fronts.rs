//! The fronts of export control, each with its status, a sentence and a small chart.

use super::chart::Note;
use super::chart_bars::{self, SmallChart};
use super::chart_words::status_words;
use super::data::{Dimension, Overview, Status};
use crate::model::choice::sentence_case;
use crate::model::number::{counted, grouped};
use crate::model::{Choice as _, Goal, Mark};

/// How many fronts have a card of their own.
const FRONTS: usize = 3;
/// How many further fronts are named one by one.
const NAMED: usize = 4;

/// A front on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front {
    pub key: String,
    pub name: String,
    /// `None` where its dimensions differ.
    pub status: Option<Status>,
    pub status_words: String,
    pub sentence: String,
    pub bars: Option<SmallChart>,
}

/// The fronts, drawn and named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fronts {
    pub cards: Vec<Front>,
    pub others: Vec<(String, Option<Status>)>,
    pub note: Option<Note>,
}

/// What a small chart can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    Parameters,
    Shares,
    Rounds,
}

/// A front with its dimensions.
struct Group<'a> {
    name: &'a str,
    dimensions: Vec<&'a Dimension>,
}

impl Group<'_> {
    fn status(&self) -> Option<Status> {
        let first = self.dimensions.first()?.status;
        self.dimensions.iter().all(|dimension| dimension.status == first).then_some(first)
    }

    /// What its words say it is about, the name of the front before those of its dimensions.
    fn topic(&self) -> Option<Topic> {
        let names = self.dimensions.iter().map(|dimension| dimension.said.subject());
        std::iter::once(self.name).chain(names).find_map(|name| {
            let name = name.to_lowercase();
            let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
            if says(&["hardware", "chip", "gpu", "silicon", "compute"]) {
                Some(Topic::Parameters)
            } else if says(&["software", "ecosystem"]) {
                Some(Topic::Shares)
            } else if says(&["capital", "fund", "invest", "financ"]) {
                Some(Topic::Rounds)
            } else {
                None
            }
        })
    }
}

/// Fronts with a chart come first where there are more than fit; the table's order stays.
pub fn build(overview: &Overview, marks: &mut Vec<Mark>) -> Fronts {
    let groups = groups(&overview.dimensions);
    let mut topics: Vec<Topic> = Vec::new();
    let mut plans: Vec<(usize, Option<Topic>)> = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let topic = group.topic().filter(|topic| !topics.contains(topic));
        topics.extend(topic);
        plans.push((index, topic));
    }
    plans.sort_by_key(|(_, topic)| topic.is_none());
    let others = plans.split_off(plans.len().min(FRONTS));
    plans.sort_by_key(|(index, _)| *index);
    let cards = plans
        .iter()
        .filter_map(|(index, topic)| Some(front(groups.get(*index)?, *topic, overview, marks)))
        .collect();
    let mut others: Vec<usize> = others.into_iter().map(|(index, _)| index).collect();
    others.sort_unstable();
    let others: Vec<&Group<'_>> = others.iter().filter_map(|index| groups.get(*index)).collect();
    let note = note(&others, marks);
    let others = others.iter().map(|group| (group.name.to_owned(), group.status())).collect();
    Fronts { cards, others, note }
}

/// The fronts in the order of the table; a dimension without a front stands for itself.
fn groups(dimensions: &[Dimension]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for dimension in dimensions {
        let name = match &*dimension.front {
            "" => dimension.said.subject(),
            front => front,
        };
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.dimensions.push(dimension),
            None => groups.push(Group { name, dimensions: vec![dimension] }),
        }
    }
    groups
}

fn front(
    group: &Group<'_>,
    topic: Option<Topic>,
    overview: &Overview,
    marks: &mut Vec<Mark>,
) -> Front {
    let mark = group_mark(&format!("front: {}", group.name), &[group]);
    let front = Front {
        key: mark.key.clone(),
        name: sentence_case(group.name),
        status: group.status(),
        status_words: mark.value.clone(),
        sentence: sentence(group),
        bars: None,
    };
    marks.push(mark);
    let bars = topic.and_then(|topic| match topic {
        Topic::Parameters => chart_bars::parameters(&overview.models, marks),
        Topic::Shares => chart_bars::shares(&overview.adoption, marks),
        Topic::Rounds => chart_bars::rounds(&overview.rounds, marks),
    });
    Front { bars, ..front }
}

/// The mark of one front, or of several together.
fn group_mark(key: &str, groups: &[&Group<'_>]) -> Mark {
    let all = || groups.iter().flat_map(|group| &group.dimensions);
    let joined = |text: &dyn Fn(&Dimension) -> String| {
        let mut texts: Vec<String> = all().map(|dimension| text(dimension)).collect();
        texts.dedup();
        texts.join("; ")
    };
    let names: Vec<String> = groups.iter().map(|group| sentence_case(group.name)).collect();
    let statuses: Vec<String> = groups
        .iter()
        .map(|group| {
            group
                .status()
                .map_or_else(|| "mixed results".to_owned(), |s| status_words(s).to_owned())
        })
        .collect();
    let first = all().next().map(|dimension| dimension.said.record()).unwrap_or_default();
    let mut mark = Mark::of(key, names.join("; "), statuses.join("; "))
        .with("Front", names.join("; "))
        .with("Dimension", joined(&|dimension| dimension.said.subject().to_owned()))
        .with("Status", joined(&|dimension| dimension.status.key().to_owned()))
        .with("What the control targets", joined(&target))
        .with("What replaces it", joined(&alternative))
        .leading_to(Goal::new("coverage", first));
    for dimension in all() {
        mark = mark.standing_for(&dimension.said);
    }
    mark
}

fn target(dimension: &Dimension) -> String {
    match (&*dimension.control_target, dimension.status) {
        ("", Status::NotApplicable) => "no control applies".to_owned(),
        ("", _) => "not stated".to_owned(),
        (text, _) => text.to_owned(),
    }
}

fn alternative(dimension: &Dimension) -> String {
    let text = &*dimension.alternative;
    if text.is_empty() { "not stated".to_owned() } else { text.to_owned() }
}

/// What the control targets and what replaces it; of several dimensions, how far it reaches each.
fn sentence(group: &Group<'_>) -> String {
    let [dimension] = group.dimensions.as_slice() else {
        let parts: Vec<String> = group
            .dimensions
            .iter()
            .map(|dimension| {
                format!("{} ({})", dimension.said.subject(), status_words(dimension.status))
            })
            .collect();
        return format!("{}: {}.", counted(parts.len(), "dimension"), parts.join(", "));
    };
    let (target, replaced) = match (&*dimension.control_target, dimension.status) {
        ("", Status::NotApplicable) => ("No control applies".to_owned(), "the alternative is"),
        ("", _) => ("What controls target is not stated".to_owned(), "the alternative is"),
        (text, _) => (format!("Controls target {text}"), "replaced by"),
    };
    match dimension.alternative.trim_end_matches('.') {
        "" => format!("{target}; no alternative is stated."),
        text => format!("{target}; {replaced} {text}."),
    }
}

/// Names the fronts without a card of their own.
fn note(others: &[&Group<'_>], marks: &mut Vec<Mark>) -> Option<Note> {
    if others.is_empty() {
        return None;
    }
    let key = "other fronts".to_owned();
    let mut parts: Vec<String> = others
        .iter()
        .take(NAMED)
        .map(|group| {
            let words = group.status().map_or("mixed results", status_words);
            format!("{} ({words})", group.name)
        })
        .collect();
    if others.len() > NAMED {
        parts.push(format!("{} more", grouped((others.len() - NAMED) as f64)));
    }
    let noun = if others.len() == 1 { "Further front" } else { "Further fronts" };
    marks.push(group_mark(&key, others));
    Some(Note { key, text: format!("{noun}: {}", parts.join(", ")) })
}
