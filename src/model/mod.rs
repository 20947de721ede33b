//! Values that every tab shares: what is known, how surely, since when and from where.

pub mod calendar;
pub mod choice;
pub mod cited;
pub mod conflict;
pub mod date;
pub mod day;
pub mod era;
pub mod evidence;
pub mod figure;
pub mod known;
pub mod listing;
pub mod mark;
pub mod number;
pub mod provenance;
pub mod quantity;
pub mod scale;
pub mod sight;
pub mod statement;
pub mod status;
pub mod verdict;

pub use choice::Choice;
pub use cited::{Cited, Named};
pub use conflict::Conflict;
pub use date::DateRange;
pub use day::Day;
pub use evidence::Evidence;
pub use figure::{Counts, Figure, Marks, Setting};
pub use known::Known;
pub use mark::{Goal, Mark};
pub use provenance::{Basis, Located, Provenance};
pub use quantity::{Qualifier, Quantity, Unit};
pub use scale::Scale;
pub use sight::{Axes, Form, Sight};
pub use statement::{RecordId, Says, Statement};
pub use status::Status;
pub use verdict::{Judgement, Verdict};
