//! Measures the matrix and a comparison on a study of 2,000 cases, 300 codes and 1,000,000 codings.
//!
//! `cargo run --release -p themeloom-analysis --example matrix_speed`

use std::time::Instant;

use themeloom_analysis::{
    ColumnChoice, FrameworkMatrix, MatrixOptions, Staleness, code_counts, compare, progress,
};
use themeloom_study::attribute::{
    AttributeDefinition, AttributeKind, AttributeOf, AttributeOwner, AttributeValue,
};
use themeloom_study::code::{CodeNumber, NewCode};
use themeloom_study::coding::{ExcerptHash, NewCoding};
use themeloom_study::source::{BlobAddress, NewSource, Origin, Segment, Speaker, SpeakerRole};
use themeloom_study::{
    AttributeId, BatchId, CaseId, Change, ChangeId, CodeId, CoderId, Edit, Op, ParticipantId, Passage,
    SourceId, Stamp, Study, Timestamp,
};
use themeloom_text::{Span, Version};

const CASES: usize = 2_000;
const CATEGORIES: u16 = 30;
const CODES_EACH: u16 = 9;
const CODINGS: usize = 1_000_000;
const LENGTH: u32 = 60_000;

struct Maker {
    study: Study,
    counter: u32,
    random: u64,
}

impl Maker {
    fn apply(&mut self, op: Op) -> ChangeId {
        self.counter += 1;
        let id = ChangeId::new(7, self.counter);
        let change = Change {
            id,
            stamp: Stamp(u64::from(self.counter)),
            batch: BatchId(id),
            gesture: None,
            author: CoderId(ChangeId::new(7, 1)),
            at: Timestamp(0),
            op,
        };
        self.study.apply(&change);
        id
    }

    /// A number below a limit: splitmix64, so that every run makes the same study.
    fn below(&mut self, limit: usize) -> usize {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed >> 32) % limit as u64).unwrap_or(0)
    }

    fn codebook(&mut self) -> Vec<CodeId> {
        let mut codes = Vec::new();
        for category in 1..=CATEGORIES {
            let number = CodeNumber::new(vec![category]);
            let content = NewCode {
                name: format!("category {category}"),
                number: number.clone(),
                ..NewCode::default()
            };
            let parent = CodeId(self.apply(Op::AddCode(Box::new(content))));
            for code in 1..=CODES_EACH {
                let (number, name) = (number.child(code), format!("code {category}.{code}"));
                let content = NewCode { number, name, parent: Some(parent), ..NewCode::default() };
                codes.push(CodeId(self.apply(Op::AddCode(Box::new(content)))));
            }
        }
        codes
    }

    fn people(&mut self) -> Vec<SourceId> {
        let definition = AttributeDefinition {
            of: AttributeOf::Participant,
            name: "role group".into(),
            kind: AttributeKind::Choice(vec!["clinician".into(), "manager".into()]),
            help: String::new(),
            judged: false,
        };
        let role = AttributeId(self.apply(Op::DefineAttribute(definition)));
        (0..CASES).map(|number| self.person(number, role)).collect()
    }

    fn person(&mut self, number: usize, role: AttributeId) -> SourceId {
        let pseudonym = format!("P{number}");
        let op = Op::AddParticipant { pseudonym: pseudonym.clone(), organisation: None };
        let person = ParticipantId(self.apply(op));
        let value =
            AttributeValue::Text(if number.is_multiple_of(2) { "clinician" } else { "manager" }.into());
        let owner = AttributeOwner::Participant(person);
        self.apply(Op::SetAttribute(owner, role, Edit::new(None, Some(value))));
        let _ = CaseId(self.apply(Op::AddCase { name: pseudonym.clone(), participants: vec![person] }));
        SourceId(self.apply(Op::AddSource(Box::new(NewSource {
            name: pseudonym,
            origin: Origin { file: "a.txt".into(), kind: "txt".into(), original: None },
            base: vec![Segment { subject: Some(person), blob: BlobAddress([0; 32]), len: LENGTH }],
            speakers: vec![Speaker { name: "P".into(), role: SpeakerRole::Participant(person) }],
            turns: Vec::new(),
            pages: Vec::new(),
        }))))
    }
}

fn timed<T>(name: &str, work: impl Fn() -> T) {
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        let result = work();
        times.push(start.elapsed().as_secs_f64());
        drop(result);
    }
    times.sort_by(f64::total_cmp);
    println!("{name}: best {:.4} s, median {:.4} s", times[0], times[2]);
}

fn main() {
    let mut maker = Maker { study: Study::default(), counter: 0, random: 42 };
    maker.apply(Op::AddCoder { name: "Ada King".into(), initials: "AK".into() });
    let codes = maker.codebook();
    let sources = maker.people();
    // Codings come in random order over all sources: the worst case for the memory.
    for _ in 0..CODINGS {
        let (source, code) = (sources[maker.below(CASES)], codes[maker.below(codes.len())]);
        let start = u32::try_from(maker.below(LENGTH as usize - 200)).unwrap_or(0);
        let passage = Passage { source, span: Span::with_len(start, 120), version: Version::base() };
        let coder = CoderId(ChangeId::new(7, 1));
        maker.apply(Op::Code(NewCoding { passage, excerpt: ExcerptHash(0), code, coder, read: true }));
    }
    let study = maker.study;
    let role = themeloom_analysis::find_attribute(&study, "role group");
    let options = MatrixOptions { columns: ColumnChoice::Codebook, group_by: role };
    timed("matrix of 2,000 cases x 300 codes, 1,000,000 codings", || FrameworkMatrix::new(&study, &options));
    timed("comparison of 2 groups over 300 codes", || {
        role.map(|role| compare(&study, role, &ColumnChoice::Codebook))
    });
    let matrix = FrameworkMatrix::new(&study, &options);
    timed("summary of all cells", || matrix.summary());
    timed("what changed under all cells", || Staleness::new(&matrix).all());
    timed("counts of 300 codes", || code_counts(&study));
    timed("progress", || progress(&study));
}
