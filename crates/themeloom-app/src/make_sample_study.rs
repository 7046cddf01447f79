//! The sample study: made by the same use cases that people use, from files that come with the
//! program. Everybody in it is invented.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use themeloom_import::{
    CodingRow, FirstImpressionRow, MemoAbout, MemoRow, Numbered, Rows, SampleConsent, SampleStudy,
    SampleWithdrawal, read_cells, read_codebook, read_codings, read_findings, read_first_impressions,
    read_mapping, read_memos, read_recommendations, read_study, read_themes,
};
use themeloom_store::KdfCost;
use themeloom_study::attribute::AttributeOwner;
use themeloom_study::consent::{Consent, Erasure, Withdrawal, WithdrawalLevel};
use themeloom_study::findings::{EvidenceLink, Stance};
use themeloom_study::source::Stage;
use themeloom_study::{CodeId, Edit, FindingId, MemoId, Op, Passage, SourceId};

use crate::apply_code::locate;
use crate::create_study::{NewStudy, create};
use crate::draft::Draft;
use crate::error::{AppError, Result};
use crate::import_source::{ReadDocument, read_bytes};
use crate::open::OpenStudy;
use crate::record_people::{
    NewOrganisation, NewParticipant, add_organisation, add_participant, consent_mode, consent_state, judge,
    record_consent, record_withdrawal, unfit,
};
use crate::state_findings::{NewTheme, add_evidence, add_finding, add_recommendation, add_theme};
use crate::write_memo::{discuss, first_impression, set_stage, target, write_memo};
use crate::{clock, resolve, templates};

static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../samples/many-rivers");

/// The file that the sample study is made in.
pub const SAMPLE_FILE: &str = "many-rivers.loom";

/// What making the sample came to.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SampleMade {
    /// The study file.
    pub study: PathBuf,
    /// What every page made of it has to say.
    pub notice: String,
    /// How many transcripts it has after the erasure.
    pub sources: usize,
    /// How many codings.
    pub codings: usize,
    /// How many charted cells.
    pub cells: usize,
}

/// Is told what is being done, how many steps are done and how many there are; answers whether to go
/// on.
pub type Progress<'a> = dyn FnMut(&str, u64, u64) -> bool + 'a;

/// Makes the sample study in a folder.
///
/// # Errors
/// When the file exists or cannot be written, or it was cancelled.
pub fn make_sample(folder: &Path, progress: &mut Progress<'_>) -> Result<SampleMade> {
    let path = folder.join(SAMPLE_FILE);
    let sample = read_study("study.toml", file("study.toml"))?;
    std::fs::create_dir_all(folder).map_err(|cause| AppError::File {
        doing: "make the folder",
        path: folder.to_owned(),
        cause,
    })?;
    let (name, initials) =
        sample.coders.first().map_or(("Sample", "S"), |coder| (coder.name.as_str(), coder.initials.as_str()));
    let protocol = templates::find(&sample.protocol)?;
    let (mut open, _) = create(&NewStudy {
        path: &path,
        title: &sample.title,
        protocol: &protocol,
        sensitising: &sample.sensitising,
        coder: (name, initials),
        passphrase: None,
        cost: KdfCost::STANDARD,
        clock: clock::system,
    })?;
    open.commit(String::new(), |draft| {
        draft.add(Op::SetNotice(Edit::new(String::new(), sample.notice.clone()))).map(drop)
    })?;
    type Step = fn(&mut OpenStudy, &SampleStudy) -> Result<()>;
    let steps: [(&str, Step); 12] = [
        ("adding the people", people),
        ("importing the transcripts", transcripts),
        ("writing down first impressions", impressions),
        ("building the codebook", codebook),
        ("coding", codings),
        ("fixing the framework", framework),
        ("charting the matrix", cells),
        ("judging leadership styles", judgements),
        ("writing memos", memos),
        ("stating themes, findings and recommendations", findings),
        ("recording withdrawals", withdrawals),
        ("erasing who asked for it", erasures),
    ];
    let all = steps.len() as u64;
    for (done, (what, step)) in (0..).zip(steps) {
        if !progress(what, done, all) {
            return Err(AppError::Cancelled);
        }
        step(&mut open, &sample)?;
    }
    progress("done", all, all);
    open.choose_coder(Some(initials))?;
    let study = open.study();
    let made = SampleMade {
        notice: sample.notice.clone(),
        sources: study.sources().iter().count(),
        codings: study.codings().iter().count(),
        cells: study.cells().len(),
        study: path,
    };
    open.save_snapshot()?;
    open.close()?;
    Ok(made)
}

fn file(name: &str) -> &'static [u8] {
    SAMPLE.get_file(name).map(include_dir::File::contents).unwrap_or_default()
}

fn people(open: &mut OpenStudy, sample: &SampleStudy) -> Result<()> {
    for coder in sample.coders.iter().skip(1) {
        open.choose_coder(None)?;
        open.add_coder(&coder.name, &coder.initials, None, false)?;
    }
    as_first(open, sample)?;
    open.commit("added the organisations", |draft| {
        for organisation in &sample.organisations {
            let new = NewOrganisation {
                name: organisation.pseudonym.clone(),
                attributes: organisation.attributes.clone(),
            };
            add_organisation(draft, &new)?;
        }
        Ok(())
    })?;
    open.commit("added the participants and their answers to the consent statements", |draft| {
        for participant in &sample.participants {
            let new = NewParticipant {
                pseudonym: participant.pseudonym.clone(),
                organisation: Some(participant.organisation.clone()),
                attributes: participant.attributes.clone(),
                identity: None,
            };
            let (id, _) = add_participant(draft, &new)?;
            for answer in &participant.consents {
                record_consent(draft, id, &answer.statement, Some(answer.version), consent(answer)?)?;
            }
        }
        Ok(())
    })
}

fn as_first(open: &mut OpenStudy, sample: &SampleStudy) -> Result<()> {
    open.choose_coder(sample.coders.first().map(|coder| coder.initials.as_str()))
}

fn consent(answer: &SampleConsent) -> Result<Consent> {
    Ok(Consent {
        state: consent_state(&answer.state)?,
        mode: consent_mode(&answer.mode)?,
        on: answer.date.clone(),
        taken_by: String::new(),
    })
}

fn transcripts(open: &mut OpenStudy, _: &SampleStudy) -> Result<()> {
    let mapping = read_mapping("mapping.csv", file("mapping.csv"))?;
    let mut files: Vec<_> = SAMPLE.get_dir("transcripts").into_iter().flat_map(Dir::files).collect();
    files.sort_by_key(|file| file.path());
    let documents: Vec<ReadDocument> = files
        .into_iter()
        .map(|file| read_bytes(open.study(), file.path(), file.contents().to_vec(), &mapping.rows))
        .collect::<Result<_>>()?;
    open.import(&documents).map(drop)
}

fn impressions(open: &mut OpenStudy, sample: &SampleStudy) -> Result<()> {
    let rows = clean("first_impressions.csv", read_first_impressions)?;
    for coder in &sample.coders {
        open.choose_coder(Some(&coder.initials))?;
        let own: Vec<&FirstImpressionRow> = rows.iter().filter(|row| row.author == coder.initials).collect();
        if own.is_empty() {
            continue;
        }
        open.commit(format!("wrote down first impressions of {} accounts", own.len()), |draft| {
            for row in own {
                let source = resolve::source(draft.study(), &row.source)?.id;
                let me = draft.author();
                first_impression(draft, source, me, &row.text)?;
                set_stage(draft, source, Stage::Familiarised)?;
            }
            Ok(())
        })?;
    }
    as_first(open, sample)
}

fn codebook(open: &mut OpenStudy, _: &SampleStudy) -> Result<()> {
    let first: Vec<String> = open
        .study()
        .codebook()
        .iter()
        .filter(|code| !code.content.is_category)
        .map(|code| code.content.number.to_string())
        .collect();
    open.fix_framework(
        Some("Version 1"),
        "The protocol's framework, before the first transcript was read.",
        &first,
    )?;
    let taken = open.take_codebook(&read_codebook("codebook.csv", file("codebook.csv"))?)?;
    refuse("codebook.csv", taken.problems)
}

fn codings(open: &mut OpenStudy, sample: &SampleStudy) -> Result<()> {
    let rows = read_codings("codings.csv", file("codings.csv"))?;
    for coder in &sample.coders {
        open.choose_coder(Some(&coder.initials))?;
        let own = Rows { rows: of_coder(&rows.rows, &coder.initials), problems: Vec::new() };
        refuse("codings.csv", open.code_rows(&own)?.problems)?;
    }
    as_first(open, sample)?;
    set_stages(open, Stage::Coded, "marked all accounts as coded")
}

fn of_coder(rows: &[Numbered<CodingRow>], initials: &str) -> Vec<Numbered<CodingRow>> {
    rows.iter().filter(|row| row.value.coder == initials).cloned().collect()
}

fn set_stages(open: &mut OpenStudy, stage: Stage, said: &str) -> Result<()> {
    let sources: Vec<SourceId> = open.study().sources().iter().map(|source| source.id).collect();
    open.commit(said, |draft| sources.iter().try_for_each(|source| set_stage(draft, *source, stage)))
}

fn framework(open: &mut OpenStudy, sample: &SampleStudy) -> Result<()> {
    let note =
        "After all accounts were coded: codes from the data joined, codes that held little were left out.";
    let name = format!("Version {}", sample.framework_version);
    let id = open.fix_framework(Some(&name), note, &sample.framework)?;
    set_stages(open, Stage::Indexed(id), &format!("indexed all accounts under {name}"))
}

fn cells(open: &mut OpenStudy, _: &SampleStudy) -> Result<()> {
    let charted = open.chart_rows(&read_cells("cells.csv", file("cells.csv"))?)?;
    refuse("cells.csv", charted.problems)?;
    let Some(id) = open.study().newest_framework().map(|f| f.id) else { return Ok(()) };
    set_stages(open, Stage::Charted(id), "marked all accounts as charted")
}

fn judgements(open: &mut OpenStudy, sample: &SampleStudy) -> Result<()> {
    for judgement in &sample.judgements {
        open.choose_coder(Some(&judgement.coder))?;
        let said = format!("judged the {} of {}", judgement.attribute, judgement.organisation);
        open.commit(said, |draft| {
            let of = AttributeOwner::Organisation(
                resolve::organisation(draft.study(), &judgement.organisation)?.id,
            );
            let passages = judgement
                .passages
                .iter()
                .map(|p| passage(draft, &p.source, &p.quotation))
                .collect::<Result<_>>()?;
            judge(draft, of, &judgement.attribute, &judgement.value, &judgement.note, passages)
        })?;
    }
    as_first(open, sample)
}

fn passage(draft: &Draft<'_>, source: &str, quotation: &str) -> Result<Passage> {
    let source = resolve::source(draft.study(), source)?.id;
    locate(draft.study(), draft.texts(), source, quotation)
}

fn memos(open: &mut OpenStudy, sample: &SampleStudy) -> Result<()> {
    let rows: Vec<MemoRow> = clean("memos.csv", read_memos)?;
    let mut made: Vec<MemoId> = Vec::new();
    for row in &rows {
        open.choose_coder(Some(&row.author))?;
        let id = open.commit(String::new(), |draft| {
            let about = target(draft.study(), &words(&row.about))?;
            let reply_to = row.reply_to.and_then(|n| made.get(n.checked_sub(1)?)).copied();
            if row.discuss {
                discuss(draft, &about, &row.text, "")?;
            }
            write_memo(draft, about, &row.text, reply_to)
        })?;
        made.push(id);
    }
    as_first(open, sample)
}

fn words(about: &MemoAbout) -> String {
    match about {
        MemoAbout::Study => "study".to_owned(),
        MemoAbout::Code(name) => format!("code:{name}"),
        MemoAbout::Source(name) => format!("source:{name}"),
        MemoAbout::Case(name) => format!("case:{name}"),
        MemoAbout::Theme(name) => format!("theme:{name}"),
        MemoAbout::Cell(case, code) => format!("cell:{case}/{code}"),
    }
}

fn findings(open: &mut OpenStudy, _: &SampleStudy) -> Result<()> {
    let themes = read_themes("themes.toml", file("themes.toml"))?;
    open.commit(format!("stated {} themes", themes.len()), |draft| {
        for theme in &themes {
            let codes: Vec<CodeId> = theme
                .codes
                .iter()
                .map(|code| resolve::code(draft.study(), code).map(|code| code.id))
                .collect::<Result<_>>()?;
            let exemplars = theme
                .exemplars
                .iter()
                .map(|e| passage(draft, &e.source, &e.quotation))
                .collect::<Result<_>>()?;
            let new = NewTheme {
                name: theme.name.clone(),
                statement: theme.statement.clone(),
                narrative: theme.narrative.trim().to_owned(),
                codes,
                exemplars,
            };
            add_theme(draft, new)?;
        }
        Ok(())
    })?;
    let findings = read_findings("findings.toml", file("findings.toml"))?;
    let recommendations = read_recommendations("recommendations.toml", file("recommendations.toml"))?;
    open.commit(
        format!("stated {} findings and {} recommendations", findings.len(), recommendations.len()),
        |draft| {
            let mut made: Vec<(String, FindingId)> = Vec::new();
            for finding in &findings {
                let theme = draft.study().themes().iter().find(|t| t.name == finding.theme).map(|t| t.id);
                let id = add_finding(draft, &finding.statement, theme)?;
                for evidence in &finding.evidence {
                    let link = EvidenceLink::Passage(passage(draft, &evidence.source, &evidence.quotation)?);
                    add_evidence(draft, id, stance(&evidence.stance)?, link, &evidence.note)?;
                }
                made.push((finding.id.clone(), id));
            }
            for recommendation in &recommendations {
                let carried = recommendation.findings.iter();
                let carried = carried.filter_map(|name| made.iter().find(|(known, _)| known == name));
                let carried = carried.map(|(_, id)| *id).collect();
                add_recommendation(draft, &recommendation.what, &recommendation.why, carried)?;
            }
            Ok(())
        },
    )
}

fn stance(word: &str) -> Result<Stance> {
    match word {
        "for" => Ok(Stance::For),
        "against" => Ok(Stance::Against),
        _ => Err(unfit("the stance of evidence", word, "for or against")),
    }
}

fn withdrawals(open: &mut OpenStudy, sample: &SampleStudy) -> Result<()> {
    for (pseudonym, withdrawal) in withdrawn(sample) {
        open.commit(String::new(), |draft| {
            let id = resolve::participant(draft.study(), pseudonym)?.id;
            let level = match withdrawal.level.as_str() {
                "stop-contact" => WithdrawalLevel::StopContact,
                "stop-collection" => WithdrawalLevel::StopCollection,
                "stop-use" => WithdrawalLevel::StopUse,
                "erase" => WithdrawalLevel::Erase,
                other => {
                    let expected = "stop-contact, stop-collection, stop-use or erase";
                    return Err(unfit("a level of withdrawal", other, expected));
                }
            };
            let note = withdrawal.reason.clone();
            record_withdrawal(draft, id, Withdrawal { level, on: withdrawal.date.clone(), note })
        })?;
    }
    Ok(())
}

fn erasures(open: &mut OpenStudy, sample: &SampleStudy) -> Result<()> {
    for (pseudonym, withdrawal) in withdrawn(sample).filter(|(_, withdrawal)| withdrawal.erase) {
        let erasure = Erasure { on: withdrawal.date.clone(), reason: withdrawal.reason.clone() };
        open.erase_participant(pseudonym, &erasure)?;
    }
    Ok(())
}

fn withdrawn(sample: &SampleStudy) -> impl Iterator<Item = (&str, &SampleWithdrawal)> {
    sample.participants.iter().filter_map(|p| Some((p.pseudonym.as_str(), p.withdrawal.as_ref()?)))
}

/// The rows of a table that must have no problems.
fn clean<T: Clone>(
    name: &str,
    read: impl Fn(&str, &[u8]) -> std::result::Result<Rows<T>, themeloom_import::ImportError>,
) -> Result<Vec<T>> {
    let rows = read(name, file(name))?;
    refuse(name, rows.problems.iter().map(ToString::to_string).collect())?;
    Ok(rows.rows.into_iter().map(|row| row.value).collect())
}

fn refuse(file: &str, problems: Vec<String>) -> Result<()> {
    if problems.is_empty() { Ok(()) } else { Err(AppError::Rows { file: file.to_owned(), problems }) }
}
