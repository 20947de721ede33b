//! What others call the fields of the tables about models: figures, scores, sizes, features, descent.

use super::{NONE, Vocabulary, measure, names};

const MODEL: &str = "model, model name, model id, llm, system";

const MODEL_WEAK: &str = "model url, fullname, full name, name, entity";

const DEVELOPER: &str = "developer, organization, organisation, org, hf org, vendor, lab";

const DEVELOPER_WEAK: &str = "author, company, creator, publisher, owner";

pub(super) const ADOPTION: Vocabulary = Vocabulary {
    table: "adoption",
    fields: &[
        names(
            "family",
            "model family, family, model, model name, model id, base model",
            "model url, fullname, entity, system, hf org, organization, org, name",
        ),
        names("developer", DEVELOPER, DEVELOPER_WEAK),
        names("measure", "measure, metric, indicator, statistic", "variable"),
        names("value", "", "value, count, total, number"),
        names("as_of", "as of, snapshot date, month, date, day, week, quarter", "year, t, period"),
        names("scope", "scope, region, country", ""),
    ],
    measured: Some(("value", "measure")),
    measures: &[
        measure("download all time", "downloads of all time", "downloads"),
        measure("cumulative download", "cumulative downloads", "downloads"),
        measure("download, monthly download", "", "downloads"),
        measure("share of download, download share, market share, share", "", "%"),
        measure("like, hub heart, metadata hub heart, heart", "likes", "likes"),
        measure("derivative, derivative model", "derivatives", "derivatives"),
        measure("finetune, fine tune, finetuned model", "fine-tunes", "models"),
        measure("citation", "citations", "citations"),
        measure("vote", "votes", "votes"),
        measure("star, github star", "stars", "stars"),
        measure("user, active user, monthly active user, daily active user", "", "users"),
    ],
    unused: &[
        ("created at, hf created at, publication date", "it dates the model, not the figure"),
        ("license, licence", "a licence is no figure"),
    ],
    signs: "license, model accessibility, open closed, region, modality, pipeline tag, tag",
    ..NONE
};

pub(super) const BENCHMARKS: Vocabulary = Vocabulary {
    table: "benchmarks",
    fields: &[
        names("model", MODEL, MODEL_WEAK),
        names("developer", DEVELOPER, DEVELOPER_WEAK),
        names("benchmark", "benchmark, benchmark name, eval", "task, dataset, test, evaluation"),
        names("score", "best score, score, accuracy", "result, value, performance, mean score"),
        names("open_weights", "open weight, is open, open source, open", ""),
        names("backbone", "backbone, base model, metadata base model, language backbone", ""),
    ],
    measured: Some(("score", "benchmark")),
    measures: &[
        measure("arena score, elo, arena elo, lmsy elo, lm sys elo, elo rating, rating", "", ""),
        measure("average, average score, model average score", "average score", ""),
        measure("mmlu, mmlu pro, mmlu redux, cmmlu, c eval, mmmlu, super gpqa", "", ""),
        measure(
            "mmmu, mmmu pro, math vista, doc vqa, chart qa, ocr bench, mm bench, mm star",
            "",
            "",
        ),
        measure("gpqa, gpqa diamond, bbh, bb eh, big bench hard, musr, drop, hle", "", ""),
        measure(
            "gsm8k, math, math 500, math lvl 5, math level 5, aime, aime 2024, aime 2025",
            "",
            "",
        ),
        measure("human eval, mbpp, live code bench, swe bench, swe bench verified, aider", "", ""),
        measure(
            "arc, arc c, arc challenge, arc agi, hella swag, wino grande, truthful qa, piqa",
            "",
            "",
        ),
        measure(
            "if eval, mt bench, alpaca eval, arena hard, simple qa, tau bench, terminal bench",
            "",
            "",
        ),
    ],
    unused: &[
        ("rank, ranking, rank stylectrl", "a rank is no score"),
        (
            "95 pct ci, ci, 95 ci, lmsy elo 95 ci, lm sys elo 95 ci",
            "the table has no field for an interval",
        ),
        ("vote", "votes say how often a model was judged, not how well"),
        (
            "license, licence, metadata hub license",
            "a licence does not say whether the weights are open, unless it is “Proprietary”",
        ),
    ],
    signs: "rank, 95 pct ci, vote, license, knowledge cutoff, rank stylectrl, model precision",
    ..NONE
};

pub(super) const MODELS: Vocabulary = Vocabulary {
    table: "models",
    fields: &[
        names("model", MODEL, MODEL_WEAK),
        names("developer", DEVELOPER, DEVELOPER_WEAK),
        names("measure", "measure, metric, property", ""),
        names("value", "", "value"),
    ],
    measured: Some(("value", "measure")),
    measures: &[
        measure(
            "total param, total parameter, param, parameter, model size, number of parameter, \
             parameter count, metadata param",
            "total parameters",
            "parameters",
        ),
        measure(
            "active param, active parameter, activated param, activated parameter",
            "active parameters",
            "parameters",
        ),
        measure("context, context length, context window", "context length", "tokens"),
        measure("training token, training dataset size", "", ""),
        measure("training compute", "training compute", "FLOP"),
    ],
    signs: "is moe, moe, architecture, model architecture, license, publication date, feature is moe",
    ..NONE
};

pub(super) const ARCHITECTURE: Vocabulary = Vocabulary {
    table: "architecture",
    fields: &[
        names("feature", "feature, component", ""),
        names("subject", "subject", ""),
        names("comparator", "comparator, baseline, compared with", ""),
        names("impact", "impact, effect, benefit", ""),
    ],
    ..NONE
};

pub(super) const CHAIN: Vocabulary = Vocabulary {
    table: "chain",
    fields: &[
        names("from", "from, parent, base model, upstream", "source"),
        names("relation", "relation, relationship", "link"),
        names("to", "to, child, derivative, downstream", "target, model"),
    ],
    ..NONE
};
