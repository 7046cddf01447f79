//! The words that stand for the values of enums on the wire.

use themeloom_app::study::attribute::{AttributeKind, AttributeOf};
use themeloom_app::study::code::CodeOrigin;
use themeloom_app::study::consent::{ConsentState, WithdrawalLevel};
use themeloom_app::study::findings::Stance;
use themeloom_app::study::framework::CellState;
use themeloom_app::study::protocol::Gate;
use themeloom_app::study::source::{SpeakerRole, Stage, Style};
use themeloom_app::study::{FrameworkId, ParticipantId};

use crate::error::WireError;

/// What has an attribute.
#[must_use]
pub const fn attribute_of(of: AttributeOf) -> &'static str {
    match of {
        AttributeOf::Participant => "participant",
        AttributeOf::Organisation => "organisation",
        AttributeOf::Case => "case",
    }
}

/// What values an attribute takes, and which there are to choose from.
#[must_use]
pub fn attribute_kind(kind: &AttributeKind) -> (&'static str, Vec<String>) {
    match kind {
        AttributeKind::Choice(options) => ("choice", options.clone()),
        AttributeKind::Ordered(options) => ("ordered", options.clone()),
        AttributeKind::Number => ("number", Vec::new()),
        AttributeKind::Date => ("date", Vec::new()),
        AttributeKind::Text => ("text", Vec::new()),
    }
}

/// The answer to a consent statement.
#[must_use]
pub const fn consent(state: ConsentState) -> &'static str {
    match state {
        ConsentState::Given => "given",
        ConsentState::Refused => "refused",
        ConsentState::Withdrawn => "withdrawn",
    }
}

/// How far somebody withdrew.
#[must_use]
pub const fn withdrawal(level: WithdrawalLevel) -> &'static str {
    match level {
        WithdrawalLevel::StopContact => "no further contact",
        WithdrawalLevel::StopCollection => "nothing more is collected",
        WithdrawalLevel::StopUse => "nothing is used any more",
        WithdrawalLevel::Erase => "asked to be erased",
    }
}

/// What a consent statement allows.
#[must_use]
pub fn gate(gate: Gate) -> String {
    format!("{gate:?}").to_lowercase()
}

/// Where a code came from.
#[must_use]
pub const fn origin(origin: CodeOrigin) -> &'static str {
    match origin {
        CodeOrigin::APriori => "a-priori",
        CodeOrigin::FromData => "from-data",
        CodeOrigin::Sensitising => "sensitising",
    }
}

/// Reads where a code came from.
///
/// # Errors
/// When the word is none of those.
pub fn read_origin(word: &str) -> Result<CodeOrigin, WireError> {
    let all = [CodeOrigin::APriori, CodeOrigin::FromData, CodeOrigin::Sensitising];
    read(word, all, origin, "a-priori, from-data or sensitising")
}

/// Which way evidence points.
#[must_use]
pub const fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::For => "for",
        Stance::Against => "against",
    }
}

/// Reads which way evidence points.
///
/// # Errors
/// When the word is none of those.
pub fn read_stance(word: &str) -> Result<Stance, WireError> {
    read(word, [Stance::For, Stance::Against], stance, "for or against")
}

/// The state of a cell.
#[must_use]
pub const fn cell_state(state: CellState) -> &'static str {
    match state {
        CellState::NotCharted => "not-charted",
        CellState::NothingSaid => "nothing-said",
        CellState::NotAsked => "not-asked",
        CellState::Charted => "charted",
    }
}

/// Reads the state of a cell.
///
/// # Errors
/// When the word is none of those.
pub fn read_cell_state(word: &str) -> Result<CellState, WireError> {
    let all = [CellState::NotCharted, CellState::NothingSaid, CellState::NotAsked, CellState::Charted];
    read(word, all, cell_state, "not-charted, nothing-said, not-asked or charted")
}

/// The stage of a source, and under which version of the framework.
#[must_use]
pub const fn stage(stage: Stage) -> (&'static str, Option<FrameworkId>) {
    match stage {
        Stage::Transcribed => ("transcribed", None),
        Stage::Familiarised => ("familiarised", None),
        Stage::Coded => ("coded", None),
        Stage::Indexed(id) => ("indexed", Some(id)),
        Stage::Charted(id) => ("charted", Some(id)),
    }
}

/// Reads a stage.
///
/// # Errors
/// When the word is none of those, or needs a version of the framework.
pub fn read_stage(word: &str, framework: Option<FrameworkId>) -> Result<Stage, WireError> {
    match (word, framework) {
        ("transcribed", _) => Ok(Stage::Transcribed),
        ("familiarised", _) => Ok(Stage::Familiarised),
        ("coded", _) => Ok(Stage::Coded),
        ("indexed", Some(id)) => Ok(Stage::Indexed(id)),
        ("charted", Some(id)) => Ok(Stage::Charted(id)),
        _ => Err(WireError::NotAWord {
            word: word.to_owned(),
            expected: "transcribed, familiarised, coded, or indexed or charted under a framework",
        }),
    }
}

/// How words are set off, and the level of a heading.
#[must_use]
pub const fn style(style: Style) -> (&'static str, Option<u8>) {
    match style {
        Style::Heading(level) => ("heading", Some(level)),
        Style::Bold => ("bold", None),
        Style::Italic => ("italic", None),
        Style::Underlined => ("underlined", None),
    }
}

/// Who a speaker is.
#[must_use]
pub const fn role(role: SpeakerRole) -> (&'static str, Option<ParticipantId>) {
    match role {
        SpeakerRole::Interviewer => ("interviewer", None),
        SpeakerRole::Participant(id) => ("participant", Some(id)),
        SpeakerRole::Unknown => ("unknown", None),
    }
}

fn read<T: Copy, const N: usize>(
    word: &str,
    all: [T; N],
    name: impl Fn(T) -> &'static str,
    expected: &'static str,
) -> Result<T, WireError> {
    let found = all.into_iter().find(|value| name(*value) == word);
    found.ok_or_else(|| WireError::NotAWord { word: word.to_owned(), expected })
}
