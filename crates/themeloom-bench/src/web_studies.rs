//! The studies that the bars of the interface are measured on, in a library folder.

use std::path::Path;

use anyhow::{Context, Result};
use themeloom_app::store::KdfCost;
use themeloom_app::study::{CodeId, Passage, SourceId};
use themeloom_app::text::{Span, Version};
use themeloom_app::{NewStudy, OpenStudy, SAMPLE_FILE, create, make_sample, read_bytes, study_templates};

use crate::large_study::{self, Size, transcript};
use crate::random::Random;

/// The transcripts: a name, and how many words.
const TEXTS: [(&str, usize); 3] = [("10k", 10_000), ("100k", 100_000), ("400k", 400_000)];
const CODINGS_EACH: usize = 2_000;

/// Makes, where they are not there yet, `coded.loom` (2,000 cases, 300 codes), `texts.loom` (one
/// transcript of each length with 2,000 codings) and the sample study.
///
/// # Errors
/// When the folder cannot be written.
pub fn make(folder: &Path, size: Size) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    if !folder.join("coded.loom").exists() {
        let (before, _) = large_study::make(folder, size)?;
        std::fs::remove_file(before).context("cannot remove the study without codings")?;
    }
    if !folder.join(SAMPLE_FILE).exists() {
        make_sample(folder, &mut |_, _, _| true)?;
    }
    let texts = folder.join("texts.loom");
    if texts.exists() { Ok(()) } else { make_texts(&texts) }
}

fn make_texts(path: &Path) -> Result<()> {
    let protocol = study_templates::find("nhs-clinician-manager-engagement")?;
    let (mut study, _) = create(&NewStudy {
        path,
        title: "Texts to measure on",
        protocol: &protocol,
        sensitising: &[],
        coder: ("Ada Kettle", "AK"),
        passphrase: None,
        cost: KdfCost::STANDARD,
        clock: themeloom_app::system,
    })?;
    let mut random = Random::new(2_022);
    let codes: Vec<CodeId> =
        study.study().codes().iter().filter(|code| !code.content.is_category).map(|code| code.id).collect();
    for (name, words) in TEXTS {
        let text = of_words(&mut random, name, words);
        let read =
            read_bytes(study.study(), Path::new(&format!("{name}.txt")), text.clone().into_bytes(), &[])?;
        let sources = study.import(&[read])?.sources;
        let source = *sources.first().context("the transcript was not taken in")?;
        code(&mut study, source, text.chars().count(), &codes, &mut random)?;
    }
    Ok(study.close()?)
}

/// A transcript of exactly so many words.
fn of_words(random: &mut Random, participant: &str, words: usize) -> String {
    let long = transcript(random, participant, words * 7);
    let end = long.split_inclusive(char::is_whitespace).scan(0, |place, word| {
        *place += word.len();
        Some((*place, !word.trim().is_empty()))
    });
    let cut = end.filter(|(_, is_word)| *is_word).nth(words - 1).map_or(long.len(), |(place, _)| place);
    long.get(..cut).unwrap_or(&long).to_owned()
}

/// Codings spread evenly over a text.
fn code(
    study: &mut OpenStudy,
    source: SourceId,
    characters: usize,
    codes: &[CodeId],
    random: &mut Random,
) -> Result<()> {
    let coder = study.me()?;
    study.commit("coded the text", |draft| {
        for number in 0..CODINGS_EACH {
            let start = number * (characters - 400) / CODINGS_EACH;
            let length = 30 + random.below(250);
            let span = Span::with_len(u32::try_from(start).unwrap_or(0), u32::try_from(length).unwrap_or(30));
            let passage = Passage { source, span, version: Version::base() };
            if let Some(code) = codes.get(random.below(codes.len())) {
                themeloom_app::code(draft, passage, *code, coder, true)?;
            }
        }
        Ok(())
    })?;
    Ok(())
}
