//! Claims over a small package, and every claim of the bundled one.

use crate::desk::Desk;
use crate::model::{Choice as _, Verdict};

fn verdicts() -> Vec<(String, String)> {
    let desk = Desk::bundled().unwrap();
    let evidence = &desk.tabs[0].origin.evidence;
    let told = |claim: &crate::model::evidence::Claim| {
        let judgement = evidence.judgement(&claim.id).unwrap();
        (claim.id.clone(), format!("{}: {}", judgement.verdict.key(), judgement.words.join(" | ")))
    };
    evidence.claims.iter().map(told).collect()
}

#[test]
fn every_claim_of_the_bundled_data_comes_out_as_the_sources_allow() {
    let told: Vec<String> =
        verdicts().into_iter().map(|(id, words)| format!("{id}: {words}")).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn verdicts_weigh_as_their_order_says() {
    assert!(Verdict::DoesNotHold > Verdict::NotComparable);
    assert!(Verdict::Roughly > Verdict::ByRounding && Verdict::ByRounding > Verdict::Holds);
}
