//! What others call the fields of the tables about money: rounds, investors, customers.

use super::{NONE, Vocabulary, names};

pub(super) const FUNDING: Vocabulary = Vocabulary {
    table: "funding",
    fields: &[
        names(
            "company",
            "company name, startup name, startup, portfolio company, organization name, company",
            "organization, organisation, name, domain name",
        ),
        names("country", "country, location country, country code, hq country", ""),
        names(
            "amount",
            "round amount, amount raised, money raised, money raised currency, amount, raised, \
             raised amount, fund raised, funding amount, deal size, round size, investment amount",
            "total funding, funding total, total raised, funding",
        ),
        names("currency", "money raised currency, currency, amount currency, currency code", ""),
        names(
            "date",
            "round date, announced date, announcement date, date announced, funding date, \
             deal date, close date, closing date, date",
            "date joined",
        ),
        names(
            "round",
            "round name, round, funding type, investment type, funding round, funding round type, \
             series, transaction name, funding stage, deal type",
            "stage, type",
        ),
        names(
            "investors",
            "investor, investor name, select investor, institutional investor, lead investor, \
             angel investor",
            "backer, funder",
        ),
    ],
    unused: &[
        (
            "valuation, post money valuation, pre money valuation, post valuation, company valuation",
            "a valuation is not the amount raised",
        ),
        (
            "founded month, founded date, founded, founded year, year founded, founding date",
            "the founding is not the date of a round",
        ),
        ("last funding date", "the date of the last round only"),
        ("total equity funding", "the sum of all rounds, not one round"),
        ("percentage laid off", "people laid off are no funding"),
    ],
    signs: "industry, sub industry, industry vertical, sub vertical, vertical, sector, market, city, \
            city location, headquarter, location, founder, funding status, lead investor, \
            angel investor, institutional investor, select investor, employee count, domain name, \
            total funding, total laid off, valuation, founded month, founded year, overview",
    cautions: &[(
        "total funding, funding total, fund raised, total raised",
        "may be the sum of all rounds of a company and not one round",
    )],
    instead: &[(
        "total laid off, laid off",
        "date",
        "it is the date of the layoffs, not of a round",
    )],
    ..NONE
};

pub(super) const INVESTORS: Vocabulary = Vocabulary {
    table: "investors",
    fields: &[
        names("name", "investor, investor name, fund name", "name, firm, fund, organization name"),
        names("kind", "investor type, type of investor, investor kind, kind", "type, category"),
    ],
    ..NONE
};

pub(super) const DEPLOYMENTS: Vocabulary = Vocabulary {
    table: "deployments",
    fields: &[
        names("company", "company, vendor, company name, manufacturer", "supplier, maker"),
        names("customer", "customer, client, deployed at, buyer, customer name", "user"),
        names("quantity", "quantity, unit deployed, number of robot, robot", "count, unit"),
    ],
    ..NONE
};
