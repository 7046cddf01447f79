//! The study that most tests look at: five people of two role groups, of whom P04 does not want to be
//! quoted and P10 was interviewed last.

use themeloom_study::attribute::{AttributeOf, AttributeOwner};
use themeloom_study::consent::ConsentState;
use themeloom_study::findings::{EvidenceLink, Stance};
use themeloom_study::framework::{CellKey, CellState};
use themeloom_study::*;

use super::support::Builder;

/// The study and the ids that tests speak of.
pub struct Sample {
    pub b: Builder,
    pub people: Vec<(ParticipantId, CaseId)>,
    pub sources: Vec<SourceId>,
    pub role: AttributeId,
    pub money: CodeId,
    pub blame: CodeId,
    pub trust: CodeId,
}

const WORDS: [(&str, &str, &str); 5] = [
    ("P1", "clinician", "We never see the budget.\nWaste is what we can agree on."),
    ("P2", "manager", "Waste is the one word both sides use.\nThey blame us for the lists."),
    ("P3", "manager", "I can talk to the surgeons about theatre time."),
    ("P4", "clinician", "They count beds and we count people."),
    ("P10", "clinician", "Nobody asked me about money."),
];

pub fn sample() -> Sample {
    let mut b = Builder::with_consent();
    let role = b.choice(AttributeOf::Participant, "role group", &["manager", "clinician"]);
    let category = b.category("1", "Money");
    let money = b.code("1.1", "A shared language", Some(category));
    let blame = b.code("1.2", "Blame", Some(category));
    let trust = b.code("2", "Trust", None);
    let (mut people, mut sources) = (Vec::new(), Vec::new());
    for (pseudonym, group, words) in WORDS {
        let (person, case) = b.person(pseudonym, None);
        b.set(AttributeOwner::Participant(person), role, group);
        let answer = if pseudonym == "P4" { ConsentState::Refused } else { ConsentState::Given };
        b.consent(person, answer);
        let turns: Vec<_> = words.lines().map(|line| (person, line)).collect();
        sources.push(b.transcript(pseudonym, &turns));
        people.push((person, case));
    }
    b.fix_framework("Version 1", &[category, money, blame, trust]);
    b.coding(money, sources[0], "Waste is what we can agree on.");
    b.coding(money, sources[1], "Waste is the one word both sides use.");
    b.coding(blame, sources[1], "They blame us for the lists.");
    b.coding(money, sources[3], "They count beds and we count people.");
    let cell = |i: usize| people[i].1;
    let quote = b.passage(sources[0], "Waste is what we can agree on.");
    b.chart(cell(0), money, "Waste is common ground, though the budget is not seen.", vec![quote.clone()]);
    let second = b.passage(sources[1], "the one word both sides use");
    b.chart(cell(1), money, "Both sides speak of waste.", vec![second.clone()]);
    b.unprompted(cell(1), money);
    b.state(cell(2), money, CellState::NothingSaid);
    let refused = b.passage(sources[3], "They count beds");
    b.chart(cell(3), money, "Counts differ from care.", vec![refused.clone()]);
    b.state(cell(4), money, CellState::NotAsked);
    b.state(cell(1), blame, CellState::NothingSaid);
    let theme = b.theme(
        "Waste as common ground",
        "Both groups speak of waste.",
        &[category],
        vec![quote, second, refused],
    );
    let finding = b.finding("Talk of waste joins the groups.", Some(theme));
    b.evidence(finding, Stance::For, EvidenceLink::Cell(CellKey { case: people[0].1, code: money }));
    b.evidence(finding, Stance::For, EvidenceLink::Cell(CellKey { case: people[1].1, code: money }));
    b.recommendation("Meet about waste every month.", "It is the word that both use.", &[finding]);
    Sample { b, people, sources, role, money, blame, trust }
}
