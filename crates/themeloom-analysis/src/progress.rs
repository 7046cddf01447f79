//! Where a study stands: its sample against its targets, its sources by stage, its coding, charting and
//! findings.

use serde::Serialize;
use themeloom_study::attribute::AttributeOwner;
use themeloom_study::protocol::SamplingTarget;
use themeloom_study::source::Stage;
use themeloom_study::{CoderId, ParticipantId, Study};

use crate::groups::{find_attribute, recorded};
use crate::matrix::{FrameworkMatrix, MatrixOptions, Summary};
use crate::people::{Standing, is_in_analysis, standing};

/// Where a study stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Progress {
    /// The targets of the sampling matrix, in its order.
    pub targets: Vec<TargetProgress>,
    /// Participants whose accounts are analysed.
    pub participants: usize,
    /// Participants who asked that nothing of theirs be used any more.
    pub withdrawn: usize,
    /// Participants who were erased.
    pub erased: usize,
    /// The sources by stage, from the first; only stages that some source is at.
    pub stages: Vec<StageCount>,
    /// The coders, in the order in which they joined.
    pub coders: Vec<CoderProgress>,
    /// How far the matrix is charted.
    pub coverage: Coverage,
    /// How far the findings are borne out.
    pub findings: FindingProgress,
}

/// One target of the sampling matrix.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct TargetProgress {
    /// What is wanted: attribute and value.
    pub wanted: Vec<(String, String)>,
    /// How many participants are wanted.
    pub target: u32,
    /// The pseudonyms of those that fit.
    pub participants: Vec<String>,
}

/// How many sources are at a stage.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct StageCount {
    /// The stage in a word or two: "indexed (Version 2)".
    pub stage: String,
    /// How many.
    pub sources: usize,
    /// Whether the stage names a version of the framework that is not the newest.
    pub older_framework: bool,
}

/// What a coder has done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CoderProgress {
    /// The coder.
    pub coder: CoderId,
    /// Their name.
    pub name: String,
    /// Codings that count.
    pub codings: usize,
    /// Sources in which these are.
    pub sources: usize,
    /// Cells that they charted.
    pub cells: usize,
}

/// How far the matrix is charted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Coverage {
    /// Its rows.
    pub cases: usize,
    /// Its columns.
    pub codes: usize,
    /// Its cells.
    pub summary: Summary,
}

/// How far the findings are borne out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct FindingProgress {
    /// All findings.
    pub findings: usize,
    /// Those with evidence for them.
    pub with_evidence: usize,
    /// Those with evidence against them.
    pub with_evidence_against: usize,
    /// All recommendations.
    pub recommendations: usize,
    /// Those that a finding carries.
    pub carried: usize,
}

/// Where a study stands.
#[must_use]
pub fn progress(study: &Study) -> Progress {
    let count =
        |wanted| study.participants().rows().iter().filter(|p| standing(study, p.id) == wanted).count();
    let matrix = FrameworkMatrix::new(study, &MatrixOptions::default());
    let targets = study.protocol().map(|protocol| protocol.sampling.targets.as_slice()).unwrap_or_default();
    Progress {
        targets: targets.iter().map(|target| target_progress(study, target)).collect(),
        participants: count(Standing::Analysed),
        withdrawn: count(Standing::Withdrawn),
        erased: count(Standing::Erased),
        stages: stages(study),
        coders: study.coders().iter().map(|coder| coder_progress(study, coder.id, &coder.name)).collect(),
        coverage: Coverage {
            cases: matrix.rows.len(),
            codes: matrix.columns.len(),
            summary: matrix.summary(),
        },
        findings: finding_progress(study),
    }
}

fn target_progress(study: &Study, target: &SamplingTarget) -> TargetProgress {
    let fits = |participant: ParticipantId| {
        target.wanted.iter().all(|(name, wanted)| has_value(study, participant, name, wanted))
    };
    let mut participants: Vec<String> = study
        .participants()
        .iter()
        .filter(|p| is_in_analysis(study, p.id) && fits(p.id))
        .map(|p| p.pseudonym.clone())
        .collect();
    participants.sort_by(|a, b| crate::natural_order(a, b));
    let wanted = target.wanted.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    TargetProgress { wanted, target: target.target, participants }
}

/// Whether a participant, or their organisation, has a value of an attribute, whatever its capitals.
fn has_value(study: &Study, participant: ParticipantId, name: &str, wanted: &str) -> bool {
    let Some(attribute) = find_attribute(study, name).and_then(|id| study.attributes().get(id)) else {
        return false;
    };
    let organisation = study.participants().get(participant).and_then(|p| p.organisation);
    let owners =
        [Some(AttributeOwner::Participant(participant)), organisation.map(AttributeOwner::Organisation)];
    owners
        .into_iter()
        .flatten()
        .filter(|owner| owner.kind() == attribute.definition.of)
        .filter_map(|owner| recorded(study, owner, attribute))
        .any(|value| value.to_string().to_lowercase() == wanted.trim().to_lowercase())
}

/// A stage in a word or two.
#[must_use]
pub fn stage_word(study: &Study, stage: Stage) -> String {
    let version = |id| study.frameworks().get(id).map_or("?", |f| f.content.name.as_str());
    match stage {
        Stage::Transcribed => "transcribed".to_owned(),
        Stage::Familiarised => "familiarised".to_owned(),
        Stage::Coded => "coded".to_owned(),
        Stage::Indexed(id) => format!("indexed ({})", version(id)),
        Stage::Charted(id) => format!("charted ({})", version(id)),
    }
}

fn stages(study: &Study) -> Vec<StageCount> {
    let mut stages: Vec<Stage> = study.sources().iter().map(|source| source.stage).collect();
    stages.sort_unstable();
    let newest = study.newest_framework().map(|framework| framework.id);
    let count = |chunk: &[Stage]| {
        let stage = *chunk.first()?;
        let older_framework = match stage {
            Stage::Indexed(id) | Stage::Charted(id) => newest != Some(id),
            Stage::Transcribed | Stage::Familiarised | Stage::Coded => false,
        };
        Some(StageCount { stage: stage_word(study, stage), sources: chunk.len(), older_framework })
    };
    stages.chunk_by(|a, b| a == b).filter_map(count).collect()
}

fn coder_progress(study: &Study, coder: CoderId, name: &str) -> CoderProgress {
    let by_source = study.sources().iter().map(|source| {
        study.codings_of(source.id).filter(|coding| coding.coder == coder && study.counts(coding)).count()
    });
    let by_source: Vec<usize> = by_source.filter(|&n| n > 0).collect();
    CoderProgress {
        coder,
        name: name.to_owned(),
        codings: by_source.iter().sum(),
        sources: by_source.len(),
        cells: study.cells().values().filter(|cell| cell.author == Some(coder)).count(),
    }
}

fn finding_progress(study: &Study) -> FindingProgress {
    use themeloom_study::findings::Stance;
    let mut progress = FindingProgress::default();
    for finding in study.findings().iter() {
        let has = |stance| study.evidence().iter().any(|e| e.finding == finding.id && e.stance == stance);
        progress.findings += 1;
        progress.with_evidence += usize::from(has(Stance::For));
        progress.with_evidence_against += usize::from(has(Stance::Against));
    }
    for recommendation in study.recommendations().iter() {
        let carried = recommendation.findings.iter().any(|&id| study.findings().live(id).is_some());
        progress.recommendations += 1;
        progress.carried += usize::from(carried);
    }
    progress
}
