//! Findings, recommendations and progress.

use themeloom_analysis::{Warning, finding_rows, progress, recommendation_rows};
use themeloom_study::findings::{EvidenceLink, Stance};
use themeloom_study::{Op, Thing};

use crate::sample::sample;

#[test]
fn a_finding_shows_its_evidence_and_asks_for_accounts_that_do_not_fit() {
    let s = sample();
    let rows = finding_rows(&s.b.study, &s.b.texts, Some(s.role));
    let who: Vec<_> = rows[0].evidence_for.iter().map(|e| e.who.as_str()).collect();
    assert_eq!(who, ["P1", "P2"]);
    assert_eq!(rows[0].evidence_for[0].code, "1.1 A shared language");
    assert_eq!(rows[0].warnings, [Warning::NoEvidenceAgainst]);
}

#[test]
fn a_finding_that_rests_on_one_person_says_on_whom() {
    let mut s = sample();
    let finding = s.b.finding("They are blamed.", None);
    let passage = s.b.passage(s.sources[1], "They blame us");
    s.b.evidence(finding, Stance::For, EvidenceLink::Passage(passage));
    let refused = s.b.passage(s.sources[3], "we count people");
    s.b.evidence(finding, Stance::Against, EvidenceLink::Passage(refused));
    let row = finding_rows(&s.b.study, &s.b.texts, None).pop().unwrap();
    assert_eq!(row.warnings, [Warning::OnePerson("P2".into()), Warning::Refused(1)]);
    assert_eq!(row.evidence_against[0].quotations, [], "refused words are taken out");
    assert_eq!(row.evidence_against[0].who, "P4", "but it is still said whose account it is");
}

#[test]
fn evidence_that_was_taken_away_no_longer_stands() {
    let mut s = sample();
    let finding = s.b.finding("They are blamed.", None);
    let coding = s.b.coding(s.blame, s.sources[0], "We never see the budget.");
    s.b.evidence(finding, Stance::For, EvidenceLink::Coding(coding));
    s.b.apply(Op::Retire(Thing::Coding(coding)));
    s.b.recommendation("Stop it.", "It hurts.", &[finding]);
    s.b.recommendation("Do it.", "It helps.", &[]);
    let row = finding_rows(&s.b.study, &s.b.texts, None).pop().unwrap();
    assert_eq!(row.warnings, [Warning::NoEvidence, Warning::NoEvidenceAgainst, Warning::NoLongerStands(1)]);
    let carried: Vec<_> = recommendation_rows(&s.b.study).into_iter().map(|r| r.warnings).collect();
    assert_eq!(carried, [vec![], vec![Warning::FindingsWithoutEvidence(1)], vec![Warning::NoFinding]]);
}

#[test]
fn progress_counts_cells_and_codings_once() {
    let s = sample();
    let progress = progress(&s.b.study);
    let sum = progress.coverage.summary;
    assert_eq!((progress.participants, progress.coverage.cases, progress.coverage.codes), (5, 5, 4));
    assert_eq!((sum.charted, sum.nothing_said, sum.not_asked, sum.not_charted), (3, 2, 1, 9));
    assert_eq!(sum.codings, 4);
    assert_eq!((progress.coders[0].codings, progress.coders[0].sources, progress.coders[0].cells), (4, 3, 6));
    assert_eq!((progress.findings.findings, progress.findings.with_evidence_against), (1, 0));
}
