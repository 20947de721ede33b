//! Claims over a package on disk: what a change of one figure does, and what a wrong claim says.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod support {
    pub mod package;
}

use std::collections::BTreeMap;

use sovereign_stack::desk::Desk;
use sovereign_stack::model::{Choice as _, Judgement};
use support::package::package;

fn judgements(desk: &Desk) -> BTreeMap<String, Judgement> {
    let evidence = &desk.tabs[0].origin.evidence;
    evidence.judgements.iter().map(|j| (j.claim.clone(), j.clone())).collect()
}

/// The claims whose verdict or result differs from that of the bundled data.
fn changed(desk: &Desk) -> Vec<String> {
    let before = judgements(&Desk::bundled().unwrap());
    judgements(desk)
        .into_iter()
        .filter(|(id, now)| before.get(id) != Some(now))
        .map(|(id, now)| format!("{id}: {}", now.verdict.key()))
        .collect()
}

#[test]
fn a_changed_figure_changes_the_verdicts_that_rest_on_it_and_no_other() {
    let (desk, _) = package("funding.csv", |text| text.replace("289000000", "300000000"));
    assert_eq!(
        changed(&desk.unwrap()),
        ["claim_funding_shares: derived", "claim_funding_total: does not hold"]
    );
    let (desk, _) = package("talent.csv", |text| {
        text.replace("Lin Junyang resigns,departure", "Lin Junyang resigns,hire")
    });
    assert_eq!(changed(&desk.unwrap()), ["claim_senior_exits: does not hold"]);
    let (desk, _) = package("teams.csv", |text| {
        text.replace("team_bytedance,ByteDance,2000,nearly", "team_bytedance,ByteDance,2000,exact")
    });
    assert_eq!(changed(&desk.unwrap()), ["claim_twentyfold: holds roughly"], "its words change");
    let (desk, _) = package("adoption.csv", |text| {
        text.replace("\"Hugging Face, period not stated\"", "global open-source AI downloads")
    });
    assert_eq!(changed(&desk.unwrap()), ["claim_implied_downloads: derived"]);
}

#[test]
fn a_wrong_claim_is_told_with_its_place_and_the_rest_still_loads() {
    let wrong = [
        ("galbot + simplexity", "galbot + simplexty"),
        ("change(v3_total, v4_total)", "change(v3_total, galbot)"),
        ("ratio(team_bytedance, team_qwen)", "team_bytedance / (team_qwen - team_qwen)"),
        ("difference(internvl3_mmmu, gpt4o_mmmu)", "claim_mmmu_lead + 1%"),
        ("qwen_downloads / qwen_download_share", "qwen_downloads / (qwen_download_share"),
        ("count(coverage),3", "count(covrage),3"),
        ("change(v3_active, v4_active_a)\",< 0", "change(v3_active, v4_active_a)\",falls"),
    ];
    let (desk, problems) = package("claims.csv", |text| {
        wrong.iter().fold(text, |text, (right, wrong)| text.replacen(right, wrong, 1))
    });
    insta::assert_snapshot!(problems.join("\n"));
    let desk = desk.expect("the rest of the package is open");
    let evidence = &desk.tabs[0].origin.evidence;
    assert_eq!(evidence.claims.len(), 18, "every claim is there");
    assert_eq!(evidence.judgements.len(), 18 - wrong.len(), "those that are wrong have no verdict");
}
