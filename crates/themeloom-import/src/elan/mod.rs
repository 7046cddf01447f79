//! Annotations of ELAN (`.eaf`).
//!
//! A tier without a parent is a speaker, and each of its annotations a turn, in order of time.
//! Dependent tiers (translations, glosses, single words) say the same again in another way: they are
//! not mixed into the words, and the notes name them. A time that the file leaves open stays open.

mod parse;

use std::collections::BTreeMap;

use themeloom_text::{Time, TimeSpan};

use crate::document::{DocumentKind, ImportedDocument};
use crate::encodings::Decoded;
use crate::error::ImportError;
use crate::limits::Limits;
use crate::note::{Note, Recognised, count};
use crate::said::on_one_line;
use crate::times::span;
use crate::transcript::{self, Utterance};
use crate::xml::Ended;
use parse::{Annotation, Eaf, Tier};

/// Whether an XML text is an ELAN file, by its first element.
pub(crate) fn is_elan(text: &str) -> bool {
    let text = text.trim_start();
    let head: String = text.chars().take(4096).collect();
    text.starts_with('<') && head.contains("<ANNOTATION_DOCUMENT")
}

/// Reads an ELAN file.
pub(crate) fn read(file: &str, decoded: &Decoded, limits: &Limits) -> Result<ImportedDocument, ImportError> {
    let eaf = Eaf::read(file, &decoded.text, limits)?;
    let mut notes = decoded.notes();
    if let Ended::Broken(at) = eaf.ended {
        notes.push(Note::not_read(
            "the rest of the file",
            format!("after byte {at}"),
            "the file is damaged there; open it in ELAN, save it anew, and compare",
        ));
    }
    let names = speakers(&eaf.tiers, &mut notes);
    let turns = Turns::of(&eaf, &names);
    if turns.said.is_empty() {
        let file = file.to_owned();
        return Err(match eaf.ended {
            Ended::Whole => ImportError::NoWords { file },
            Ended::Broken(at) => {
                ImportError::Damaged { file, place: format!("byte {at}"), expected: "well-formed XML" }
            }
        });
    }
    turns.notes(&eaf, &mut notes);
    about_dependent_tiers(&eaf.tiers, &mut notes);
    let utterances: Vec<Utterance> = turns.said.into_iter().map(|(_, utterance)| utterance).collect();
    Ok(transcript::from_utterances(DocumentKind::Elan, &utterances, notes))
}

/// The name of each tier's speaker: its participant, or its own name where none is given. Several
/// tiers of one participant may hold different things (speech, gestures), so they stay apart.
fn speakers(tiers: &[Tier], notes: &mut Vec<Note>) -> Vec<String> {
    let mut of_participant = BTreeMap::<&str, usize>::new();
    for tier in tiers.iter().filter(|tier| tier.is_speech()) {
        *of_participant.entry(tier.participant.as_str()).or_default() += 1;
    }
    for (participant, n) in of_participant.iter().filter(|(name, n)| !name.is_empty() && **n > 1) {
        let what = format!(
            "{n} tiers of the participant {participant}, each taken as a speaker of its own, since they may hold more than speech"
        );
        notes.push(Recognised::AboutTurns(what).into());
    }
    let name = |tier: &Tier| match (tier.participant.as_str(), tier.id.as_str()) {
        ("", "") => "Unnamed tier".to_owned(),
        ("", id) => id.to_owned(),
        (participant, "") => participant.to_owned(),
        (participant, id) if of_participant.get(participant).is_some_and(|n| *n > 1) => {
            format!("{participant}, {id}")
        }
        (participant, _) => participant.to_owned(),
    };
    tiers.iter().map(name).collect()
}

/// The annotations of all speakers, each with the time that gives it its place.
struct Turns {
    said: Vec<(u64, Utterance)>,
    untimed: usize,
    empty: usize,
}

impl Turns {
    fn of(eaf: &Eaf, names: &[String]) -> Self {
        let mut turns = Self { said: Vec::new(), untimed: 0, empty: 0 };
        for (tier, name) in eaf.tiers.iter().zip(names).filter(|(tier, _)| tier.is_speech()) {
            let mut place = 0;
            for annotation in &tier.annotations {
                let (start, end) = (eaf.slot(&annotation.from), eaf.slot(&annotation.to));
                place = start.unwrap_or(place);
                turns.add(name, annotation, place, eaf.time(start, end));
                place = end.unwrap_or(place);
            }
        }
        turns.said.sort_by_key(|(place, _)| *place);
        turns
    }

    fn add(&mut self, name: &str, annotation: &Annotation, place: u64, time: Option<TimeSpan>) {
        let words = on_one_line(&annotation.words);
        if words.is_empty() {
            self.empty += 1;
            return;
        }
        self.untimed += usize::from(time.is_none());
        let utterance = Utterance { speaker: Some(name.to_owned()), words, time, always_a_turn: true };
        self.said.push((place, utterance));
    }

    fn notes(&self, eaf: &Eaf, notes: &mut Vec<Note>) {
        if self.untimed > 0 {
            let why = if eaf.in_milliseconds {
                "the file gives them none; they stand after the one before them in their tier"
            } else {
                "the file counts in frames and not in milliseconds; they stand in order of time"
            };
            let place = count(self.untimed, "annotation", "annotations");
            notes.push(Note::not_read("the time of some annotations", place, why));
        }
        if self.empty > 0 {
            let place = count(self.empty, "annotation", "annotations");
            notes.push(Note::not_read("annotations without words", place, "there is nothing in them"));
        }
    }
}

impl Eaf {
    fn slot(&self, id: &str) -> Option<u64> {
        self.slots.get(id).copied().flatten()
    }

    fn time(&self, start: Option<u64>, end: Option<u64>) -> Option<TimeSpan> {
        span(start.map(Time), end.map(Time)).filter(|_| self.in_milliseconds)
    }
}

fn about_dependent_tiers(tiers: &[Tier], notes: &mut Vec<Note>) {
    for tier in tiers {
        let n = if tier.is_speech() { tier.references } else { tier.references + tier.annotations.len() };
        if n == 0 {
            continue;
        }
        let name: String = tier.id.chars().take(60).collect();
        let place = match &tier.parent {
            Some(parent) => format!(
                "`{name}` under `{}`, {}",
                parent.chars().take(60).collect::<String>(),
                count(n, "annotation", "annotations")
            ),
            None => format!("`{name}`, {}", count(n, "annotation", "annotations")),
        };
        notes.push(Note::not_read(
            "a dependent tier",
            place,
            "it says the words of another tier in another way; to read it instead, export it from ELAN by itself",
        ));
    }
}
