//! Corrections of joint interviews: places outlast words.

use themeloom_study::correction::shape;
use themeloom_study::{ChangeId, Op, ParticipantId, Seal, SourceId, Study};
use themeloom_text::{Span, Splice, Text, Version};

use crate::generate::Writer;
use crate::ops::new_source;

/// P02's turn begins at 48; the words of each turn begin three further on.
const SAID: &str = "I: why do you think so?\nA: we trust nobody now.\nB: time is all we need.\n\
                    I: why do you think so?\nA: we trust nobody now.\nB: time is all we need.\n";

struct Joint {
    writer: Writer,
    people: [ParticipantId; 2],
    source: SourceId,
}

fn joint() -> Joint {
    let mut writer = Writer::new(1);
    writer.write(Op::AddCoder { name: "Ann".into(), initials: "A".into() });
    let person = |p: &str| Op::AddParticipant { pseudonym: p.into(), organisation: None };
    let people = ["P01", "P02"].map(|name| ParticipantId(writer.write(person(name)).0));
    let source = SourceId(writer.write(Op::AddSource(Box::new(new_source(&people)))).0);
    Joint { writer, people, source }
}

/// What the interview reads in its latest version.
fn text(study: &Study, source: SourceId) -> String {
    let base = Text::from_normalised(SAID.to_owned()).unwrap();
    study.sources().get(source).unwrap().history.current(&base).as_str().to_owned()
}

fn splice(start: u32, len: u32, words: &str) -> Splice {
    Splice { span: Span::with_len(start, len), replacement: words.into() }
}

impl Joint {
    /// Corrects both speakers' words at once, and gives back the changes.
    fn correct_both(&mut self) -> (ChangeId, Vec<Op>) {
        let (source, seen) = (self.source, Version::base());
        let splices = vec![splice(27, 2, "you all"), splice(51, 4, "money")];
        let words = self.writer.study.correction_words(source, &seen, &splices);
        let correction = self.writer.write(Op::CorrectText { source, seen, splices: shape(&splices) }).0;
        let ops = words.into_values().map(|words| Op::CorrectionWords { source, correction, words });
        (correction, ops.collect())
    }
}

#[test]
fn the_places_of_a_correction_lie_under_the_studys_key_and_the_words_under_each_speakers() {
    let mut joint = joint();
    let source = joint.source;
    let of_shape = Op::CorrectText {
        source,
        seen: Version::base(),
        splices: shape(&[splice(27, 2, "you all"), splice(51, 4, "money")]),
    };
    assert_eq!(joint.writer.study.seal_of(&of_shape), Seal::Study);
    let (_, words) = joint.correct_both();
    let seals: Vec<Seal> = words.iter().map(|op| joint.writer.study.seal_of(op)).collect();
    assert_eq!(seals, joint.people.map(Seal::Words));
}

#[test]
fn a_correction_reads_as_signs_until_its_words_are_given() {
    let mut joint = joint();
    let (_, words) = joint.correct_both();
    let now = text(&joint.writer.study, joint.source);
    assert!(now.contains("A: ▒▒▒▒▒▒▒ trust nobody") && now.contains("B: ▒▒▒▒▒ is all"), "{now}");
    for op in words {
        joint.writer.write(op);
    }
    let now = text(&joint.writer.study, joint.source);
    assert!(now.contains("you all trust nobody") && now.contains("B: money is all"), "{now}");
}

#[test]
fn what_one_speaker_said_keeps_its_place_when_the_words_of_another_are_gone() {
    let mut joint = joint();
    let source = joint.source;
    let (_, words) = joint.correct_both();
    // P01's words are never given: their key was destroyed.
    joint.writer.write(words[1].clone());
    let now = text(&joint.writer.study, source);
    let start =
        u32::try_from(now.chars().count() - now[now.find("money").unwrap()..].chars().count()).unwrap();
    let seen = joint.writer.study.sources().get(source).unwrap().history.latest();
    joint.writer.write(Op::CorrectText { source, seen, splices: shape(&[splice(start, 5, "profit")]) });
    assert!(text(&joint.writer.study, source).contains("B: ▒▒▒▒▒▒ is all"));
    assert!(joint.writer.study.conflicts().is_empty());
}

#[test]
fn words_of_another_length_are_not_given() {
    let mut joint = joint();
    let (correction, _) = joint.correct_both();
    let before = text(&joint.writer.study, joint.source);
    let words = vec![(0, "[…]".to_owned())];
    joint.writer.write(Op::CorrectionWords { source: joint.source, correction, words });
    assert_eq!(text(&joint.writer.study, joint.source), before);
    assert!(joint.writer.study.conflicts().is_empty());
}

#[test]
fn a_snapshot_keeps_the_words_of_a_correction_under_each_speakers_key() {
    let mut joint = joint();
    let (_, words) = joint.correct_both();
    for op in words {
        joint.writer.write(op);
    }
    let parts = joint.writer.study.to_snapshot().unwrap();
    let all = Study::from_snapshot(parts.iter().map(|(_, bytes)| bytes.as_slice())).unwrap();
    assert_eq!(text(&all, joint.source), text(&joint.writer.study, joint.source));
    let others = parts.iter().filter(|(seal, _)| *seal != Seal::Words(joint.people[0]));
    let left = Study::from_snapshot(others.map(|(_, bytes)| bytes.as_slice())).unwrap();
    let left = text(&left, joint.source);
    assert!(left.contains("▒▒▒▒▒▒▒ trust nobody") && left.contains("B: money is all"), "{left}");
}
