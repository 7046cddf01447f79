//! Memos, comments, what is put aside to discuss, worksheets, and what they are about.

use themeloom_app::study::framework::CellKey;
use themeloom_app::study::{self as study, CodeId, Study, Texts, memo};

use super::codes::millis;
use super::places::{place, read_passage};
use crate::error::WireError;
use crate::ids::{read_id, version_name};
use crate::types::memo::{Comment, Discussion, Memo, Target, WorksheetElement};
use crate::types::place::Passage;

/// What a note is about.
#[must_use]
pub fn target(study: &Study, texts: &Texts, about: &memo::Target) -> Target {
    use memo::Target as T;
    let (kind, id) = match about {
        T::Study => ("study", None),
        T::Participant(id) => ("participant", Some(id.to_string())),
        T::Organisation(id) => ("organisation", Some(id.to_string())),
        T::Case(id) => ("case", Some(id.to_string())),
        T::Source(id) => ("source", Some(id.to_string())),
        T::Passage(passage) => ("passage", Some(passage.source.to_string())),
        T::Code(id) => ("code", Some(id.to_string())),
        T::Coding(id) => ("coding", Some(id.to_string())),
        T::Cell(case, _) => ("cell", Some(case.to_string())),
        T::Framework(id) => ("framework", Some(id.to_string())),
        T::Theme(id) => ("theme", Some(id.to_string())),
        T::Finding(id) => ("finding", Some(id.to_string())),
        T::Recommendation(id) => ("recommendation", Some(id.to_string())),
    };
    let passage = match about {
        T::Passage(passage) => Some(sent_passage(study, texts, passage)),
        T::Coding(id) => study
            .codings()
            .get(*id)
            .and_then(|coding| study.passage_of(coding))
            .map(|passage| sent_passage(study, texts, &passage)),
        _ => None,
    };
    let code = if let T::Cell(_, code) = about { Some(code.to_string()) } else { None };
    Target { kind: kind.to_owned(), id, code, passage }
}

/// A passage where it stands now.
fn sent_passage(study: &Study, texts: &Texts, passage: &study::Passage) -> Passage {
    let at = place(study, texts, passage);
    Passage {
        source: passage.source.to_string(),
        start: at.as_ref().map_or(0, |at| at.start),
        end: at.as_ref().map_or(0, |at| at.end),
        version: at.map_or_else(|| version_name(&passage.version), |at| at.version),
    }
}

/// What a note from the browser is about.
///
/// # Errors
/// When it names nothing.
pub fn read_target(study: &Study, texts: &Texts, sent: &Target) -> Result<memo::Target, WireError> {
    use memo::Target as T;
    let missing = || WireError::Gone { what: "what the note is about" };
    let id = || sent.id.as_deref().ok_or_else(missing);
    Ok(match sent.kind.as_str() {
        "study" => T::Study,
        "participant" => T::Participant(read_id(id()?)?),
        "organisation" => T::Organisation(read_id(id()?)?),
        "case" => T::Case(read_id(id()?)?),
        "source" => T::Source(read_id(id()?)?),
        "passage" => T::Passage(read_passage(study, texts, sent.passage.as_ref().ok_or_else(missing)?)?),
        "code" => T::Code(read_id(id()?)?),
        "coding" => T::Coding(read_id(id()?)?),
        "cell" => T::Cell(read_id(id()?)?, read_id(sent.code.as_deref().ok_or_else(missing)?)?),
        "framework" => T::Framework(read_id(id()?)?),
        "theme" => T::Theme(read_id(id()?)?),
        "finding" => T::Finding(read_id(id()?)?),
        "recommendation" => T::Recommendation(read_id(id()?)?),
        other => {
            return Err(WireError::NotAWord { word: other.to_owned(), expected: "a kind of thing" });
        }
    })
}

/// What something is called at the head of a note: of a passage its line reference.
fn title(study: &Study, texts: &Texts, about: &memo::Target) -> String {
    let reference = |passage: &study::Passage| place(study, texts, passage).map(|place| place.reference);
    match about {
        memo::Target::Passage(passage) => reference(passage).unwrap_or_default(),
        memo::Target::Coding(id) => {
            let coding = study.codings().get(*id);
            let at = coding.and_then(|coding| reference(&study.passage_of(coding)?)).unwrap_or_default();
            let code = coding.and_then(|coding| study.codes().get(coding.code));
            format!("{}: {at}", code.map(study::code::Code::label).unwrap_or_default())
        }
        memo::Target::Cell(case, code) => {
            let case = study.cases().get(*case).map(|case| case.name.as_str()).unwrap_or_default();
            let code = study.codes().get(*code).map(study::code::Code::label).unwrap_or_default();
            format!("{case}, {code}")
        }
        about => study.target(about),
    }
}

/// A memo.
#[must_use]
pub fn memo(study: &Study, texts: &Texts, row: &memo::Memo) -> Memo {
    Memo {
        id: row.id.to_string(),
        about: target(study, texts, &row.about),
        title: title(study, texts, &row.about),
        text: row.text.clone(),
        by: row.author.to_string(),
        at: millis(row.at),
        reply_to: row.reply_to.map(|id| id.to_string()),
        archived: row.retired,
    }
}

/// The memos on one thing and the answers to them, or all memos of the study.
#[must_use]
pub fn memos(study: &Study, texts: &Texts, about: Option<&memo::Target>) -> Vec<Memo> {
    pick_memos(study, texts, |target| about.is_none_or(|about| target == about))
}

/// The memos on a source, on passages of it and on codings in it.
#[must_use]
pub fn memos_of_source(study: &Study, texts: &Texts, source: study::SourceId) -> Vec<Memo> {
    pick_memos(study, texts, |target| match target {
        memo::Target::Source(id) => *id == source,
        memo::Target::Passage(passage) => passage.source == source,
        memo::Target::Coding(id) => study.codings().get(*id).is_some_and(|coding| coding.source == source),
        _ => false,
    })
}

fn pick_memos(study: &Study, texts: &Texts, wanted: impl Fn(&memo::Target) -> bool) -> Vec<Memo> {
    study.memos().iter().filter(|row| wanted(&row.about)).map(|row| memo(study, texts, row)).collect()
}

/// Something put aside to discuss; with nothing in it where it is no longer.
#[must_use]
pub fn discussion(study: &Study, texts: &Texts, about: &memo::Target) -> Discussion {
    let kept = study.discussions().get(about);
    Discussion {
        about: target(study, texts, about),
        title: title(study, texts, about),
        question: kept.map(|kept| kept.question.clone()).unwrap_or_default(),
        decision: kept.map(|kept| kept.decision.clone()).unwrap_or_default(),
    }
}

/// The memos on a cell, and what is to be discussed about it.
#[must_use]
pub fn of_cell(study: &Study, texts: &Texts, key: CellKey) -> (Vec<Memo>, Option<Discussion>) {
    let about = memo::Target::Cell(key.case, key.code);
    let is_flagged = study.discussions().contains_key(&about);
    (memos(study, texts, Some(&about)), is_flagged.then(|| discussion(study, texts, &about)))
}

/// The comments, oldest first.
#[must_use]
pub fn comments(study: &Study, texts: &Texts) -> Vec<Comment> {
    let comment = |row: &study::comment::Comment| Comment {
        id: row.id.to_string(),
        about: target(study, texts, &row.content.about),
        title: title(study, texts, &row.content.about),
        to: row.content.to.map(|id| id.to_string()),
        text: row.content.text.clone(),
        by: row.author.to_string(),
        at: millis(row.at),
        reply_to: row.content.reply_to.map(|id| id.to_string()),
        resolved: row.resolved,
    };
    study.comments().iter().map(comment).collect()
}

/// The worksheet of a column.
#[must_use]
pub fn worksheet(study: &Study, code: CodeId) -> Vec<WorksheetElement> {
    let element = |row: &study::worksheet::Element| WorksheetElement {
        id: row.id.to_string(),
        code: row.code.to_string(),
        text: row.content.text.clone(),
        dimension: row.content.dimension.clone(),
        cases: row.content.cases.iter().map(ToString::to_string).collect(),
    };
    study.elements().iter().filter(|row| row.code == code).map(element).collect()
}
