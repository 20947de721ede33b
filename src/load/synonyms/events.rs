//! What others call the fields of the tables about people and controls: events, teams, dimensions.

use super::{NONE, Vocabulary, names};

pub(super) const TALENT: Vocabulary = Vocabulary {
    table: "talent",
    fields: &[
        names(
            "date",
            "event date, start date, actual release date, release date, publication date, date",
            "start, published, day, created at, hf created at",
        ),
        names("date.end", "end date, end", ""),
        names("date.year", "year, start date year, start year", ""),
        names("date.month", "month, start date month, start month", ""),
        names("date.day", "day, start date day, start day", ""),
        names("date.end_year", "end year, end date year", ""),
        names("date.end_month", "end month, end date month", ""),
        names("date.end_day", "end day, end date day", ""),
        names(
            "title",
            "headline, text headline, event title, title, event, event name, milestone",
            "name, model name, model, model id, system, content",
        ),
        names("kind", "kind, event type, type, category, realm, group", "stage"),
        names("person", "person, people, politician", "author"),
        names("role", "role, position", ""),
        names("organisation", "organisation, organization, org, hf org", "company, actor"),
        names("state", "state", "status"),
        names("note", "text text, text, body, description, summary, note, caption, detail", ""),
    ],
    unused: &[("time, end time, start date time", "figures show days and no times")],
    signs: "media, media credit, media caption, media thumbnail, media url, display date, background, \
            unique id, realm, materiality, permalink, ticker, group, link",
    implied: &[("actual release date, release date", "kind", "release")],
    ..NONE
};

pub(super) const TEAMS: Vocabulary = Vocabulary {
    table: "teams",
    fields: &[
        names("organisation", "organisation, organization, team, lab", "org, company, employer"),
        names(
            "headcount",
            "headcount, head count, team size, number of employee, employee, employee count, \
             staff",
            "people, member",
        ),
    ],
    ..NONE
};

pub(super) const COVERAGE: Vocabulary = Vocabulary {
    table: "coverage",
    fields: &[
        names(
            "dimension",
            "dimension, tool category, control category",
            "input name, provided name, category, layer, sector, technology, eccn",
        ),
        names("front", "front", ""),
        names(
            "status",
            "status, coverage, effectiveness, circumvention",
            "maturation level, china dependency, license policy",
        ),
        names(
            "control_target",
            "control target, export control target, target, control, restriction",
            "license requirement, dominant supplier, program, source list",
        ),
        names(
            "alternative",
            "alternative, chinese alternative, domestic alternative, substitute",
            "provider name, supplier",
        ),
        names("as_of", "as of, effective date, date", "start date, year"),
    ],
    ..NONE
};
