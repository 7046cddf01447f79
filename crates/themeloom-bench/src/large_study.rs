//! The study that the bars are measured on: generated from a seed, always the same words.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use themeloom_app::store::KdfCost;
use themeloom_app::study::code::{CodeNumber, NewCode};
use themeloom_app::study::{CodeId, Op, Passage, SourceId};
use themeloom_app::text::{Span, Version};
use themeloom_app::{
    NewParticipant, NewStudy, OpenStudy, add_participant, create, read_bytes, study_templates,
};

use crate::random::Random;

/// The passphrase of every study made here.
pub const PASSPHRASE: &str = "a passphrase for measuring";

/// How large a study is made.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Sources, each with one participant and one case.
    pub sources: usize,
    /// Bytes of each source, at least.
    pub bytes: usize,
    /// Codings in all.
    pub codings: usize,
}

impl Size {
    /// The size that the bars speak of.
    pub const BARS: Self = Self { sources: 2_000, bytes: 60_000, codings: 1_000_000 };
}

const CATEGORIES: u16 = 30;
const CODES_EACH: u16 = 9;
const WORDS: &str = "the of and to we a in that it was they is for you on with have not as but at this so \
    when what there about people time because think know really would were just from had which if our been \
    could who more their very how them then some will out up said one patient patients ward board manager \
    managers manage managed consultant trust trusts money value values finance outcome outcomes quality care \
    meeting meetings budget theatre pathway decision decisions clinic nurse doctor leadership culture blame \
    open honest listen listening heard asked change changes changing improve improvement team teams pressure \
    wouldn’t don’t it’s café naïve – honestly actually probably usually executive director data numbers cost \
    costs saving savings waste target targets winter beds staff rota locum agency morale respect distance \
    language shared together apart corridor email invited clinical engagement engaged disengaged ledger";

/// One transcript: turns of an interviewer and a participant.
#[must_use]
pub fn transcript(random: &mut Random, participant: &str, bytes: usize) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut text = String::with_capacity(bytes + 1_000);
    let mut asked = true;
    while text.len() < bytes {
        text.push_str(if asked { "Interviewer" } else { participant });
        text.push(':');
        for _ in 0..if asked { 12 } else { 80 + random.below(60) } {
            text.push(' ');
            text.push_str(words.get(random.below(words.len())).copied().unwrap_or("so"));
            if random.below(14) == 0 {
                text.push('.');
            }
        }
        text.push_str(".\n\n");
        asked = !asked;
    }
    text
}

/// Makes the study without codings in `before`, and with them in `full`.
///
/// # Errors
/// When a file exists or cannot be written.
pub fn make(folder: &Path, size: Size) -> Result<(PathBuf, PathBuf)> {
    let (before, full) = (folder.join("uncoded.loom"), folder.join("coded.loom"));
    let mut protocol = study_templates::find("nhs-clinician-manager-engagement")?;
    protocol.framework.clear();
    let (mut study, _) = create(&NewStudy {
        path: &before,
        title: "A large study",
        protocol: &protocol,
        sensitising: &[],
        coder: ("Ada Kettle", "AK"),
        passphrase: Some(PASSPHRASE),
        cost: KdfCost::STANDARD,
        clock: themeloom_app::system,
    })?;
    let codes = codebook(&mut study)?;
    let mut random = Random::new(2_022);
    people(&mut study, size)?;
    let sources = words(&mut study, size, &mut random)?;
    study.close()?;
    std::fs::copy(&before, &full).context("cannot copy the study without codings")?;
    let mut study = crate::core_bars::opening::open_large(&full)?;
    codings(&mut study, size, &sources, &codes, &mut random)?;
    study.close()?;
    Ok((before, full))
}

fn codebook(study: &mut OpenStudy) -> Result<Vec<CodeId>> {
    Ok(study.commit("made a codebook", |draft| {
        let mut codes = Vec::new();
        for category in 1..=CATEGORIES {
            let number = CodeNumber::new(vec![category]);
            let name = format!("category {category}");
            let above = NewCode { number: number.clone(), name, is_category: true, ..NewCode::default() };
            let parent = CodeId(draft.add(Op::AddCode(Box::new(above)))?);
            for code in 1..=CODES_EACH {
                let (number, name) = (number.child(code), format!("code {category}.{code}"));
                let content = NewCode { number, name, parent: Some(parent), ..NewCode::default() };
                codes.push(CodeId(draft.add(Op::AddCode(Box::new(content)))?));
            }
        }
        Ok(codes)
    })?)
}

fn pseudonym(number: usize) -> String {
    format!("P{:04}", number + 1)
}

fn people(study: &mut OpenStudy, size: Size) -> Result<()> {
    Ok(study.commit("added the participants", |draft| {
        (0..size.sources).try_for_each(|number| {
            let role = if number.is_multiple_of(2) { "clinician" } else { "manager" };
            let attributes = [("role group".to_owned(), role.to_owned())].into();
            let new =
                NewParticipant { pseudonym: pseudonym(number), attributes, ..NewParticipant::default() };
            add_participant(draft, &new).map(drop)
        })
    })?)
}

fn words(study: &mut OpenStudy, size: Size, random: &mut Random) -> Result<Vec<SourceId>> {
    const LOT: usize = 100;
    let mut sources = Vec::new();
    for from in (0..size.sources).step_by(LOT) {
        let mut lot = Vec::new();
        for number in from..(from + LOT).min(size.sources) {
            let who = pseudonym(number);
            let text = transcript(random, &who, size.bytes).into_bytes();
            let mut read = read_bytes(study.study(), Path::new(&format!("{who}.txt")), text, &[])?;
            read.set_participant(&who);
            lot.push(read);
        }
        sources.extend(study.import(&lot)?.sources);
    }
    Ok(sources)
}

fn codings(
    study: &mut OpenStudy,
    size: Size,
    sources: &[SourceId],
    codes: &[CodeId],
    random: &mut Random,
) -> Result<()> {
    const LOT: usize = 50_000;
    let coder = study.me()?;
    for from in (0..size.codings).step_by(LOT) {
        let n = LOT.min(size.codings - from);
        study.commit(format!("coded {n} passages"), |draft| {
            for _ in 0..n {
                let (Some(source), Some(code)) =
                    (sources.get(random.below(sources.len())), codes.get(random.below(codes.len())))
                else {
                    continue;
                };
                let passage = passage(*source, size, random);
                themeloom_app::code(draft, passage, *code, coder, true)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// A passage of some words' length, well inside the text, which has fewer code points than bytes.
fn passage(source: SourceId, size: Size, random: &mut Random) -> Passage {
    let start = random.below(size.bytes * 9 / 10 - 300);
    let span =
        Span::with_len(u32::try_from(start).unwrap_or(0), 40 + u32::try_from(random.below(200)).unwrap_or(0));
    Passage { source, span, version: Version::base() }
}
