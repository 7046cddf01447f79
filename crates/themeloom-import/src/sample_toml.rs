//! The files of a sample study: who took part, and what the analysis came to. Plain rows with the
//! names that a person writes; nothing is looked up in a study here.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::ImportError;
use crate::toml_file;

/// study.toml: who took part.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleStudy {
    /// The study's title.
    pub title: String,
    /// What every page must say.
    #[serde(default)]
    pub notice: String,
    /// The folder name of the protocol that it follows.
    pub protocol: String,
    /// The numbers of the sensitising codes that are switched on.
    #[serde(default)]
    pub sensitising: Vec<String>,
    /// The name of the framework's version that is charted.
    #[serde(default)]
    pub framework_version: String,
    /// The numbers of the codes that are charted.
    #[serde(default)]
    pub framework: Vec<String>,
    /// The coders.
    pub coders: Vec<SampleCoder>,
    /// The organisations.
    #[serde(default)]
    pub organisations: Vec<SampleOrganisation>,
    /// The analysts' judgements.
    #[serde(default)]
    pub judgements: Vec<SampleJudgement>,
    /// The participants.
    pub participants: Vec<SampleParticipant>,
}

/// A coder.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleCoder {
    /// The initials, by which the tables name the coder.
    pub initials: String,
    /// The name.
    pub name: String,
    /// Who that is.
    #[serde(default)]
    pub about: String,
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleOrganisation {
    /// Its pseudonym.
    pub pseudonym: String,
    /// What it is.
    #[serde(default)]
    pub about: String,
    /// Attribute name to value.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
}

/// An analyst's judgement of an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleJudgement {
    /// The organisation's pseudonym.
    pub organisation: String,
    /// The attribute.
    pub attribute: String,
    /// The value.
    pub value: String,
    /// The initials of who judged.
    pub coder: String,
    /// Why.
    #[serde(default)]
    pub note: String,
    /// The passages that it rests on.
    #[serde(default)]
    pub passages: Vec<SamplePassage>,
}

/// A passage by its exact words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SamplePassage {
    /// The source's name.
    pub source: String,
    /// The exact words.
    pub quotation: String,
}

/// A participant.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleParticipant {
    /// The id.
    pub id: String,
    /// The pseudonym.
    pub pseudonym: String,
    /// The pseudonym of the organisation.
    #[serde(default)]
    pub organisation: String,
    /// The day of the interview, written 2026-11-23.
    #[serde(default)]
    pub interviewed: String,
    /// Attribute name to value.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    /// The answers to the consent statements.
    #[serde(default)]
    pub consents: Vec<SampleConsent>,
    /// That the participant withdrew.
    pub withdrawal: Option<SampleWithdrawal>,
}

/// An answer to a consent statement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleConsent {
    /// The statement's short name.
    pub statement: String,
    /// The version of its wording.
    #[serde(default = "first_version")]
    pub version: u32,
    /// given, refused or withdrawn.
    pub state: String,
    /// The day, written 2026-11-23.
    pub date: String,
    /// written, verbal, electronic or recorded.
    pub mode: String,
}

const fn first_version() -> u32 {
    1
}

/// A withdrawal, up to erasure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleWithdrawal {
    /// How far: stop-contact, stop-collection, stop-use or erase.
    pub level: String,
    /// The day, written 2026-11-23.
    pub date: String,
    /// What was asked for.
    #[serde(default)]
    pub reason: String,
    /// Whether the words are erased.
    #[serde(default)]
    pub erase: bool,
}

/// A theme.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleTheme {
    /// Its name.
    pub name: String,
    /// What it states.
    pub statement: String,
    /// The narrative summary.
    #[serde(default)]
    pub narrative: String,
    /// The numbers of its codes.
    #[serde(default)]
    pub codes: Vec<String>,
    /// The quotations that show it.
    #[serde(default)]
    pub exemplars: Vec<SampleExemplar>,
}

/// A quotation that shows a theme.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleExemplar {
    /// The source's name.
    pub source: String,
    /// The exact words.
    pub quotation: String,
    /// Why it was chosen.
    #[serde(default)]
    pub why: String,
    /// Whether the report is expected to refuse it, for want of consent.
    #[serde(default)]
    pub expect_refused: bool,
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleFinding {
    /// Its short name: "F1".
    pub id: String,
    /// What it states.
    pub statement: String,
    /// The name of its theme.
    #[serde(default)]
    pub theme: String,
    /// What speaks for and against it.
    #[serde(default)]
    pub evidence: Vec<SampleEvidence>,
}

/// A passage that speaks for or against a finding.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleEvidence {
    /// for or against.
    pub stance: String,
    /// The source's name.
    pub source: String,
    /// The exact words.
    pub quotation: String,
    /// What it shows.
    #[serde(default)]
    pub note: String,
}

/// A recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleRecommendation {
    /// What to do.
    pub what: String,
    /// Why.
    pub why: String,
    /// The findings that carry it.
    #[serde(default)]
    pub findings: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Themes {
    themes: Vec<SampleTheme>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Findings {
    findings: Vec<SampleFinding>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recommendations {
    recommendations: Vec<SampleRecommendation>,
}

/// Reads study.toml.
///
/// # Errors
/// With line and column for a file that is no TOML or has unknown or missing keys.
pub fn read_study(file: &str, bytes: &[u8]) -> Result<SampleStudy, ImportError> {
    toml_file::read(file, &toml_file::text_of(file, bytes)?)
}

/// Reads themes.toml.
///
/// # Errors
/// As [`read_study`].
pub fn read_themes(file: &str, bytes: &[u8]) -> Result<Vec<SampleTheme>, ImportError> {
    toml_file::read(file, &toml_file::text_of(file, bytes)?).map(|read: Themes| read.themes)
}

/// Reads findings.toml.
///
/// # Errors
/// As [`read_study`].
pub fn read_findings(file: &str, bytes: &[u8]) -> Result<Vec<SampleFinding>, ImportError> {
    toml_file::read(file, &toml_file::text_of(file, bytes)?).map(|read: Findings| read.findings)
}

/// Reads recommendations.toml.
///
/// # Errors
/// As [`read_study`].
pub fn read_recommendations(file: &str, bytes: &[u8]) -> Result<Vec<SampleRecommendation>, ImportError> {
    toml_file::read(file, &toml_file::text_of(file, bytes)?).map(|read: Recommendations| read.recommendations)
}
